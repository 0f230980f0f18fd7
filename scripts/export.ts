// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { saveExport } from './export/save-export';
import { selectionOf } from './export/selection-of';
import { signIn, signInHelp } from './sign-in';
import { messageOf } from './terminal-words';

const help = `npm run export -- SELECTION [OPTION ...]

Writes one sealed file for an audit: events, their proofs, the head of the log that they rest on, keys and counts.
Whoever has the organisations' public keys checks it offline (scripts/verifier). Memory does not grow with it.

  --all                the whole log
  --from TIME          what the log took in from then on, as its cosigned heads tell; a day in China (2026-11-23),
  --to TIME            the last one included, or RFC 3339 with the offset (2026-11-23T08:00:00+08:00); one, or both
  --record ID          the events of a record (唯一标识码)
  --person PSEUDONYM, --organisation CODE, --object ID
                       the events of records, licences, cases and entries on credit that
                       name them
  --subject ID         the same; what it names shows by its form
  --covering           for a record or subject: every leaf of the log, those about others closed: nothing was taken
                       out, and that no closed one is about it is the word of the organisation that seals
  --open-all           with --covering: all leaves open, so that completeness is proven; it shows others' events

  --out FILE           (default: guidang-export.ndjson)
  --purpose CODE       why it is made, for the event that it leaves (default: audit)
  --basis CODE         the legal basis (default: archives-law:28)
  --as ROLE            whose demo sign-in to use with the embedded default: a role, or an officer of those
                       that npm start lists (default: auditor)
  --help               print this text

${signInHelp}
Exit code: 0 the export is whole, 2 it is not: then no file of that name is left.
`;

const exitStopped = 2;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      all: { type: 'boolean', default: false },
      from: { type: 'string' },
      to: { type: 'string' },
      record: { type: 'string' },
      subject: { type: 'string' },
      person: { type: 'string' },
      organisation: { type: 'string' },
      object: { type: 'string' },
      covering: { type: 'boolean', default: false },
      'open-all': { type: 'boolean', default: false },
      out: { type: 'string', default: 'guidang-export.ndjson' },
      purpose: { type: 'string', default: 'audit' },
      basis: { type: 'string', default: 'archives-law:28' },
      as: { type: 'string', default: 'auditor' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const { covering, 'open-all': openAll, out, as, purpose, basis } = values;
  const selection = selectionOf(values);
  const client = await signIn(as);
  try {
    const report = (line: string): void => {
      console.error(line);
    };
    const { leaves, bytes } = await saveExport({
      client,
      request: { selection, covering, openAll, purpose, basis },
      file: out,
      report,
    });
    console.log(`${leaves} leaves, ${bytes} bytes: ${out}`);
  } finally {
    await client.close();
  }
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = exitStopped;
});
