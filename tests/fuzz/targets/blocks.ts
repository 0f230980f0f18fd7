// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { common } from '@hyperledger/fabric-protos';
import { Level } from 'level';
import { Refusal } from '@guidang/chaincode/model';
import { ownerPolicy } from '../../../chaincode/src/ledger/endorsement';
import { readRecordPage, readSeededEventPage } from '@guidang/chaincode/proof';
import { decodeHeader, encodeHeader, headerLengthBytes } from '../../../gateway/src/content/file-header';
import {
  decodeEmbeddedBlock as decodeEmbedded,
  encodeBlock,
} from '../../../gateway/src/ledger/embedded/block';
import {
  decodeHashEntry,
  decodeStateEntry,
  encodeStateEntry,
} from '../../../gateway/src/ledger/embedded/entry';
import { checkLog, checkTable } from '../../../gateway/src/storage/level-files';
import { isPolicySatisfied } from '../../../gateway/src/ledger/embedded/signature-policy';
import { decodeEnvelope } from '../../../gateway/src/ledger/embedded/transaction';
import { decodeBlock as decodeFabric } from '../../../gateway/src/ledger/fabric-blocks';
import { LedgerError } from '../../../gateway/src/ledger/ledger-error';
import { EntryCipher } from '../../../gateway/src/outbox/entry-cipher';
import { longRun } from '../target';
import type { OpenTarget, Target } from '../target';

const number = 7;

/** A block of the embedded ledger, whose hashes fit whatever its data are. */
function refit(bytes: Buffer): Buffer {
  const empty = encodeBlock({ number, previousHash: 'ab'.repeat(32), ledger: null, transactions: [] }).bytes;
  const head = empty.subarray(0, empty.indexOf(0x0a)).toString('latin1');
  const hash = createHash('sha256').update(bytes).digest('hex');
  return Buffer.concat([Buffer.from(`${head.replace(/"dataHash":"\w+"/, `"dataHash":"${hash}"`)}\n`), bytes]);
}

async function openLevelFiles(): Promise<OpenTarget> {
  const folder = await mkdtemp(join(tmpdir(), 'guidang-fuzz-'));
  const store = new Level(join(folder, 'store'), { compression: false });
  for (let index = 0; index < 50; index += 1) await store.put(`key ${index}`, 'x'.repeat(900));
  const read = async (suffix: RegExp): Promise<Buffer[]> => {
    const names = (await readdir(join(folder, 'store'))).filter((name) => suffix.test(name));
    return Promise.all(names.map((name) => readFile(join(folder, 'store', name))));
  };
  const logs = await read(/\.log$/);
  await store.close();
  await store.open();
  await store.close();
  const samples = [...logs, ...(await read(/\.ldb$|^MANIFEST/))].map((file) => file.subarray(0, 64 * 1024));
  await rm(folder, { recursive: true });
  return { samples, run: ({ bytes }) => [checkLog(bytes), checkTable(bytes)] };
}

function vector(name: string): Buffer {
  return readFileSync(join(__dirname, '../../vectors/blocks', name));
}

/** A typed answer for bytes that are no protocol buffer. */
function fabricBlock(bytes: Buffer): common.Block | undefined {
  try {
    return common.Block.deserializeBinary(bytes);
  } catch {
    // The client library refuses these before the gateway sees them.
    return undefined;
  }
}

const wideBytes = Buffer.alloc(32, 1);

/** Files and messages that a ledger is made of: a copy of it is from outside, too. */
export const blockTargets: readonly Target[] = [
  {
    name: 'fabric-block',
    reads: 'blocks as a peer delivers them',
    inputs: longRun.usual,
    refusals: [LedgerError],
    bytesMax: 64 * 1024,
    open: () => ({
      samples: ['put.pb', 'private.pb', 'delete.pb'].map(vector),
      run: ({ bytes }) => {
        const block = fabricBlock(bytes);
        if (block !== undefined) decodeFabric(block, 'guidang');
      },
    }),
  },
  {
    name: 'embedded-block',
    reads: "blocks of the embedded ledger's store, with and without hashes that fit",
    inputs: longRun.usual,
    refusals: [LedgerError],
    open: () => ({
      samples: [
        encodeBlock({
          number,
          previousHash: 'ab'.repeat(32),
          ledger: { network: 'guidang', channel: 'records' },
          transactions: [],
        }).bytes,
        Buffer.from('{"ledger":null,"transactions":[]}'),
      ],
      run: ({ bytes }) => decodeEmbedded(bytes.includes('previousHash') ? bytes : refit(bytes), number),
    }),
  },
  {
    name: 'embedded-state',
    reads: "state entries, prepared transactions and key policies of the embedded ledger's store",
    inputs: longRun.usual,
    refusals: [LedgerError],
    bytesMax: 64 * 1024,
    open: (): OpenTarget => {
      const policy = Buffer.from(ownerPolicy('east', ['archives', 'audit', 'east', 'west']));
      return {
        samples: [
          encodeStateEntry({ version: { block: 1, position: 2 }, policy, value: wideBytes }),
          policy,
          Buffer.alloc(44, 1),
          Buffer.from(
            '{"format":"guidang-embedded-transaction/1","network":"n","channel":"c","transaction":{}}',
          ),
        ],
        run: ({ bytes }) => {
          isPolicySatisfied(bytes, ['eastMSP', 'westMSP', 'archivesMSP']);
          for (const decode of [decodeStateEntry, decodeHashEntry, decodeEnvelope]) {
            try {
              decode(bytes);
            } catch (error) {
              if (!(error instanceof LedgerError)) throw error;
            }
          }
        },
      };
    },
  },
  {
    name: 'level-files',
    reads: "logs, tables and manifests of the embedded ledger's store",
    inputs: longRun.usual,
    refusals: [],
    bytesMax: 128 * 1024,
    open: openLevelFiles,
  },
  {
    name: 'stored-pages',
    reads: 'pages of records and events, as blocks bring them',
    inputs: longRun.usual,
    refusals: [Refusal],
    tokens: ['"schema":3', '"seed":"', '"__proto__":', '"constructor":', '[[]]', '{"0":{}}'],
    open: () => ({
      samples: [
        Buffer.from(
          `{"items":[{"schema":1,"id":"a","dossiers":[]},{"id":"b"},{"dossiers":[{"x":1}]}],"schema":3,"seed":"${'5e'.repeat(16)}"}`,
        ),
        Buffer.from('[{"schema":1}]'),
      ],
      run: ({ bytes }) => {
        for (const read of [readRecordPage, readSeededEventPage]) {
          try {
            read(bytes);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
        }
      },
    }),
  },
  {
    name: 'sealed-files',
    reads: 'headers of stored contents, and entries of the outbox before they are opened',
    inputs: longRun.usual,
    refusals: [],
    bytesMax: 4 * 1024,
    open: (): OpenTarget => {
      const cipher = new EntryCipher(wideBytes);
      const content = {
        digest: { algorithm: 'sha256', value: 'ab'.repeat(32) },
        sm3: { algorithm: 'sm3', value: 'cd'.repeat(32) },
        sizeBytes: 5,
      } as const;
      const header = encodeHeader({ keyId: wideBytes.subarray(0, 8), salt: wideBytes, content });
      return {
        samples: [
          Buffer.concat([header, wideBytes]).subarray(0, headerLengthBytes),
          Buffer.from(cipher.seal('a', wideBytes)),
        ],
        run: ({ bytes }) => {
          decodeHeader(bytes);
          if (isOpened(cipher, bytes) && !bytes.equals(Buffer.alloc(0))) return 'opened';
          return undefined;
        },
      };
    },
  },
];

function isOpened(cipher: EntryCipher, bytes: Buffer): boolean {
  try {
    cipher.open('a', bytes);
    return true;
  } catch {
    // Whatever OpenSSL says: the outbox takes every error for damage.
    return false;
  }
}
