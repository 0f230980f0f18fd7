// SPDX-License-Identifier: Apache-2.0
import { call, commit, portOf, prepare, sendAndWait } from './harness';
import type { Subject } from './harness';

const highest = '\u{10ffff}';

export function describeConflicts({ harness, key }: Subject): void {
  const archives = () => portOf(harness(), 'archives');

  describe('conflicts', () => {
    it('rejects a transaction whose read is stale, as a status', async () => {
      const name = key('stale');
      const late = await prepare(archives(), call('append', name, 'late'));
      await commit(archives(), call('put', name, 'early'));
      await expect(sendAndWait(archives(), late)).resolves.toMatchObject({ code: 'MVCC_READ_CONFLICT' });
      await expect(archives().evaluate(call('get', name))).resolves.toBe('early');
    });

    it('lets one of several through that read and write one key', async () => {
      const name = key('raced');
      const prepared = await Promise.all(
        ['a', 'b', 'c'].map((value) => prepare(archives(), call('append', name, value))),
      );
      const statuses = await Promise.all(prepared.map((each) => sendAndWait(archives(), each)));
      expect(statuses.map(({ code }) => code).sort()).toEqual([
        'MVCC_READ_CONFLICT',
        'MVCC_READ_CONFLICT',
        'VALID',
      ]);
    });

    it('sees that a key was written again with the same value', async () => {
      const name = key('same-value');
      await commit(archives(), call('put', name, 'v'));
      const late = await prepare(archives(), call('append', name, 'late'));
      await commit(archives(), call('put', name, 'v'));
      await expect(sendAndWait(archives(), late)).resolves.toMatchObject({ code: 'MVCC_READ_CONFLICT' });
    });

    it('lets blind writes of one key pass', async () => {
      const name = key('blind');
      const late = await prepare(archives(), call('put', name, 'late'));
      await commit(archives(), call('put', name, 'early'));
      await expect(sendAndWait(archives(), late)).resolves.toMatchObject({ code: 'VALID' });
      await expect(archives().evaluate(call('get', name))).resolves.toBe('late');
    });

    it.each([
      ['inserted', 'put', '2', 'x'],
      ['changed', 'put', '1', 'x'],
      ['deleted', 'delete', '1'],
    ])('rejects a range read in which a key was %s', async (_what, transaction, suffix, ...value) => {
      const prefix = key('phantom');
      await commit(archives(), call('put', `${prefix}1`, 'v'));
      const late = await prepare(archives(), call('count', prefix, prefix + highest, key('count')));
      await commit(archives(), call(transaction, prefix + suffix, ...value));
      await expect(sendAndWait(archives(), late)).resolves.toMatchObject({ code: 'PHANTOM_READ_CONFLICT' });
    });

    it('accepts a range read beside which a key was inserted', async () => {
      const prefix = key('beside');
      const late = await prepare(archives(), call('count', `${prefix}a`, `${prefix}b`, key('count')));
      await commit(archives(), call('put', `${prefix}b`, 'v'));
      await expect(sendAndWait(archives(), late)).resolves.toMatchObject({
        code: 'VALID',
        transactionId: late.transactionId,
      });
    });

    it('counts what a peer fetched for a range as read, also when the contract stopped earlier', async () => {
      const prefix = key('fetched');
      await commit(archives(), call('put', `${prefix}1`, 'v'));
      const late = await prepare(archives(), call('first', prefix, prefix + highest, key('first')));
      await commit(archives(), call('put', `${prefix}2`, 'v'));
      await expect(sendAndWait(archives(), late)).resolves.toMatchObject({ code: 'PHANTOM_READ_CONFLICT' });
    });
  });
}
