// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '@guidang/chaincode/model';
import type { ProvenanceEvent } from '@guidang/chaincode/model';
import { leafSalt } from '@guidang/chaincode/proof';
import { sha256Hex } from '../common/sha256';
import { clearPart } from './clear-part';

/** An event and the block that holds it. */
export interface PlacedEvent {
  readonly event: ProvenanceEvent;
  readonly block: number;
  readonly blockHash: string;
  /** Of its transaction; none where its page is of an older version. */
  readonly seed?: string | undefined;
}

/** What opens a salted leaf: the event that is behind its digest. */
export interface Opening {
  /** In canonical JSON. */
  readonly event: string;
  /** In hexadecimal digits. */
  readonly salt: string;
}

/**
 * The leaf of an event: the text that is hashed and served. `docs/transparency-log.md` has the format. Whoever has it
 * alone can confirm no guess about the event: of schema 1 by the officer's signature in it, which nobody can guess, so
 * it is shown to members only; of schema 2 by the salt in its digest.
 */
export function leafOf(placed: PlacedEvent): string {
  const opening = openingOf(placed);
  return opening === undefined ? plainLeaf(placed) : saltedLeaf(placed, opening);
}

/** What opens the leaf of an event; `undefined` where the leaf hides nothing. */
export function openingOf({ event, seed }: PlacedEvent): Opening | undefined {
  if (seed === undefined) return undefined;
  return { event: canonicalText(event), salt: leafSalt(seed, event) };
}

/** The leaf together with what opens it, as receipts hold it; of schema 1 the leaf itself. */
export function openedLeafOf(placed: PlacedEvent): string {
  const opening = openingOf(placed);
  if (opening === undefined) return plainLeaf(placed);
  const { event, salt } = opening;
  return `{"event":${event},"leaf":${saltedLeaf(placed, opening)},"salt":"${salt}"}`;
}

function plainLeaf({ event, block, blockHash }: PlacedEvent): string {
  return `{"block":${blockText(block, blockHash)},"event":${canonicalText(event)},"schema":1}`;
}

function saltedLeaf({ event, block, blockHash }: PlacedEvent, { event: text, salt }: Opening): string {
  const digest = sha256Hex(salt + text);
  const clear = clearPart(event);
  const shown = clear === undefined ? '' : `"event":${canonicalJson(clear)},`;
  return `{"block":${blockText(block, blockHash)},"digest":"${digest}",${shown}"schema":2}`;
}

function blockText(number: number, hash: string): string {
  return `{"hash":"${hash}","number":${number}}`;
}

/**
 * Canonical JSON (RFC 8785) of a value from a page. Pages are canonical, so the members are usually in order already;
 * then `JSON.stringify`, three times as fast, gives the same text.
 */
function canonicalText(value: object): string {
  return isInOrder(value) ? JSON.stringify(value) : canonicalJson(value);
}

function isInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  let last = '';
  for (const name of Object.keys(value)) {
    if (name < last || !isInOrder(Reflect.get(value, name))) return false;
    last = name;
  }
  return true;
}
