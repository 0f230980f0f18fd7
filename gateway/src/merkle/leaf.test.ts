// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson } from '@guidang/chaincode/model';
import type { ProvenanceEvent } from '@guidang/chaincode/model';
import { leafOf, openedLeafOf, openingOf } from './leaf';

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

  it('that is salted holds a digest, and what opens it stands beside it in a receipt', () => {
    const event = {
      position: 1,
      subject: { kind: 'record', id: 'R' },
      transaction: 'ab'.repeat(32),
      type: 'read',
    };
    const placed = {
      event: event as unknown as ProvenanceEvent,
      block: 7,
      blockHash,
      seed: '000102030405060708090a0b0c0d0e0f',
    };
    const text = `{"position":1,"subject":{"id":"R","kind":"record"},"transaction":"${'ab'.repeat(32)}","type":"read"}`;
    const salt = 'fb1ff367bd5a4417d3d80ecbc150fea9';
    const digest = createHash('sha256').update(salt).update(text).digest('hex');
    const leaf = `{"block":{"hash":"${blockHash}","number":7},"digest":"${digest}","schema":2}`;
    expect(leafOf(placed)).toBe(leaf);
    expect(openingOf(placed)).toEqual({ event: text, salt });
    expect(openedLeafOf(placed)).toBe(`{"event":${text},"leaf":${leaf},"salt":"${salt}"}`);
    expect(canonicalJson(JSON.parse(openedLeafOf(placed)))).toBe(openedLeafOf(placed));
  });

  it('of the registry shows a part of its event', () => {
    const event = {
      schema: 1,
      subject: { kind: 'department', id: 'D' },
      type: 'department.entered',
      version: 1,
    };
    const placed = { event: event as unknown as ProvenanceEvent, block: 7, blockHash, seed: '5e'.repeat(16) };
    const leaf = leafOf(placed);
    expect(JSON.parse(leaf)).toMatchObject({
      schema: 2,
      event: { subject: event.subject, type: event.type },
    });
    expect(canonicalJson(JSON.parse(leaf))).toBe(leaf);
  });

  it('without a salt hides nothing, and nothing opens it', () => {
    const placed = { event: { type: 'read' } as unknown as ProvenanceEvent, block: 7, blockHash };
    expect(openingOf(placed)).toBeUndefined();
    expect(openedLeafOf(placed)).toBe(leafOf(placed));
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
