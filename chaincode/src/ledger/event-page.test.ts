// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { thrown } from '../../../tests/support/thrown';
import { canonicalJson } from './canonical';
import { sha256 } from './digest';
import { eventSchema, subjectKinds, type ProvenanceEvent } from './event';
import { encodeEventPage, readEventPage } from './event-page';
import type { Refusal } from './refusal';

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

/** The events of some commands, as a transaction appends them. */
const events = fc
  .tuple(fc.nat({ max: 900 }), fc.array(command, { minLength: 1, maxLength: 5 }))
  .map(([first, commands]): ProvenanceEvent[] =>
    commands
      .flatMap(([of, drafts]) => drafts.map((draft) => ({ ...draft, ...of })))
      .map((event, index) => ({ schema: 1, ...event, transaction, claimedAt, position: first + index })),
  );

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

describe('an event page', () => {
  it('gives back the very events that it was made of', () => {
    fc.assert(
      fc.property(events, (made) => {
        const read = readEventPage(bytes(encodeEventPage(made)));
        expect(read.map(canonicalJson)).toEqual(made.map(canonicalJson));
        for (const event of read) eventSchema.parse(event);
      }),
    );
  });

  it('of version 1, a bare array, stays readable', () => {
    fc.assert(
      fc.property(events, (made) => {
        expect(readEventPage(bytes(canonicalJson(made)))).toEqual(JSON.parse(canonicalJson(made)));
      }),
    );
  });

  it('writes what the events of a command share once', () => {
    const [one] = fc.sample(events, { numRuns: 1, seed: 1 });
    const [event] = one ?? [];
    if (event === undefined) throw new Error('no sample');
    const page = (count: number): number =>
      encodeEventPage(Array.from({ length: count }, (_, index) => ({ ...event, position: index }))).length;
    const { type, subject, version, digest: of, outcome, data } = event;
    const ownLength = canonicalJson({ type, subject, version, digest: of, outcome, data }).length;
    expect(page(9) - page(8)).toBe(ownLength + 1);
  });

  it.each([
    'x',
    '{}',
    '[1]',
    'null',
    '{"schema":3}',
    '[{"type":"a"}]',
    '{"claimedAt":"t","commands":[{}],"first":0,"schema":2,"transaction":"t"}',
    '{"claimedAt":"t","commands":[{"command":{},"events":[null],"officer":{}}],"first":0,"schema":2,"transaction":"t"}',
  ])('is not %s', (text) => {
    expect((thrown(() => readEventPage(bytes(text))) as Refusal).code).toBe('stored-value-invalid');
  });
});
