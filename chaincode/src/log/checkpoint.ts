// SPDX-License-Identifier: Apache-2.0
import { demand } from '../ledger/refusal';
import { fromBase64 } from '../ledger/base64';
import { isKeyName } from './verifier-key';

/** A head of the log: the size of the tree and its root hash (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Buffer;
}

const lines = /^(?<origin>[^\n]+)\n(?<size>0|[1-9]\d{0,15})\n(?<root>[^\n]{44})\n$/u;

/**
 * Parses a checkpoint without extension lines, since cosigners would not vouch for those.
 * @throws {Refusal} `head-invalid` for anything else, including other spellings.
 */
export function readCheckpoint(text: string): Checkpoint {
  const { origin = '', size = '', root = '' } = lines.exec(text)?.groups ?? {};
  const checkpoint = { origin, size: Number(size), root: fromBase64(root) ?? Buffer.alloc(0) };
  demand(
    isKeyName(origin) && Number.isSafeInteger(checkpoint.size) && checkpoint.root.length === 32,
    'head-invalid',
    'not a checkpoint of origin, size and root',
  );
  return checkpoint;
}

/** Formats a checkpoint; the inverse of {@link readCheckpoint}. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}
