// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { canonicalJson } from '@guidang/chaincode/model';
import type { ProvenanceEvent } from '@guidang/chaincode/model';
import { leafOf } from './leaf';

const blockHash = 'ab'.repeat(32);

describe('a leaf', () => {
  it("is canonical JSON, for any order of the event's members", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (members, block) => {
        const event = members as unknown as ProvenanceEvent;
        const leaf = canonicalJson({ block: { hash: blockHash, number: block }, event, schema: 1 });
        expect(leafOf({ event, block, blockHash })).toBe(leaf);
        const sorted = JSON.parse(canonicalJson(event)) as ProvenanceEvent;
        expect(leafOf({ event: sorted, block, blockHash })).toBe(leaf);
      }),
    );
  });

  it.each([[{ b: 1, a: 2 }], [{ a: [{ c: 1, b: 2 }] }], [{ 10: 1, 9: 2 }], [{ a: undefined, b: '\u0001é' }]])(
    'of %j is canonical too',
    (members) => {
      const event = members as unknown as ProvenanceEvent;
      const leaf = canonicalJson({ block: { hash: blockHash, number: 7 }, event, schema: 1 });
      expect(leafOf({ event, block: 7, blockHash })).toBe(leaf);
    },
  );
});
