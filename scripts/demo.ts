// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { ApiProblem } from './api-client';
import { perform } from './demo/perform';
import { messageOf } from './terminal-words';

const help = `npm run demo -- [NAME ...] [--network] [--data DIR] [--wait N] [--stop] [--help]

Plays what departments do, through the API, checks every answer, and ends with "demo passed". It can be played again on
the same ledger. At the end of each demo receipts are verified offline: the embedded default is held meanwhile and then
goes on, a network is left alone. Exit code: 0 passed, 1 something came otherwise than expected.

  estate       registration of a real-estate transfer (不动产转移登记), from the agreement on the registry to the
               audit trail
  company      a company is set up (企业开办一件事): one application, four departments of two organisations
  newborn      a child is born (新生儿出生一件事): one application, four departments, one of which refuses its part
               Without a name, all of them in this order.

  --network    use the gateways of the running network (npm run network -- up), not the embedded default (npm start)
  --data DIR   where the network keeps everything (default: as npm run network)
  --wait N     with --network: wait up to N seconds for an organisation that is down (npm run network -- stop), and
               print what its officers are told; by default the demo ends at the first such answer
  --stop       end the embedded default, instead of holding it
  --help       print this text

  GUIDANG_URL    where the embedded default listens (http://localhost:3000, or the port that GUIDANG_PORT names)
  GUIDANG_DATA   where it keeps everything, and wrote demo-tokens.json
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      network: { type: 'boolean', default: false },
      data: { type: 'string' },
      wait: { type: 'string', default: '0' },
      stop: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  await perform({
    names: positionals,
    network: values.network,
    data: values.data,
    waitMs: secondsIn(values.wait) * 1_000,
    stopping: values.stop ? 'end' : 'hold',
  });
  console.log('\ndemo passed');
}

/** @throws {RangeError} unless it is a number of seconds. */
function secondsIn(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new RangeError('--wait takes a number of seconds, up to 9999');
  return Number(text);
}

main().catch((error: unknown) => {
  console.error(`\ndemo failed: ${messageOf(error)}`);
  if (error instanceof ApiProblem) console.error(JSON.stringify(error.document, undefined, 2));
  process.exitCode = 1;
});
