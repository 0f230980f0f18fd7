// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmbeddedLedger } from '../../gateway/src/ledger/embedded';
import { openProbeLedger, probePort } from './embedded-harness';
import {
  call,
  collection,
  commit,
  organisationNames,
  prepare,
  readBlock,
  sendAndWait,
  submit,
} from './harness';

const minuteMs = 60_000;

describe('the embedded ledger itself', () => {
  let directory = '';
  let ledger: EmbeddedLedger;

  const reopen = async (): Promise<void> => {
    await ledger.close();
    ledger = await openProbeLedger(directory);
  };
  const archives = () => probePort(ledger, 'archives');
  const own = (key: string): Promise<unknown> =>
    commit(archives(), call('own', key, 'east', JSON.stringify(organisationNames)));

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'guidang-embedded-'));
    ledger = await openProbeLedger(directory);
  });

  afterEach(async () => {
    await ledger.close();
    await rm(directory, { recursive: true });
  });

  describe('over a restart', () => {
    it('keeps state, blocks and private values', async () => {
      const { block } = await commit(archives(), call('put', 'key', 'value'));
      const transient = { value: Buffer.from('private') };
      await commit(archives(), { ...call('putPrivate', collection.name, 'key'), transient });
      const before = await readBlock(archives(), block);
      await reopen();
      await expect(archives().evaluate(call('get', 'key'))).resolves.toBe('value');
      await expect(archives().evaluate(call('getPrivate', collection.name, 'key'))).resolves.toBe('private');
      await expect(readBlock(archives(), block)).resolves.toEqual(before);
      const { block: next } = await commit(archives(), call('put', 'key', 'again'));
      expect(next).toBe(block + 2);
    });

    it('commits bytes that were prepared before', async () => {
      const prepared = await prepare(archives(), call('append', 'key', 'x'));
      await reopen();
      await expect(sendAndWait(archives(), prepared)).resolves.toMatchObject({ code: 'VALID' });
      await expect(archives().evaluate(call('get', 'key'))).resolves.toBe('x');
    });

    it('knows bytes that were committed before', async () => {
      const prepared = await prepare(archives(), call('append', 'key', 'x'));
      const first = await sendAndWait(archives(), prepared);
      await reopen();
      await expect(sendAndWait(archives(), prepared)).resolves.toEqual(first);
      await expect(archives().height()).resolves.toBe(first.block + 1);
    });

    it('refuses another name', async () => {
      await ledger.close();
      const opening = openProbeLedger(directory, { name: { network: 'guidang', channel: 'other' } });
      await expect(opening).rejects.toMatchObject({ code: 'network-unsupported' });
    });
  });

  it('is open in one place at a time', async () => {
    await expect(openProbeLedger(directory)).rejects.toMatchObject({
      code: 'ledger-unreachable',
      message: expect.stringContaining('is open already') as string,
    });
  });

  it('makes a new folder when there is none', async () => {
    const nested = join(directory, 'new', 'ledger');
    const other = await openProbeLedger(nested);
    await expect(probePort(other, 'east').height()).resolves.toBe(1);
    await other.close();
  });

  it('opens no port for an unknown organisation', () => {
    const stranger = { organisation: 'north', mspId: 'northMSP', certificatePem: '' };
    expect(() => ledger.port(stranger)).toThrow(
      expect.objectContaining({ code: 'network-unsupported' }) as Error,
    );
  });

  it.each([
    [-6, 'rejects'],
    [-4, 'accepts'],
    [4, 'accepts'],
    [6, 'rejects'],
  ])('of a client whose clock is %d minutes off, it %s the proposal', async (minutes, outcome) => {
    const clock = (): Date => new Date(Date.now() + minutes * minuteMs);
    const proposed = probePort(ledger, 'archives', { clock }).prepare(call('put', 'key', 'value'));
    if (outcome === 'rejects') await expect(proposed).rejects.toMatchObject({ code: 'clock-skew' });
    else await expect(proposed).resolves.toHaveProperty('transactionId');
  });

  describe('bytes that it did not prepare', () => {
    const altered = async (change: (envelope: Record<string, unknown>) => void): Promise<Uint8Array> => {
      const transient = { value: Buffer.from('private') };
      const { bytes } = await prepare(archives(), { ...call('putPrivate', collection.name, 'k'), transient });
      const envelope = JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>;
      change(envelope);
      return Buffer.from(JSON.stringify(envelope));
    };

    it.each<[string, (envelope: Record<string, unknown>) => void]>([
      ['of another format', (envelope) => (envelope['format'] = 'guidang-embedded-transaction/2')],
      ['of another channel', (envelope) => (envelope['channel'] = 'other')],
      ['of another network', (envelope) => (envelope['network'] = 'other')],
      ['with more in them', (envelope) => (envelope['more'] = 1)],
      ['without their private value', (envelope) => (envelope['privateValues'] = [])],
      [
        'with another private value',
        (envelope) => {
          envelope['privateValues'] = [{ collection: collection.name, key: 'k', value: 'AAAA' }];
        },
      ],
      [
        'with another id',
        (envelope) => {
          envelope['transaction'] = { ...(envelope['transaction'] as object), id: 'f'.repeat(64) };
        },
      ],
    ])('are refused: %s', async (_what, change) => {
      const bytes = await altered(change);
      await expect(archives().send(bytes)).rejects.toMatchObject({ retry: 'none' });
      await expect(archives().height()).resolves.toBe(1);
    });

    it.each([
      ['nothing', ''],
      ['no JSON', '{'],
      ['no object', 'null'],
    ])('are refused: %s', async (_what, text) => {
      await expect(archives().send(Buffer.from(text))).rejects.toMatchObject({ retry: 'none' });
    });
  });

  describe('with organisations stopped', () => {
    it('changes nothing of the owner that is stopped, until it is back', async () => {
      await own('owned');
      ledger.stopEndorser('east');
      const change = call('put', 'owned', 'changed');
      await expect(archives().prepare(change)).rejects.toMatchObject({
        code: 'endorser-unavailable',
        retry: 'new',
      });
      await expect(submit(probePort(ledger, 'east'), call('put', 'plain', 'v'))).resolves.toMatchObject({
        code: 'VALID',
      });
      await expect(archives().evaluate(call('get', 'owned'))).resolves.toBe('east');
      ledger.startEndorser('east');
      await expect(submit(archives(), change)).resolves.toMatchObject({ code: 'VALID' });
    });

    it('goes on without one that owns nothing', async () => {
      await own('owned');
      ledger.stopEndorser('audit');
      await expect(submit(archives(), call('put', 'owned', 'v'))).resolves.toMatchObject({ code: 'VALID' });
    });

    it('stops without a majority', async () => {
      ledger.stopEndorser('audit');
      ledger.stopEndorser('west');
      await expect(archives().prepare(call('put', 'k', 'v'))).rejects.toMatchObject({
        code: 'endorser-unavailable',
      });
    });

    it('cannot ask one that is stopped', async () => {
      ledger.stopEndorser('west');
      const invocation = { ...call('put', 'k', 'v'), endorsers: ['archives', 'east', 'west'] };
      await expect(archives().prepare(invocation)).rejects.toMatchObject({ code: 'endorser-unavailable' });
    });

    it('changes private data with the majority of members', async () => {
      const transient = { value: Buffer.from('private') };
      const put = { ...call('putPrivate', collection.name, 'k'), transient };
      ledger.stopEndorser('west');
      await expect(submit(archives(), put)).resolves.toMatchObject({ code: 'VALID' });
      ledger.stopEndorser('east');
      await expect(archives().prepare(put)).rejects.toMatchObject({ code: 'endorser-unavailable' });
    });
  });

  it('fails a change of a key whose policy is set in the same block', async () => {
    await commit(archives(), call('put', 'key', 'v'));
    const setting = await prepare(archives(), call('own', 'key', 'east', JSON.stringify(organisationNames)));
    const changing = await prepare(archives(), call('put', 'key', 'changed'));
    const [set, changed] = await Promise.all([
      sendAndWait(archives(), setting),
      sendAndWait(archives(), changing),
    ]);
    expect(changed.block).toBe(set.block);
    expect([set.code, changed.code]).toEqual(['VALID', 'ENDORSEMENT_POLICY_FAILURE']);
  });

  it('takes transactions that are sent together into one block', async () => {
    const prepared = await Promise.all(
      ['a', 'b', 'c'].map((key) => prepare(archives(), call('put', key, key))),
    );
    const statuses = await Promise.all(prepared.map((each) => sendAndWait(archives(), each)));
    expect(new Set(statuses.map(({ block }) => block)).size).toBe(1);
  });

  it('leaves nothing of a purged private value in its files', async () => {
    // Incompressible, and in two versions: the older one must be erased as well.
    const values = [randomBytes(2000), randomBytes(2000)];
    for (const value of values) {
      await commit(archives(), { ...call('putPrivate', collection.name, 'k'), transient: { value } });
      // A restart moves the value from the log to a table.
      await reopen();
    }
    const contents = async (): Promise<Buffer> =>
      Buffer.concat(
        await Promise.all((await readdir(directory)).map((name) => readFile(join(directory, name)))),
      );
    expect(values.map((value) => value.subarray(0, 40)).some((part) => part.length < 40)).toBe(false);
    const [, latest = Buffer.alloc(0)] = values;
    expect((await contents()).includes(latest.subarray(0, 40))).toBe(true);
    await commit(archives(), call('purgePrivate', collection.name, 'k'));
    const after = await contents();
    for (const value of values) expect(after.includes(value.subarray(0, 40))).toBe(false);
  });

  describe('closing', () => {
    it('ends waiting readers with an error', async () => {
      const port = archives();
      const status = port.status('0'.repeat(64), { timeoutMs: minuteMs });
      const next = port.blocks(1)[Symbol.asyncIterator]().next();
      const closed = expect(Promise.allSettled([status, next])).resolves.toMatchObject([
        { reason: { code: 'ledger-closed' } },
        { reason: { code: 'ledger-closed' } },
      ]);
      await ledger.close();
      await closed;
      await expect(port.evaluate(call('get', 'k'))).rejects.toMatchObject({ code: 'ledger-closed' });
      await expect(port.prepare(call('get', 'k'))).rejects.toMatchObject({ code: 'ledger-closed' });
      await expect(port.height()).rejects.toMatchObject({ code: 'ledger-closed' });
    });

    it('commits what was sent before', async () => {
      const prepared = await prepare(archives(), call('put', 'k', 'v'));
      const sent = archives().send(prepared.bytes);
      await ledger.close();
      await sent;
      ledger = await openProbeLedger(directory);
      await expect(archives().evaluate(call('get', 'k'))).resolves.toBe('v');
    });

    it('of one port leaves the others open', async () => {
      const port = archives();
      await port.close();
      await expect(port.evaluate(call('get', 'k'))).rejects.toMatchObject({ code: 'ledger-closed' });
      await expect(probePort(ledger, 'east').evaluate(call('get', 'k'))).resolves.toBe('');
    });
  });
});
