// SPDX-License-Identifier: Apache-2.0
import { decode } from '../ledger/codec';
import { tableKey } from '../ledger/table';
import { codeChanges } from '../sample/registry';
import { agree } from '../testing/scenes';
import { useWorld } from '../testing/use-world';
import type { World } from '../testing/world';
import { codeEntries } from './model';
import type { CodeEntry } from './model';
import { proposeChange } from './proposal-commands';

const change = {
  kind: 'codes',
  book: 'purpose',
  entries: [{ code: 'special', labels: { zh: '专项检查', en: 'Special check' } }],
} as const;

let world: World;
useWorld((fresh) => {
  world = fresh;
});

function stored(book: string, code: string): CodeEntry | undefined {
  const bytes = world.ledger.state.get(tableKey(codeEntries.name, [book, code]));
  return bytes && decode(codeEntries, bytes);
}

describe('the code book', () => {
  it('is entered and changed by consent, entry by entry', async () => {
    await agree(world, 'enter', change);
    const [entry] = change.entries;
    expect(stored('purpose', 'special')).toEqual({ schema: 1, version: 1, book: 'purpose', ...entry });
    const ended = { ...entry, until: '2026-12-31' };
    await agree(world, 'end', { ...change, entries: [ended] });
    expect(stored('purpose', 'special')).toEqual({ schema: 1, version: 2, book: 'purpose', ...ended });
  });

  it('knows the same code in several books', async () => {
    await agree(world, 'enter', change, { ...change, book: 'reason' });
    expect(stored('purpose', 'special')).toMatchObject({ version: 1 });
    expect(stored('reason', 'special')).toMatchObject({ version: 1 });
  });

  it('of the demo is entered as it is', async () => {
    await agree(world, 'book', ...codeChanges);
    for (const { book, entries } of codeChanges) {
      for (const entry of entries) expect(stored(book, entry.code)).toMatchObject({ book, ...entry });
    }
  });

  it.each([
    ['a book that there is not', { book: 'colours' }],
    ['a code in words', { entries: [{ ...change.entries[0], code: '办案审查' }] }],
    ['a name in one language', { entries: [{ code: 'x', labels: { zh: '名' } }] }],
    ['no entry', { entries: [] }],
    ['a day that is none', { entries: [{ ...change.entries[0], until: '2026-02-30' }] }],
  ])('is not proposed with %s', async (_, more) => {
    const body = { id: 'p', changes: [{ ...change, ...more }] };
    expect(await world.refusalUnchecked(world.governors.west, proposeChange, body)).toMatchObject({
      code: 'command-malformed',
    });
  });
});
