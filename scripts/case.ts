// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { askConditions, isMet, linesOf } from './case/conditions';
import { signIn, signInHelp } from './sign-in';
import { messageOf, says } from './terminal-words';

const help = `npm run case -- conditions CASE [OPTION ...]

Says what a case (办件) still needs: of each condition of its matter that is still to be met, which parts do not hold now
and what there is instead, as the contract sees them.

  --json               the gateway's answer, as it is, for programs
  --purpose CODE       why it is asked, of another department's case: that leaves an event
  --basis CODE         the legal basis of it
  --as ROLE            whose demo sign-in to use with the embedded default: a role, or an officer of those
                       that npm start lists (default: acceptor)
  --help               print this text

${signInHelp}
Exit code: 0 all is met, or the case has ended; 1 something is not; 2 it could not be done.
`;

const exitNotMet = 1;
const exitStopped = 2;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      purpose: { type: 'string' },
      basis: { type: 'string' },
      as: { type: 'string', default: 'acceptor' },
      help: { type: 'boolean', default: false },
    },
  });
  const [command, id, ...more] = positionals;
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  if (command !== 'conditions' || id === undefined || more.length > 0) {
    process.stderr.write(help);
    process.exitCode = exitStopped;
    return;
  }
  const client = await signIn(values.as);
  try {
    const found = await askConditions(client, id, values);
    console.log(values.json ? JSON.stringify(found) : linesOf(found, says).join('\n'));
    if (!isMet(found)) process.exitCode = exitNotMet;
  } finally {
    await client.close();
  }
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = exitStopped;
});
