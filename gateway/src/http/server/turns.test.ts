// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Problem } from '../problem';
import { Turns } from './turns';

const limits = { callerWaitingMax: 3, waitingMax: 4, heavyAtOnceMax: 1 };
const never = new AbortController().signal;

/** Work that ends when it is told to. */
function bench(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, signal = never): Promise<string> =>
    turns.run(name.charAt(0), signal, () => {
      begun.push(name);
      return new Promise((resolve) => {
        ends.set(name, () => {
          resolve(name);
        });
      });
    });
  return { begun, ends, ask };
}

/** The code of the refusal, if it is one. */
function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof Problem ? error.code : undefined;
  }
}

describe('Turns', () => {
  it("gives another officer the next turn, whatever waits of the first one's", async () => {
    const { begun, ends, ask } = bench(new Turns(limits));
    const all = ['a1', 'a2', 'a3', 'b1'].map((name) => ask(name));
    for (const name of ['a1', 'a2', 'b1', 'a3']) {
      await nextTurn();
      ends.get(name)?.();
    }
    await Promise.all(all);
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('refuses what one caller, or all, have too much of, before anything is done for it', () => {
    const turns = new Turns(limits);
    const [first] = [1, 2, 3].map(() => turns.reserve('a'));
    expect(codeOf(() => turns.reserve('a'))).toBe('rate-limited');
    turns.reserve('b');
    expect(codeOf(() => turns.reserve('c'))).toBe('overloaded');
    first?.();
    turns.reserve('c');
  });

  it('passes over those who have gone, and goes on after a failure', async () => {
    const turns = new Turns(limits);
    const { begun, ends, ask } = bench(turns);
    const first = turns.run('a', never, () => Promise.reject(new Error('failed')));
    const gone = new AbortController();
    const left = ask('b1', gone.signal);
    const last = ask('c1');
    gone.abort();
    await expect(first).rejects.toThrow('failed');
    await expect(left).rejects.toThrow('abort');
    await nextTurn();
    ends.get('c1')?.();
    expect(await last).toBe('c1');
    expect(begun).toEqual(['c1']);
    await expect(ask('d1', gone.signal)).rejects.toThrow('abort');
  });
});
