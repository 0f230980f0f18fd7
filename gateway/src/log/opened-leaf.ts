// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, parseCanonicalJson, Refusal } from '@guidang/chaincode/model';
import { z } from 'zod';
import { sha256Hex } from '../common/sha256';

/** The leaf that a receipt brings, and the event that it stands for. */
interface OpenedLeaf {
  /** As it is hashed and served. */
  readonly leaf: string;
  readonly event: unknown;
}

const openedSchema = z.strictObject({
  event: z.looseObject({}),
  leaf: z.looseObject({ schema: z.literal(2), digest: z.string() }),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
});
const plainSchema = z.strictObject({
  block: z.looseObject({}),
  event: z.looseObject({}),
  schema: z.literal(1),
});

/**
 * Reads the leaf of a receipt: one of schema 1, or one of schema 2 with what opens it.
 * @returns `undefined` for anything else, and where the event is not the one that the leaf's digest is of.
 */
export function readOpenedLeaf(text: string): OpenedLeaf | undefined {
  const value = readCanonical(text);
  const plain = plainSchema.safeParse(value);
  if (plain.success) return { leaf: text, event: plain.data.event };
  const opened = openedSchema.safeParse(value);
  if (!opened.success) return undefined;
  const { event, leaf, salt } = opened.data;
  return sha256Hex(salt + canonicalJson(event)) === leaf.digest
    ? { leaf: canonicalJson(leaf), event }
    : undefined;
}

function readCanonical(text: string): unknown {
  try {
    return parseCanonicalJson(Buffer.from(text, 'utf8'));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
