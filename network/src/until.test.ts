// SPDX-License-Identifier: Apache-2.0
import { until } from './until';

describe('until', () => {
  it('waits until the check passes', async () => {
    const answers = ['not yet', 'not yet', undefined, 'never asked'];
    await until('it', () => Promise.resolve(answers.shift()), { seconds: 10 });
    expect(answers).toEqual(['never asked']);
  });

  it('gives up with the last reason', async () => {
    await expect(until('it', () => Promise.resolve('still cold'), { seconds: 0.1 })).rejects.toThrow(
      'it: not within 0.1 s: still cold',
    );
  });

  it('stops at once when the check throws', async () => {
    let asked = 0;
    const check = (): Promise<never> => {
      asked += 1;
      return Promise.reject(new Error('dead'));
    };
    await expect(until('it', check, { seconds: 10 })).rejects.toThrow('dead');
    expect(asked).toBe(1);
  });
});
