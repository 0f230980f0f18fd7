// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { thrown } from '../testing/thrown';
import { canonicalJson } from './canonical';
import { sha256 } from './hash';
import { eventSchema, subjectKinds } from './event';
import type { ProvenanceEvent } from './event';
import { eventPageTable, readEventPage, readSeededEventPage } from './event-page';
import { PageDraft } from './page';
import type { Refusal } from './refusal';
import { uniqueId } from './unique-id';

const transaction = 'ab'.repeat(32);
const claimedAt = '2026-11-23T01:00:00.000Z';
const code = fc.stringMatching(/^[a-z]{1,8}$/);
const digest = code.map(sha256);

const shared = fc.record(
  {
    officer: fc.record({
      organisation: fc.constantFrom('east', 'west'),
      department: code,
      officer: code,
      role: code,
      certificate: code,
      signature: code,
    }),
    command: fc.record({ id: code, digest }),
    purpose: code,
    basis: code,
  },
  { requiredKeys: ['officer', 'command'] },
);
const own = fc.record(
  {
    type: code,
    subject: fc.record({ kind: fc.constantFrom(...subjectKinds), id: code }),
    version: fc.nat(),
    digest,
    outcome: fc.record({ case: code, matter: code, matterVersion: fc.nat(), rule: digest, inputs: digest }),
    data: fc.dictionary(code, fc.oneof(fc.string(), fc.array(fc.string())), { noNullPrototype: true }),
  },
  { requiredKeys: ['type', 'subject'] },
);
const command = fc.tuple(shared, fc.array(own, { minLength: 1, maxLength: 5 }));

/** The events of several commands, as a transaction appends them. */
const events = fc
  .tuple(fc.nat({ max: 900 }), fc.array(command, { minLength: 1, maxLength: 5 }))
  .map(([first, commands]): ProvenanceEvent[] =>
    commands
      .flatMap(([of, drafts]) => drafts.map((draft) => ({ ...draft, ...of })))
      .map((event, index) => ({ schema: 1, ...event, transaction, claimedAt, position: first + index })),
  );

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

function pageOf(made: readonly ProvenanceEvent[], seed?: string): string {
  const page = new PageDraft(eventPageTable, seed);
  for (const event of made) page.add(event);
  return page.text;
}

describe('an event page', () => {
  it('restores exactly the events it was made of', () => {
    fc.assert(
      fc.property(events, (made) => {
        const read = readEventPage(bytes(pageOf(made)));
        expect(read.map(canonicalJson)).toEqual(made.map(canonicalJson));
        for (const event of read) eventSchema.parse(event);
      }),
    );
  });

  it('holds the seed of its transaction, once', () => {
    const seed = '0123456789abcdef'.repeat(2);
    fc.assert(
      fc.property(events, (made) => {
        const page = pageOf(made, seed);
        expect(page).toBe(pageOf(made).replace(/2\}$/, `3,"seed":"${seed}"}`));
        expect(readSeededEventPage(bytes(page))).toEqual({ items: readEventPage(bytes(page)), seed });
        expect(readEventPage(bytes(page))).toEqual(readEventPage(bytes(pageOf(made))));
      }),
    );
  });

  it('of version 2 has none', () => {
    const [made = []] = fc.sample(events, { numRuns: 1, seed: 1 });
    expect(readSeededEventPage(bytes(pageOf(made)))).toEqual({ items: readEventPage(bytes(pageOf(made))) });
  });

  it('of version 1, a bare array, can still be read', () => {
    fc.assert(
      fc.property(events, (made) => {
        expect(readEventPage(bytes(canonicalJson(made)))).toEqual(JSON.parse(canonicalJson(made)));
      }),
    );
  });

  it('stores only the digest of a record that follows another new record', () => {
    const [made] = fc.sample(
      events.filter(([event]) => event?.digest !== undefined),
      { numRuns: 1, seed: 1 },
    );
    const [event] = made ?? [];
    if (event === undefined) throw new Error('no sample');
    const page = (count: number): string =>
      pageOf(
        Array.from({ length: count }, (_, slot) => ({
          ...event,
          subject: { kind: 'record', id: uniqueId(transaction, { page: 0, slot }) },
          digest: sha256(String(slot)),
          position: event.position + slot,
        })),
      );
    const own = `,{"digest":{"value":"${sha256('8').value}"}}`;
    expect(page(9)).toBe(page(8).replace('],"schema"', `${own}],"schema"`));
  });

  it.each([
    'x',
    '{}',
    '[1]',
    'null',
    '{"schema":3}',
    '[{"type":"a"}]',
    '{"items":[],"schema":3}',
    '{"items":[],"schema":3,"seed":1}',
    '{"items":[],"schema":3,"seed":"5e"}',
    '{"items":[],"schema":3,"seed":"5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E"}',
    '{"items":[],"schema":4,"seed":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e"}',
    '{"items":{},"schema":2}',
    '{"items":[1],"schema":2}',
    '{"items":[[{"schema":2}]],"schema":2}',
    '{"items":[[{"schema":1}],{}],"schema":2}',
  ])('is not %s', (text) => {
    expect((thrown(() => readEventPage(bytes(text))) as Refusal).code).toBe('stored-value-invalid');
  });
});
