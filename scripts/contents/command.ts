// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { organisations } from '@guidang/chaincode/sample';
import type { Orphan } from '@guidang/gateway';

const help = `npm run contents -- orphans [--older-than HOURS] [--remove] [--json]

Lists the stored files that nothing refers to: no value that was ever written to the ledger, and no write that is open
in the gateway's outbox. With --remove they are removed for good. Stop the gateway first.

  --older-than HOURS  only files stored before that; their record may be about to be created (24, at least 1)
  --remove            remove them
  --json              print them as JSON

The embedded default in GUIDANG_DATA; a gateway of a network, whose peer must answer, with GUIDANG_CONFIG.

Exit code: 0 done, 2 it could not be done.
`;

const hourMs = 60 * 60 * 1_000;

interface Wish {
  readonly storedBeforeMs: number;
  readonly remove: boolean;
}

// The gateway is imported late: fabric-common, which it imports, takes --help for itself.

async function search(wish: Wish): Promise<readonly Orphan[]> {
  const { connectLedger, findOrphans, readConfig, withStoredBlocks } = await import('@guidang/gateway');
  const all = Object.entries(organisations).map(([id, name]) => ({ id, name }));
  const { dataFolder, network, embedded } = readConfig(process.env, { embedded: { organisations: all } });
  const progress = (line: string): void => {
    console.error(line);
  };
  if (network === undefined) {
    const ids = (embedded?.organisations ?? []).map(({ id }) => id);
    return withStoredBlocks(join(dataFolder, 'ledger'), (ledger) =>
      findOrphans({ ...wish, dataFolder, organisations: ids, ledger, progress }),
    );
  }
  const ledger = await connectLedger(network);
  try {
    return await findOrphans({
      ...wish,
      dataFolder,
      organisations: [network.organisation.id],
      ledger,
      progress,
    });
  } finally {
    await ledger.close();
  }
}

function hoursOf(text: string): number {
  const hours = Number(text);
  if (!Number.isFinite(hours) || hours < 1) throw new Error('--older-than takes hours, at least 1');
  return hours;
}

/** `npm run contents`. */
export async function runContents(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'older-than': { type: 'string', default: '24' },
      remove: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  if (positionals.join() !== 'orphans') throw new Error(help);
  const storedBeforeMs = Date.now() - hoursOf(values['older-than']) * hourMs;
  const found = await search({ storedBeforeMs, remove: values.remove });
  if (values.json) console.log(JSON.stringify(found, undefined, 2));
  else for (const { digest, bytes } of found) console.log(`${digest} ${bytes}`);
  console.error(`${found.length} files that nothing refers to${values.remove ? ' removed' : ''}`);
}
