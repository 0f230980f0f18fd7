// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import { KeyedLimit } from './keyed-limit';

it('runs so many of each key at once, the next when one has ended or failed', async () => {
  const limit = new KeyedLimit(2);
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const run = (name: string): Promise<string> =>
    limit.run(name.charAt(0), () => {
      begun.push(name);
      return new Promise((resolve, reject) => {
        ends.set(name, (error) => {
          if (error === undefined) resolve(name);
          else reject(error);
        });
      });
    });
  const failing = run('a1');
  const rest = ['a2', 'a3', 'a4', 'b1'].map((name) => run(name));
  await nextTurn();
  expect(begun).toEqual(['a1', 'a2', 'b1']);
  ends.get('a1')?.(new Error('failed'));
  await expect(failing).rejects.toThrow('failed');
  await nextTurn();
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
  for (const name of ['b1', 'a2', 'a3', 'a4']) {
    ends.get(name)?.();
    await nextTurn();
  }
  expect(await Promise.all(rest)).toEqual(['a2', 'a3', 'a4', 'b1']);
});
