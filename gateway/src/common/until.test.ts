// SPDX-License-Identifier: Apache-2.0
import { retried, until } from './until';

const pause = { firstMs: 1, maximumMs: 2 };

describe('until', () => {
  it('asks until there is an answer, and gives it', async () => {
    const answers = [undefined, undefined, 0, 1];
    await expect(until('it', () => answers.shift(), { pause })).resolves.toBe(0);
    expect(answers).toEqual([1]);
  });

  it('says what did not come, and why', async () => {
    const options = { pause, timeoutMs: 20, reason: () => 'still cold' };
    await expect(until('it', () => undefined, options)).rejects.toThrow('it: not within 0.02 s: still cold');
  });

  it('ends at once when asking fails', async () => {
    const ask = jest.fn(() => Promise.reject(new Error('dead')));
    await expect(until('it', ask, { pause })).rejects.toThrow('dead');
    expect(ask).toHaveBeenCalledTimes(1);
  });
});

describe('retried', () => {
  const busy = new Error('busy');
  const mayPass = (error: unknown): boolean => error === busy;

  it('tries again until an attempt succeeds', async () => {
    const attempt = jest.fn<Promise<string>, []>().mockRejectedValueOnce(busy).mockResolvedValueOnce('done');
    await expect(retried(attempt, { mayPass, pause })).resolves.toBe('done');
  });

  it('ends with an error that does not pass, or with the last when the time is up', async () => {
    const attempt = jest.fn(() => Promise.reject(new Error('gone')));
    await expect(retried(attempt, { mayPass, pause })).rejects.toThrow('gone');
    expect(attempt).toHaveBeenCalledTimes(1);
    const options = { mayPass, pause, timeoutMs: 10 };
    await expect(retried(() => Promise.reject(busy), options)).rejects.toBe(busy);
  });
});
