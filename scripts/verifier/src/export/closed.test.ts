// SPDX-License-Identifier: Apache-2.0
import { parseKeys } from '../head/keys';
import { exportParts, sealedLines } from '../testing/export';
import type { ExportOptions, ExportParts } from '../testing/export';
import { entryOf, saltedEntryOf, TestLog } from '../testing/log';
import { verifyExport } from './verify-export';
import type { ExportVerification } from './verify-export';

/** Two leaves as they were, salted ones, and one of the registry. */
const log = new TestLog(12, (index) => (index < 2 ? entryOf(index) : saltedEntryOf(index, index === 9)));
const policy = { keys: parseKeys(Buffer.from(log.keys)) };
const all: ExportOptions = { selection: { kind: 'all' } };
const record = { selection: { kind: 'record', id: 'R0' } };
const ofRecord = [0, 2, 5, 8, 11];

function verify(
  options: ExportOptions,
  alter: (parts: ExportParts) => void = () => undefined,
): ExportVerification {
  const parts = exportParts(log, options);
  alter(parts);
  return verifyExport(
    sealedLines(log, parts).map((line) => Buffer.from(line)),
    policy,
  );
}
function problems({ findings }: ExportVerification): string[] {
  return findings.flatMap(({ check, code }) => (code === undefined ? [] : [`${check} ${code}`]));
}

describe('an export of salted leaves', () => {
  it('that opens all is proven whole, and its events are counted', () => {
    const found = verify(all);
    expect(problems(found)).toEqual([]);
    expect(found).toMatchObject({ leaves: 12, closed: 0, completeness: { proven: true } });
    expect(found.about.events).toEqual({ 'record.accessed': 4, 'record.created': 7, 'registry.proposed': 1 });
  });

  it('of one record holds its leaves, each with its proof and opened', () => {
    const found = verify({ ...record, chosen: ofRecord });
    expect(problems(found)).toEqual([]);
    expect(found.about.events).toEqual({ 'record.created': 1, 'record.accessed': 4 });
  });

  it('that covers all and opens one record says what is proven of it, and what is not', () => {
    const found = verify({ ...record, opened: ofRecord });
    expect(problems(found)).toEqual([]);
    // The two that were never salted show themselves; one of them is of the record.
    expect(found).toMatchObject({ leaves: 12, closed: 6, about: { leaves: 5 } });
    expect(found.completeness.proven).toBe(false);
    // The registry's shows its subject.
    expect(found.completeness.reason).toMatch(
      /^every leaf of the log is there as of .*, and 5 of them are closed/,
    );
  });

  it('that covers all and opens all proves a record whole', () => {
    expect(verify(record)).toMatchObject({ closed: 0, completeness: { proven: true }, about: { leaves: 5 } });
  });

  it.each<[string, string[], (parts: ExportParts) => void]>([
    [
      'the opening of another',
      ['events proof'],
      ({ leaves }) => Object.assign(leaves[3] ?? {}, { opening: log.entries[4]?.opening }),
    ],
    ['a closed leaf dropped', ['sequence sequence'], ({ leaves }) => leaves.splice(4, 1)],
    [
      'a closed leaf altered',
      ['leaves proof'],
      ({ leaves }) =>
        Object.assign(leaves[4] ?? {}, {
          leaf: String(leaves[4]?.['leaf']).replace(/"digest":"./, '"digest":"'),
        }),
    ],
    [
      'a state beside a closed leaf',
      ['events malformed'],
      ({ leaves }) => Object.assign(leaves[4] ?? {}, { state: log.entries[4]?.state }),
    ],
    [
      'fewer closed ones than there are',
      ['counts count'],
      ({ count }) => Object.assign(count, { closed: 5 }),
    ],
    [
      'more in an opening',
      ['lines malformed'],
      ({ leaves }) => Object.assign(leaves[3] ?? {}, { opening: { ...log.entries[3]?.opening, more: 1 } }),
    ],
  ])('with %s is found out', (_, expected, alter) => {
    const found = verify({ ...record, opened: ofRecord }, alter);
    expect(problems(found)).toEqual(expect.arrayContaining(expected));
    expect(found.completeness.proven).toBe(false);
  });
});
