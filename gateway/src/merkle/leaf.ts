// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '@guidang/chaincode/model';
import type { ProvenanceEvent } from '@guidang/chaincode/model';

/** An event and the block that holds it. */
export interface PlacedEvent {
  readonly event: ProvenanceEvent;
  readonly block: number;
  readonly blockHash: string;
}

/** The leaf of an event: the text that is hashed and served. `docs/transparency-log.md` has the format. */
export function leafOf({ event, block, blockHash }: PlacedEvent): string {
  return `{"block":{"hash":"${blockHash}","number":${block}},"event":${canonicalText(event)},"schema":1}`;
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
