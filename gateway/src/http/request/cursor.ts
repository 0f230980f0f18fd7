// SPDX-License-Identifier: Apache-2.0
import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '@guidang/chaincode/model';
import { Problem } from '../problem';

const tagBytes = 16;

/**
 * Opaque list cursors: a store position, authenticated together with the list and filters it belongs to, so that a
 * returned cursor can be trusted and cannot be used to read another list.
 */
export class Cursors {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** @param scope the list and its filters, as JSON data. */
  seal(position: string, scope: unknown): string {
    const bytes = Buffer.from(position, 'utf8');
    return Buffer.concat([this.#tag(bytes, scope), bytes]).toString('base64url');
  }

  /** @throws {Problem} `cursor-invalid` unless {@link seal} created the cursor for the same scope. */
  open(cursor: string, scope: unknown): string {
    const bytes = Buffer.from(cursor, 'base64url');
    const position = bytes.subarray(tagBytes);
    const genuine =
      bytes.toString('base64url') === cursor &&
      bytes.length > tagBytes &&
      timingSafeEqual(bytes.subarray(0, tagBytes), this.#tag(position, scope));
    if (!genuine) {
      throw new Problem('cursor-invalid', 'the cursor does not belong to this list and these filters', {
        field: 'query/cursor',
      });
    }
    return position.toString('utf8');
  }

  #tag(position: Uint8Array, scope: unknown): Buffer {
    return createHmac('sha256', this.#key)
      .update(`${canonicalJson(scope)}\n`)
      .update(position)
      .digest()
      .subarray(0, tagBytes);
  }
}
