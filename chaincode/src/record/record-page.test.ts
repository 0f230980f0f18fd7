// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { canonicalJson } from '../ledger/canonical';
import { sha256 } from '../ledger/hash';
import { limits } from '../ledger/limits';
import { PageDraft } from '../ledger/page';
import { uniqueId } from '../ledger/unique-id';
import { readRecordPage } from './page';
import { recordPages, recordStates } from './model';
import type { ArchiveRecord } from './model';

const transaction = 'ab'.repeat(32);
const createdAt = '2026-11-23T01:00:00.000Z';
const digest = fc.nat({ max: 99 }).map((number) => sha256(String(number)));
const contents = fc.array(
  fc.record({
    digest,
    bytes: fc.nat(),
    mediaType: fc.constantFrom('application/pdf', 'image/tiff'),
    role: fc.constant('scan'),
  }),
  { maxLength: 3 },
);
const described = fc.record(
  {
    state: fc.constantFrom(...recordStates),
    organisation: fc.constantFrom('east', 'west'),
    department: fc.constantFrom('11100000MB0101010X', '11100000MB0202020Y'),
    category: fc.constantFrom('WS', 'ZY·BDC'),
    retention: fc.constantFrom('Y' as const, 'D30' as const),
    year: fc.constantFrom('1999', '2026'),
    date: fc.constantFrom('1999-11-20', '2026-11-20'),
    dossiers: fc.array(fc.constantFrom({ person: 'a' }, { object: 'b' }), { maxLength: 2 }),
    contents,
    description: digest,
    references: fc.constant<string[]>([]),
    case: fc.constantFrom('case-1', 'case-2'),
    filedAt: fc.constant(createdAt),
  },
  {
    requiredKeys: [
      'state',
      'organisation',
      'department',
      'category',
      'retention',
      'year',
      'date',
      'dossiers',
      'contents',
      'references',
    ],
  },
);
const records = fc
  .tuple(fc.nat({ max: 9 }), fc.array(described, { minLength: 1, maxLength: limits.pageItemsMax }))
  .map(([page, made]) =>
    made.map((one, slot): ArchiveRecord => ({
      schema: 1,
      id: uniqueId(transaction, { page, slot }),
      version: 1,
      createdAt,
      ...one,
    })),
  );

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

function pageOf(made: readonly ArchiveRecord[]): string {
  const page = new PageDraft({ ...recordPages, bytesMax: Infinity });
  for (const record of made) page.add(record);
  return page.text;
}

describe('a page of records', () => {
  it('restores exactly the records it was made of, of any number of officers', () => {
    fc.assert(
      fc.property(records, (made) => {
        expect(readRecordPage(bytes(pageOf(made))).map(canonicalJson)).toEqual(made.map(canonicalJson));
      }),
    );
  });

  it('of version 1, a bare array, can still be read', () => {
    fc.assert(
      fc.property(records, (made) => {
        expect(readRecordPage(bytes(canonicalJson(made)))).toEqual(made);
      }),
    );
  });

  it('stores only the content of records that differ in nothing else', () => {
    const made = [0, 1].map((slot): ArchiveRecord => ({
      schema: 1,
      id: uniqueId(transaction, { page: 0, slot }),
      version: 1,
      state: 'collecting',
      organisation: 'east',
      department: '11100000MB0101010X',
      category: 'WS',
      retention: 'D30',
      year: '2026',
      date: '2026-11-20',
      dossiers: [],
      contents: [{ digest: sha256(String(slot)), bytes: 9, mediaType: 'application/pdf', role: 'scan' }],
      references: [],
      createdAt,
    }));
    expect(pageOf(made)).toBe(
      `{"items":[[${canonicalJson(made[0])}],{"contents":{"0":{"digest":{"value":"${sha256('1').value}"}}}}],"schema":2}`,
    );
  });

  it.each([
    'x',
    '{}',
    '[1]',
    '[{"schema":2}]',
    '{"items":[],"schema":3}',
    '{"items":[[{"schema":1}],{}],"schema":2}',
  ])('is not %s', (text) => {
    expect(() => readRecordPage(bytes(text))).toThrow('cannot be read');
  });
});
