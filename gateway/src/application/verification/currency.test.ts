// SPDX-License-Identifier: Apache-2.0
import { LedgerError } from '../../ledger/ledger-error';
import { FakeClock } from '../../testing/fake-clock';
import { Currency } from './currency';

/** A query store that has read so many blocks, or never more, of a ledger that says how many it has. */
function currencyOf({ read, height }: { readonly read: number; readonly height: () => Promise<number> }) {
  const clock = new FakeClock();
  const asked = jest.fn(height);
  // What it has not read by now it does not read in time either.
  const projection = { waitFor: (block: number) => Promise.resolve(read > block) };
  return { clock, asked, currency: new Currency({ projection, ledger: { height: asked }, clock }) };
}

it.each([
  [7, 7, true],
  [8, 7, true],
  [0, 0, true],
  [6, 7, false],
])('a store that has read %d of %d blocks: %j', async (read, height, isCurrent) => {
  const { currency } = currencyOf({ read, height: () => Promise.resolve(height) });
  await expect(currency.isCurrent()).resolves.toBe(isCurrent);
});

it('nobody knows while the ledger cannot be reached; any other fault is one', async () => {
  const lost = new LedgerError('ledger-unreachable', 'no peer answers', { retry: 'same' });
  await expect(
    currencyOf({ read: 7, height: () => Promise.reject(lost) }).currency.isCurrent(),
  ).resolves.toBe(false);
  const bug = new Error('a bug');
  await expect(currencyOf({ read: 7, height: () => Promise.reject(bug) }).currency.isCurrent()).rejects.toBe(
    bug,
  );
});

it('nobody waits long for a peer that is silent; once it speaks, it counts', async () => {
  let speak: (height: number) => void = () => undefined;
  const silent = new Promise<number>((resolve) => (speak = resolve));
  const { currency, clock, asked } = currencyOf({ read: 7, height: () => silent });
  const first = currency.isCurrent();
  clock.advance(5_000);
  await expect(first).resolves.toBe(false);
  const second = currency.isCurrent();
  speak(7);
  await expect(second).resolves.toBe(true);
  expect(asked).toHaveBeenCalledTimes(1);
});

it('asks once for all who wonder at once, and for the next seconds; what is not so is asked each time', async () => {
  const level = currencyOf({ read: 7, height: () => Promise.resolve(7) });
  await Promise.all([level.currency.isCurrent(), level.currency.isCurrent()]);
  level.clock.advance(9_000);
  await level.currency.isCurrent();
  expect(level.asked).toHaveBeenCalledTimes(1);
  level.clock.advance(1_000);
  await level.currency.isCurrent();
  expect(level.asked).toHaveBeenCalledTimes(2);
  const behind = currencyOf({ read: 6, height: () => Promise.resolve(7) });
  await behind.currency.isCurrent();
  await behind.currency.isCurrent();
  expect(behind.asked).toHaveBeenCalledTimes(2);
});
