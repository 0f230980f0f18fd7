// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@guidang/chaincode/model';
import {
  checkHeadSignature,
  openHead,
  readCheckpoint,
  readNote,
  readVerifierKey,
} from '@guidang/chaincode/proof';
import type { RegisteredKey } from '@guidang/chaincode/proof';
import { demandPossession } from '../../../chaincode/src/log/possession';
import { LogError } from '../../../gateway/src/log/log-error';
import { readOpenedLeaf } from '../../../gateway/src/log/opened-leaf';
import { readHead } from '../../../gateway/src/log/read-head';
import { OwnDocumentReader } from '../../../gateway/src/application/verification/own-document';
import { readReceipt } from '../../../gateway/src/log/receipt';
import { parseWitnessRequest } from '../../../gateway/src/log/witness-request';
import { longRun } from '../target';
import type { OpenTarget, Target } from '../target';

/** A file that a gateway of version 0.1 wrote. */
export function fixture(name: string): Buffer {
  return readFileSync(join(__dirname, '../../fixtures/leaf-schema-1', name));
}

const checkpoint = fixture('checkpoint.txt');
const [origin = ''] = checkpoint.toString('utf8').split('\n');

/** The keys of the fixture, as the ledger registers them. */
function registered(): RegisteredKey[] {
  const lines = fixture('keys.txt').toString('utf8').split('\n');
  return lines.flatMap((line, index): RegisteredKey[] => {
    const words = (lines[index - 1] ?? '').split(' ');
    if (line === '' || line.startsWith('#')) return [];
    const role = words[2] as RegisteredKey['role'];
    const key = { organisation: words[1] ?? '', role, status: 'current', since: 0, ...readVerifierKey(line) };
    return [key as unknown as RegisteredKey];
  });
}

/** Proof formats that other organisations and strangers send to a gateway. */
export const logTargets: readonly Target[] = [
  {
    name: 'note',
    reads: 'heads of the log: signed notes and checkpoints, with their signatures',
    inputs: longRun.usual,
    refusals: [Refusal],
    tokens: ['\u2014 ', '\n\n', 'guidang'],
    open: (): OpenTarget => {
      const keys = registered();
      return {
        samples: [checkpoint],
        run: ({ bytes }) => {
          const note = bytes.toString('utf8');
          const { text, signatures } = readNote(note);
          const head = readCheckpoint(text);
          for (const key of keys) {
            const line = signatures.find(({ id }) => id === key.id);
            if (line !== undefined) checkHeadSignature(head, key, line.signature);
          }
          readHead(note, origin, keys);
          openHead(note, origin, keys);
        },
      };
    },
  },
  {
    name: 'verifier-key',
    reads: "organisations' keys for the log, and the proofs that they hold them",
    inputs: longRun.usual,
    refusals: [Refusal],
    bytesMax: 16 * 1024,
    open: () => ({
      samples: fixture('keys.txt')
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => Buffer.from(`${line} ${Buffer.alloc(64, 1).toString('base64')}`)),
      run: ({ bytes }) => {
        const [vkey = '', possession] = bytes.toString('utf8').split(' ');
        demandPossession('east', {
          role: 'cosigner',
          vkey,
          ...(possession === undefined ? {} : { possession }),
        });
      },
    }),
  },
  {
    name: 'witness-request',
    reads: 'requests to cosign a head (tlog-witness)',
    inputs: longRun.usual,
    refusals: [LogError, Refusal],
    open: () => ({
      samples: [Buffer.concat([Buffer.from(`old 3\n${'A'.repeat(43)}=\n\n`), checkpoint])],
      run: ({ bytes }) => readCheckpoint(readNote(parseWitnessRequest(bytes).note).text),
    }),
  },
  {
    name: 'receipt',
    reads: 'receipts that callers bring for a verdict',
    inputs: longRun.usual,
    refusals: [LogError, Refusal],
    tokens: ['c2sp.org/tlog-proof@v1\n', 'extra ', 'index ', '{"event":', '"salt":'],
    open: () => ({
      samples: [fixture('receipt.tlog-proof'), fixture('receipt.json')],
      run: ({ bytes }) => {
        const own = new OwnDocumentReader();
        for (const part of [bytes.subarray(0, 9), bytes.subarray(9)]) own.take(part);
        const receipt = readReceipt(bytes.toString('utf8'));
        return [own.document, readOpenedLeaf(receipt.leaf), readNote(receipt.checkpoint)];
      },
    }),
  },
];
