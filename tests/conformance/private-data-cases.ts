// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Invocation } from '../../gateway/src/ledger/port';
import {
  call,
  collection,
  commit,
  evaluateFrom,
  eventually,
  portOf,
  prepare,
  readBlock,
  sendAndWait,
  transactionIn,
  unique,
} from './harness';
import type { Subject } from './harness';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function onPrivate(transaction: string, name: string): Invocation {
  return call(transaction, collection.name, name);
}

export function describePrivateData({ harness, key }: Subject): void {
  const member = () => portOf(harness(), 'archives');
  const put = (name: string, value: string): ReturnType<typeof commit> =>
    commit(member(), { ...onPrivate('putPrivate', name), transient: { value: Buffer.from(value) } });
  const supported = (): boolean => harness().supports.privateData;

  describe('private data', () => {
    it('is read by members', async () => {
      if (!supported()) return;
      const name = key('member');
      const { block } = await put(name, '张三');
      for (const organisation of collection.members) {
        const port = harness().ports[organisation];
        if (port === undefined) continue;
        const read = () => evaluateFrom(port, block, onPrivate('getPrivate', name));
        await expect(eventually(read)).resolves.toBe('张三');
      }
    });

    it('is not read by others, who see its hash', async () => {
      if (!supported()) return;
      const name = key('other');
      const value = unique();
      const { block } = await put(name, value);
      const audit = portOf(harness(), 'audit');
      await expect(evaluateFrom(audit, block, onPrivate('privateHash', name))).resolves.toBe(sha256(value));
      await expect(audit.evaluate(onPrivate('getPrivate', name))).rejects.toMatchObject({
        code: 'contract-refused',
      });
    });

    it('is not written by others', async () => {
      if (!supported()) return;
      const transient = { value: Buffer.from('v') };
      const invocation = { ...onPrivate('putPrivate', key('intruder')), transient };
      await expect(portOf(harness(), 'audit').prepare(invocation)).rejects.toHaveProperty('code');
    });

    it('leaves hashes in the block and nothing of the value', async () => {
      if (!supported()) return;
      const name = key('block');
      const value = unique();
      const { block, transactionId } = await put(name, value);
      const whole = await readBlock(member(), block);
      expect(transactionIn(whole, transactionId)).toMatchObject({
        writes: [],
        privateHashes: [{ collection: collection.name, keyHash: sha256(name), valueHash: sha256(value) }],
      });
      expect(JSON.stringify(whole)).not.toContain(value);
    });

    it('is deleted', async () => {
      if (!supported()) return;
      const name = key('deleted');
      await put(name, 'v');
      const { block, transactionId } = await commit(member(), onPrivate('deletePrivate', name));
      await expect(member().evaluate(onPrivate('getPrivate', name))).resolves.toBe('');
      await expect(member().evaluate(onPrivate('privateHash', name))).resolves.toBe('');
      expect(transactionIn(await readBlock(member(), block), transactionId).privateHashes).toEqual([
        { collection: collection.name, keyHash: sha256(name), valueHash: null },
      ]);
    });

    it('is purged, and its hash with it', async () => {
      if (!supported()) return;
      const name = key('purged');
      await put(name, 'v');
      const { block } = await commit(member(), onPrivate('purgePrivate', name));
      await expect(member().evaluate(onPrivate('getPrivate', name))).resolves.toBe('');
      const audit = portOf(harness(), 'audit');
      await expect(evaluateFrom(audit, block, onPrivate('privateHash', name))).resolves.toBe('');
    });

    it('refuses an unknown collection', async () => {
      if (!supported()) return;
      const transient = { value: Buffer.from('v') };
      const invocation = { ...call('putPrivate', 'nowhere', key('unknown')), transient };
      await expect(member().prepare(invocation)).rejects.toHaveProperty('code');
    });

    it('takes transient values for public use out of the block', async () => {
      const secret = unique();
      const prepared = await prepare(member(), {
        ...call('put', key('transient'), 'v'),
        transient: { secret: Buffer.from(secret) },
      });
      const { block } = await sendAndWait(member(), prepared);
      const whole = await readBlock(member(), block);
      expect(JSON.stringify(whole)).not.toContain(secret);
      expect(JSON.stringify(whole)).not.toContain(Buffer.from(secret).toString('base64'));
    });
  });
}
