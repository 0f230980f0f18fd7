// SPDX-License-Identifier: Apache-2.0
import { call, commit, portOf } from './harness';
import type { Subject } from './harness';

/** Sorted by UTF-8 bytes. In UTF-16 order, which JavaScript sorts by, the last two are swapped. */
const orderedSuffixes = ['', '-', '0', 'A', 'a', 'é', '档', '\uff61', '\u{1f4c1}'];
const largeValueCharacters = 512 * 1024;
/** More than the 100 that a peer sends to the chaincode at a time. */
const manyKeys = 230;
const highest = '\u{10ffff}';

interface Page {
  readonly keys: unknown[];
  readonly metadata: { readonly fetchedRecordsCount: number; readonly bookmark: string };
}

export function describeState({ harness, key }: Subject): void {
  const archives = () => portOf(harness(), 'archives');
  const put = (name: string, value: string): Promise<unknown> => commit(archives(), call('put', name, value));
  const putAll = (names: readonly string[]): Promise<unknown> =>
    commit(archives(), call('putAll', JSON.stringify(names.map((name) => [name, name]))));
  const range = async (start: string, end: string): Promise<unknown> =>
    JSON.parse(await archives().evaluate(call('range', start, end)));
  const page = async (start: string, size: number, bookmark: string): Promise<Page> => {
    const invocation = call('page', start, start + highest, String(size), bookmark);
    return JSON.parse(await archives().evaluate(invocation)) as Page;
  };

  describe('state', () => {
    it('shows a transaction nothing of its own writes', async () => {
      const name = key('own-write');
      const before = await commit(archives(), call('putThenGet', name, 'one'));
      const after = await commit(archives(), call('putThenGet', name, 'two'));
      expect([before.result, after.result]).toEqual(['', 'one']);
    });

    it('deletes', async () => {
      const name = key('deleted');
      await put(name, 'here');
      await commit(archives(), call('delete', name));
      await expect(archives().evaluate(call('get', name))).resolves.toBe('');
      await expect(range(name, name + highest)).resolves.toEqual([]);
    });

    it('takes an empty value as a delete', async () => {
      const name = key('emptied');
      await put(name, 'here');
      await put(name, '');
      await expect(range(name, name + highest)).resolves.toEqual([]);
    });

    it('keeps large values whole', async () => {
      const name = key('large');
      const value = '档'.repeat(largeValueCharacters / 3);
      await put(name, value);
      await expect(archives().evaluate(call('get', name))).resolves.toBe(value);
    });

    it('orders a range by the UTF-8 bytes of its keys', async () => {
      const prefix = key('order');
      const names = orderedSuffixes.map((suffix) => prefix + suffix);
      await putAll([...names].reverse());
      await expect(range(prefix, prefix + highest)).resolves.toEqual(names);
      await expect(range(names[3] ?? '', names[5] ?? '')).resolves.toEqual(names.slice(3, 5));
    });

    it('gives a long range whole', async () => {
      const prefix = key('long');
      const names = Array.from(
        { length: manyKeys },
        (_, index) => `${prefix}-${String(index).padStart(4, '0')}`,
      );
      await putAll(names);
      await expect(range(prefix, prefix + highest)).resolves.toEqual(names);
    });

    it('pages through a range by bookmarks', async () => {
      const prefix = key('page');
      const names = ['1', '2', '3', '4', '5'].map((suffix) => prefix + suffix);
      await putAll(names);
      const first = await page(prefix, 2, '');
      expect(first).toEqual({
        keys: names.slice(0, 2),
        metadata: { fetchedRecordsCount: 2, bookmark: names[2] },
      });
      const second = await page(prefix, 2, first.metadata.bookmark);
      const third = await page(prefix, 2, second.metadata.bookmark);
      expect([...second.keys, ...third.keys]).toEqual(names.slice(2));
      expect(third.metadata).toEqual({ fetchedRecordsCount: 1, bookmark: '' });
    });

    it('refuses to write after a page was read', async () => {
      const prefix = key('page-then-put');
      await putAll([`${prefix}1`, `${prefix}2`]);
      const invocation = call('pageThenPut', prefix, prefix + highest, `${prefix}3`);
      await expect(archives().prepare(invocation)).rejects.toMatchObject({ code: 'contract-refused' });
    });
  });

  describe('composite keys', () => {
    const putComposite = (type: string, attributes: string[], value: string): Promise<{ result: string }> =>
      commit(archives(), call('putComposite', type, JSON.stringify(attributes), value));
    const list = async (type: string, attributes: string[]): Promise<unknown> =>
      JSON.parse(await archives().evaluate(call('listComposite', type, JSON.stringify(attributes))));

    it('splits what it made', async () => {
      const type = key('split');
      const { result } = await putComposite(type, ['a', 'b:~!', '档'], 'v');
      expect(JSON.parse(result)).toEqual({ objectType: type, attributes: ['a', 'b:~!', '档'] });
    });

    it('lists what is under a part, whole attributes only, in order', async () => {
      const type = key('list');
      for (const attributes of [
        ['b', '1'],
        ['a', '2'],
        ['a', '1'],
        ['ab', '1'],
      ]) {
        await putComposite(type, attributes, attributes.join('/'));
      }
      await expect(list(type, ['a'])).resolves.toEqual([
        { attributes: ['a', '1'], value: 'a/1' },
        { attributes: ['a', '2'], value: 'a/2' },
      ]);
      await expect(list(type, [])).resolves.toHaveLength(4);
    });

    it('pages', async () => {
      const type = key('page');
      for (const last of ['1', '2', '3']) await putComposite(type, ['x', last], last);
      const turn = async (bookmark: string): Promise<Page> =>
        JSON.parse(await archives().evaluate(call('pageComposite', type, '["x"]', '2', bookmark))) as Page;
      const first = await turn('');
      const second = await turn(first.metadata.bookmark);
      expect([first.keys, second.keys]).toEqual([
        [
          ['x', '1'],
          ['x', '2'],
        ],
        [['x', '3']],
      ]);
      expect(second.metadata.bookmark).toBe('');
    });

    it('keeps composite keys out of plain ranges', async () => {
      const type = key('apart');
      await putComposite(type, ['a'], 'v');
      await expect(range(type, type + highest)).resolves.toEqual([]);
    });

    it.each([
      ['an empty attribute', '["a",""]'],
      ['an attribute that is no string', '["a",1]'],
      ['attributes that are no list', '"a"'],
    ])('refuses %s', async (_what, attributes) => {
      const invocation = call('putComposite', key('bad'), attributes, 'v');
      await expect(archives().prepare(invocation)).rejects.toMatchObject({ code: 'contract-refused' });
    });

    it('refuses a plain range that starts or ends among composite keys', async () => {
      const inside = `\0${key('inside')}`;
      for (const invocation of [call('range', inside, 'z'), call('range', 'a', inside)]) {
        await expect(archives().evaluate(invocation)).rejects.toMatchObject({ code: 'contract-refused' });
      }
    });

    it('lets U+0000 through, so a contract that did not refuse it could be made to write elsewhere', async () => {
      const type = key('injection');
      await putComposite(type, ['a\0b'], 'injected');
      await expect(list(type, ['a'])).resolves.toEqual([{ attributes: ['a', 'b'], value: 'injected' }]);
    });
  });
}
