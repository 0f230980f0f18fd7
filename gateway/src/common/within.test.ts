// SPDX-License-Identifier: Apache-2.0
import { within } from './within';

describe('within', () => {
  const never = new Promise<string>(() => undefined);

  it('is what the work comes to', async () => {
    await expect(within(60_000, Promise.resolve('done'))).resolves.toBe('done');
    await expect(within(60_000, Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  });

  it('is nothing when the work takes longer', async () => {
    await expect(within(1, never)).resolves.toBeUndefined();
  });
});
