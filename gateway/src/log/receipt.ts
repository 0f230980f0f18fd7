// SPDX-License-Identifier: Apache-2.0
import { fromBase64 } from '@guidang/chaincode/proof';
import { z } from 'zod';
import { LogError } from './log-error';
import { fromUtf8, hashFromBase64, toBase64 } from '../merkle/base64';

/** Proof that an event is in the log, verifiable with the organisations' keys (存证回执). */
export interface Receipt {
  /** The index of the leaf. */
  readonly index: number;
  /** With what opens it. */
  readonly leaf: string;
  /** The inclusion proof, from the leaf's sibling to a child of the root. */
  readonly proof: readonly Uint8Array[];
  /** The head, as a signed note. */
  readonly checkpoint: string;
}

const format =
  /^c2sp\.org\/tlog-proof@v1\nextra (?<extra>[^\n]+)\nindex (?<index>0|[1-9]\d{0,15})\n(?<proof>(?:[^\n]{44}\n){0,63})\n(?<checkpoint>[^]+)$/;

/** Formats a receipt as text (C2SP tlog-proof), with its leaf in the extra line. */
export function formatReceipt({ index, leaf, proof, checkpoint }: Receipt): string {
  const hashes = proof.map((hash) => `${toBase64(hash)}\n`).join('');
  const extra = Buffer.from(leaf).toString('base64');
  return `c2sp.org/tlog-proof@v1\nextra ${extra}\nindex ${index}\n${hashes}\n${checkpoint}`;
}

/** A receipt as JSON. */
export const receiptSchema = z.strictObject({
  index: z.int().min(0),
  leaf: z.string(),
  proof: z.array(z.string()),
  checkpoint: z.string(),
});

type ReceiptDocument = z.infer<typeof receiptSchema>;

export function receiptDocument({ index, leaf, proof, checkpoint }: Receipt): ReceiptDocument {
  return { index, leaf, proof: proof.map(toBase64), checkpoint };
}

/**
 * Reads a receipt as people have it: as text, which an editor or a mail program gave a byte-order mark or CRLF, since it
 * has neither, or as the JSON that is answered too.
 * @throws {LogError} `receipt-malformed` for anything else.
 */
export function readReceipt(given: string): Receipt {
  const text = given.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  return parseReceipt(text.startsWith('{') ? textOfJson(text) : text);
}

function textOfJson(text: string): string {
  try {
    const { proof, ...receipt } = receiptSchema.parse(JSON.parse(text));
    return formatReceipt({ ...receipt, proof: proof.map((hash) => hashFromBase64(hash) ?? Buffer.alloc(0)) });
  } catch {
    return text;
  }
}

/**
 * Parses the text of a receipt without verifying anything.
 * @throws {LogError} `receipt-malformed` for anything else.
 */
export function parseReceipt(text: string): Receipt {
  const { extra = '', index = '', proof = '', checkpoint = '' } = format.exec(text)?.groups ?? {};
  const leaf = fromUtf8(fromBase64(extra) ?? Buffer.alloc(0)) ?? '';
  const hashes = proof.split('\n').slice(0, -1).map(hashFromBase64);
  const known = hashes.filter((hash) => hash !== undefined);
  if (leaf === '' || known.length < hashes.length || !Number.isSafeInteger(Number(index))) {
    throw new LogError('receipt-malformed', 'not a tlog-proof with its leaf in the extra line');
  }
  return { index: Number(index), leaf, proof: known, checkpoint };
}
