// SPDX-License-Identifier: Apache-2.0
import { FairQueue } from './fair-queue';

describe('FairQueue', () => {
  const item = (name: string) => ({ name, caller: name.charAt(0) });
  const taken = (queue: FairQueue<ReturnType<typeof item>>, count: number): string[] => {
    let left = count;
    return queue.take(() => (left -= 1) >= 0).map(({ name }) => name);
  };

  it('gives each caller a turn, however much one has waiting', () => {
    const queue = new FairQueue<ReturnType<typeof item>>();
    for (const name of ['a1', 'a2', 'a3', 'b1']) queue.add(item(name));
    expect(taken(queue, 1)).toEqual(['a1']);
    expect(taken(queue, 1)).toEqual(['b1']);
    queue.add(item('c1'));
    expect(taken(queue, 9)).toEqual(['a2', 'c1', 'a3']);
    expect(queue.isEmpty).toBe(true);
  });

  it('forgets what is removed', () => {
    const queue = new FairQueue<ReturnType<typeof item>>();
    const [one, two] = [item('a1'), item('a2')];
    queue.add(one);
    queue.add(two);
    queue.remove(one);
    expect(taken(queue, 9)).toEqual(['a2']);
    queue.add(one);
    queue.remove(one);
    expect(queue.isEmpty).toBe(true);
    queue.remove(one);
    expect(queue.drain()).toEqual([]);
  });
});
