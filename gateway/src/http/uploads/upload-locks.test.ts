// SPDX-License-Identifier: Apache-2.0
import { getEventListeners } from 'node:events';
import { UploadLocks } from './upload-locks';

const never = new AbortController().signal;

it('an upload is held by one request at a time, and whoever waited listens to nothing more', async () => {
  const locks = new UploadLocks();
  const order: string[] = [];
  const { signal } = new AbortController();
  const first = locks.newLock('upload');
  await first.lock(never, () => {
    order.push('first is asked to make room');
    setImmediate(() => void first.unlock());
  });
  const second = locks.newLock('upload');
  await second.lock(signal, () => undefined);
  order.push('second has it');
  expect(order).toEqual(['first is asked to make room', 'second has it']);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  await locks.newLock('another').lock(signal, () => undefined);
});

it('a request that ends while it waits, or has ended before, gets nothing', async () => {
  const locks = new UploadLocks();
  const holder = locks.newLock('upload');
  await holder.lock(never, () => undefined);
  const ending = new AbortController();
  const waits = locks.newLock('upload').lock(ending.signal, () => undefined);
  ending.abort();
  await expect(waits).rejects.toMatchObject({ status_code: 400 });
  await expect(locks.newLock('upload').lock(ending.signal, () => undefined)).rejects.toMatchObject({
    status_code: 400,
  });
  await holder.unlock();
  await locks.newLock('upload').lock(never, () => undefined);
});
