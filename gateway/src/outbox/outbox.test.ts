// SPDX-License-Identifier: Apache-2.0
import { getEventListeners, getMaxListeners } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { Level } from 'level';
import { until } from '../common/until';
import type { Invocation } from '../ledger/port';
import { ScriptedLedger, scriptedBatching } from '../testing/scripted-ledger';
import type { Fault } from '../testing/scripted-ledger';
import { EntryCipher, LevelOutboxStore, Outbox } from '.';
import type { Outcome, OutboxLimits, OutboxOptions, Sharing, OutboxSubmission } from '.';

const testLimits: Partial<OutboxLimits> = {
  pause: { firstMs: 1, maximumMs: 2 },
  statusMs: 10,
  doubtfulStatusMs: 5,
  // Long enough never to fire in a test.
  resumeMs: 3_600_000,
};
const key = new Uint8Array(32).fill(7);

const lost: Fault = { code: 'outcome-unknown', retry: 'unknown' };
const lostAnswer: Fault = { ...lost, answerLost: true };
const down: Fault = { code: 'ledger-unreachable', retry: 'same' };
const noEndorsers: Fault = { code: 'endorser-unavailable', retry: 'new' };
const contractRefused: Fault = {
  code: 'contract-refused',
  retry: 'none',
  message: '{"code":"stale-version"}',
};
const silent: Fault = { code: 'status-timeout', retry: 'unknown' };

function call(effect: string) {
  return { transaction: 'probe:append', args: [effect] };
}
function many(fault: Fault, count: number): Fault[] {
  return Array.from({ length: count }, () => fault);
}

describe('Outbox', () => {
  let folder: string;
  let database: Level;
  let store: LevelOutboxStore;
  let ledger: ScriptedLedger;
  let outbox: Outbox;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guidang-outbox-'));
    database = new Level(folder);
    store = new LevelOutboxStore(database, 'east', new EntryCipher(key));
    ledger = new ScriptedLedger();
    outbox = await open();
  });

  afterEach(async () => {
    await outbox.close({ drainMs: 0 });
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const open = (limits: Partial<OutboxLimits> = {}, more: Partial<OutboxOptions> = {}): Promise<Outbox> =>
    Outbox.open({ ledger, store, batching: scriptedBatching, limits: { ...testLimits, ...limits }, ...more });
  const alone = (id: string): OutboxSubmission => ({ id, invocation: call(id), kept: true });
  const shared = (id: string, sharing: Partial<Sharing> = {}): OutboxSubmission => ({
    ...alone(id),
    // A kept submission is looked up first, and may miss its group because of that.
    kept: false,
    sharing: { caller: 'c', type: 't', subjects: [], owners: [], ...sharing },
  });
  const submit = (id = 'a'): Promise<Outcome> => outbox.submit(alone(id));

  it('may have many submissions wait for another attempt, and leaves no listener behind', async () => {
    const heard = new Map<AbortSignal, number>();
    const spy = jest.spyOn(AbortSignal.prototype, 'addEventListener').mockImplementation(function (
      this: AbortSignal,
      ...args: Parameters<EventTarget['addEventListener']>
    ) {
      EventTarget.prototype.addEventListener.apply(this, args);
      const count = getEventListeners(this, 'abort').length;
      heard.set(this, Math.max(count, heard.get(this) ?? 0));
    });
    ledger.fail('prepare', ...many(noEndorsers, 20));
    const ids = Array.from({ length: 20 }, (_, index) => `id${index}`);
    await Promise.all(ids.map(submit));
    spy.mockRestore();
    expect(Math.max(...heard.values())).toBeGreaterThan(10);
    for (const [signal, count] of heard) {
      expect(getEventListeners(signal, 'abort')).toHaveLength(0);
      // Node warns of a leak above it.
      if (count > 10) expect(getMaxListeners(signal)).toBe(Infinity);
    }
  });

  describe('submit', () => {
    it('commits, and remembers the outcome', async () => {
      const outcome = await submit();
      expect(outcome).toEqual({ kind: 'committed', transactionId: 'tx1', block: 1, result: 'result of tx1' });
      expect(ledger.calls).toEqual(['prepare', 'send', 'status']);
      await expect(submit()).resolves.toEqual(outcome);
      await expect(outbox.find('a')).resolves.toEqual(outcome);
      expect(outbox.pending()).toEqual([]);
      expect(ledger.effects).toEqual(['a']);
    });

    it('completes an invocation anew each time it is endorsed, and not when bytes are sent again', async () => {
      let seeds = 0;
      const completed = jest.fn((invocation: Invocation) => ({
        ...invocation,
        args: [...invocation.args, `seed ${(seeds += 1)}`],
      }));
      await outbox.close({ drainMs: 0 });
      outbox = await open(
        {},
        { batching: { ...scriptedBatching, split: () => [{ kind: 'done', answer: '' }], completed } },
      );
      ledger.fail('prepare', noEndorsers).fail('send', undefined, lost).end('MVCC_READ_CONFLICT');
      await submit();
      // Endorsed in vain, ordered in vain, and a third time with bytes that were lost once.
      expect(completed).toHaveBeenCalledTimes(3);
      for (const [invocation] of completed.mock.calls) expect(invocation).toEqual(call('a'));
      expect(ledger.effects).toEqual(['a', 'seed 3']);
    });

    it('starts over after an answer of the contract that is no refusal: its upgrade may be under way', async () => {
      ledger.fail('prepare', {
        code: 'contract-refused',
        retry: 'none',
        message: 'Expected 1 parameters, but 2 have been supplied',
      });
      await expect(submit()).resolves.toMatchObject({
        kind: 'failed',
        code: 'contract-refused',
        retryable: true,
      });
      await expect(submit()).resolves.toMatchObject({ kind: 'committed' });
    });

    it('answers a refusal of the contract, and the same again later', async () => {
      ledger.fail('prepare', contractRefused);
      const refused = { kind: 'refused', refusal: '{"code":"stale-version"}' };
      await expect(submit()).resolves.toEqual(refused);
      await expect(submit()).resolves.toEqual(refused);
      expect(ledger.calls).toEqual(['prepare']);
    });

    it('gives submissions at the same time under one identifier one outcome', async () => {
      const outcomes = await Promise.all([submit(), submit(), submit()]);
      expect(new Set(outcomes).size).toBe(1);
      expect(ledger.effects).toEqual(['a']);
    });

    it.each<[string, (ledger: ScriptedLedger) => void, readonly string[]]>([
      [
        'endorses again when endorsers are missing',
        (l) => l.fail('prepare', noEndorsers),
        ['prepare', 'prepare', 'send', 'status'],
      ],
      [
        'sends the same bytes again when orderers are down',
        (l) => l.fail('send', down),
        ['prepare', 'send', 'send', 'status'],
      ],
      [
        'asks for the status, then sends again, when the bytes were lost',
        (l) => l.fail('send', lost),
        ['prepare', 'send', 'status', 'send', 'status'],
      ],
      [
        'asks for the status and need not send again when the answer was lost',
        (l) => l.fail('send', lostAnswer),
        ['prepare', 'send', 'status'],
      ],
      [
        'asks again when the status was late',
        (l) => l.fail('status', silent),
        ['prepare', 'send', 'status', 'status'],
      ],
      [
        'makes a new transaction after a read conflict',
        (l) => l.end('MVCC_READ_CONFLICT'),
        ['prepare', 'send', 'status', 'prepare', 'send', 'status'],
      ],
      [
        'makes a new transaction after a phantom',
        (l) => l.end('PHANTOM_READ_CONFLICT'),
        ['prepare', 'send', 'status', 'prepare', 'send', 'status'],
      ],
      [
        'makes a new transaction after a policy was set in the same block',
        (l) => l.end('ENDORSEMENT_POLICY_FAILURE'),
        ['prepare', 'send', 'status', 'prepare', 'send', 'status'],
      ],
      [
        'makes one new transaction after another invalid code',
        (l) => l.end('BAD_RWSET'),
        ['prepare', 'send', 'status', 'prepare', 'send', 'status'],
      ],
    ])('%s', async (_, script, calls) => {
      script(ledger);
      await expect(submit()).resolves.toMatchObject({ kind: 'committed' });
      expect(ledger.calls).toEqual(calls);
      expect(ledger.effects).toEqual(['a']);
    });

    it.each<[string, (ledger: ScriptedLedger) => void, object]>([
      [
        'endorsers stay missing',
        (l) => l.fail('prepare', ...many(noEndorsers, 6)),
        { code: 'endorser-unavailable', retryable: true },
      ],
      [
        'the clock is off',
        (l) => l.fail('prepare', { code: 'clock-skew', retry: 'none' }),
        { code: 'clock-skew', retryable: false },
      ],
      [
        'every orderer refuses the bytes',
        (l) => l.fail('send', { code: 'ledger-unreachable', retry: 'none' }),
        { code: 'ledger-unreachable', retryable: false },
      ],
      [
        'others are always first',
        (l) => l.end(...Array.from({ length: 8 }, () => 'MVCC_READ_CONFLICT')),
        { code: 'read-conflict', retryable: true },
      ],
      [
        'another member always takes its identifier first',
        (l) => l.end(...Array.from({ length: 8 }, () => 'TXID_TAKEN')),
        { code: 'read-conflict', retryable: true },
      ],
      [
        'the transaction stays invalid',
        (l) => l.end('BAD_RWSET', 'BAD_RWSET'),
        { code: 'transaction-invalid', retryable: false },
      ],
    ])('fails without effect when %s, and the identifier starts anew', async (_, script, failure) => {
      script(ledger);
      await expect(submit()).resolves.toMatchObject({ kind: 'failed', ...failure });
      await expect(outbox.find('a')).resolves.toMatchObject({ kind: 'failed', ...failure });
      expect(ledger.effects).toEqual([]);
      await expect(submit()).resolves.toMatchObject({ kind: 'committed' });
      expect(ledger.effects).toEqual(['a']);
    });

    it('says pending, not failed, while bytes that were sent are in no block', async () => {
      ledger.fail('send', ...many(down, 3), { ...down, retry: 'none' });
      await expect(submit()).resolves.toMatchObject({ kind: 'pending', transactionId: 'tx1' });
      await expect(outbox.find('a')).resolves.toMatchObject({ kind: 'pending', transactionId: 'tx1' });
      expect(outbox.pending()).toEqual(['a']);
      await expect(submit()).resolves.toMatchObject({ kind: 'committed', transactionId: 'tx1' });
    });

    it('rethrows errors that are not ledger errors', async () => {
      jest.spyOn(ledger, 'prepare').mockRejectedValueOnce(new TypeError('a bug'));
      await expect(submit()).rejects.toThrow('a bug');
      await expect(submit()).resolves.toMatchObject({ kind: 'committed' });
    });

    it('bounds what runs at once, and what it accepts', async () => {
      const small = await open({ inFlightMax: 1, acceptedMax: 2 });
      const outcomes = await Promise.all(['a', 'b', 'c'].map((id) => small.submit(alone(id))));
      expect(outcomes).toMatchObject([
        { kind: 'committed' },
        { kind: 'committed' },
        { kind: 'failed', code: 'outbox-full', retryable: true },
      ]);
      expect(ledger.calls).toEqual(['prepare', 'send', 'status', 'prepare', 'send', 'status']);
      await small.close({ drainMs: 0 });
    });

    it('lets no caller fill it alone, and counts bytes', async () => {
      const small = await open({ callerMax: 1, acceptedBytesMax: 'a'.length + 'c'.length });
      const outcomes = await Promise.all([
        small.submit(shared('a')),
        small.submit(shared('b')),
        small.submit(shared('c', { caller: 'other' })),
        small.submit(shared('d', { caller: 'third' })),
      ]);
      expect(outcomes).toMatchObject([
        { kind: 'committed' },
        { kind: 'failed', code: 'caller-busy', retryable: true },
        { kind: 'committed' },
        { kind: 'failed', code: 'outbox-full', retryable: true },
      ]);
      await small.close({ drainMs: 0 });
    });
  });

  describe('submissions that share', () => {
    it('go in one transaction, with an outcome each', async () => {
      const ids = ['a', 'b', 'refuse', 'c'];
      const outcomes = await Promise.all(ids.map((id) => outbox.submit(shared(id))));
      expect(outcomes).toEqual([
        { kind: 'committed', transactionId: 'tx1', block: 1, result: 'a' },
        { kind: 'committed', transactionId: 'tx1', block: 1, result: 'b' },
        { kind: 'refused', refusal: 'refuse' },
        { kind: 'committed', transactionId: 'tx1', block: 1, result: 'c' },
      ]);
      expect(ledger.sizes).toEqual([4]);
    });

    it('are found again by those who may ask, and by nobody else', async () => {
      const kept = ['a', 'refuse'].map((id) => ({ ...shared(id), kept: true }));
      const outcomes = await Promise.all([...kept, shared('b')].map((each) => outbox.submit(each)));
      await outbox.close({ drainMs: 5_000 });
      const reopened = await open();
      await expect(reopened.find('a')).resolves.toEqual(outcomes[0]);
      await expect(reopened.find('refuse')).resolves.toEqual(outcomes[1]);
      await expect(reopened.find('b')).resolves.toBeUndefined();
      await reopened.close({ drainMs: 0 });
    });

    it('are not ordered when all are refused', async () => {
      const outcomes = await Promise.all(['refuse1', 'refuse2'].map((id) => outbox.submit(shared(id))));
      expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'refused']);
      expect(ledger.calls).toEqual(['prepare']);
    });

    it.each<[string, Fault]>([
      ['a missing endorser', noEndorsers],
      ['a contract that breaks', { code: 'contract-refused', retry: 'none', message: 'TypeError' }],
    ])('%s stops only the one that meets it', async (_, fault) => {
      ledger.poison('poison', fault);
      const ids = ['a', 'b', 'poison', 'c', 'd'];
      const outcomes = await Promise.all(ids.map((id) => outbox.submit(shared(id))));
      expect(outcomes.map(({ kind }) => kind === 'committed')).toEqual([true, true, false, true, true]);
      expect([...ledger.effects].sort()).toEqual(['a', 'b', 'c', 'd']);
    });

    it('go again together after a read conflict, then apart', async () => {
      ledger.end('MVCC_READ_CONFLICT', 'MVCC_READ_CONFLICT');
      const ids = ['a', 'b', 'c'];
      const outcomes = await Promise.all(ids.map((id) => outbox.submit(shared(id))));
      expect(outcomes.map(({ kind }) => kind)).toEqual(ids.map(() => 'committed'));
      expect(ledger.sizes).toEqual([3, 3, 2, 1]);
      expect([...ledger.effects].sort()).toEqual(ids);
    });

    it('are settled together once an unknown outcome is known', async () => {
      ledger.fail('send', ...many(lostAnswer, 4)).fail('status', ...many(silent, 4));
      const ids = ['a', 'b'];
      const first = await Promise.all(ids.map((id) => outbox.submit(shared(id))));
      expect(first).toMatchObject(ids.map(() => ({ kind: 'pending', transactionId: 'tx1' })));
      await outbox.recover();
      for (const id of ids) await expect(outbox.find(id)).resolves.toMatchObject({ kind: 'committed' });
      expect(ledger.effects).toEqual(ids);
    });

    it('of one subject are never in flight in two transactions', async () => {
      let flying = 0;
      let most = 0;
      const { prepare, status } = {
        prepare: ledger.prepare.bind(ledger),
        status: ledger.status.bind(ledger),
      };
      jest.spyOn(ledger, 'prepare').mockImplementation((invocation) => {
        most = Math.max(most, (flying += 1));
        return prepare(invocation);
      });
      jest.spyOn(ledger, 'status').mockImplementation(async (id) => {
        // Long enough for another to start, if it could.
        for (let count = 0; count < 20; count += 1) await turn();
        flying -= 1;
        return status(id);
      });
      const outcomes: Promise<Outcome>[] = [];
      for (const id of ['a', 'b', 'c', 'd']) {
        outcomes.push(outbox.submit(shared(id, { caller: id, subjects: ['s'] })));
        await turn();
      }
      await Promise.all(outcomes);
      expect(most).toBe(1);
      expect(ledger.effects).toEqual(['a', 'b', 'c', 'd']);
    });
  });

  describe('accept', () => {
    it('answers once it is stored, and goes on by itself', async () => {
      await expect(outbox.accept(shared('a'))).resolves.toMatchObject({ kind: 'pending' });
      await until('it ends', async () => (await outbox.find('a'))?.kind !== 'pending' || undefined);
      await expect(outbox.find('a')).resolves.toMatchObject({ kind: 'committed' });
      expect(ledger.effects).toEqual(['a']);
    });

    it('may fail later, and says so', async () => {
      ledger.fail('prepare', ...many(noEndorsers, 6));
      await outbox.accept(shared('a'));
      await outbox.close({ drainMs: 5_000 });
      await expect(outbox.find('a')).resolves.toMatchObject({ kind: 'failed', retryable: true });
      expect(outbox.pending()).toEqual([]);
    });
  });

  describe('recover', () => {
    it('takes up what is unfinished, and asks for the status of signed bytes before it sends them', async () => {
      const prepared = await ledger.prepare(call('signed'));
      await ledger.send(prepared.bytes);
      await store.save({ members: [alone('signed')], prepared });
      await store.accept(alone('accepted'));
      ledger.calls.length = 0;
      const reopened = await open();
      const outcomes = await reopened.recover();
      expect(outcomes.get('signed')).toMatchObject({ kind: 'committed', transactionId: 'tx1' });
      expect(outcomes.get('accepted')).toMatchObject({ kind: 'committed', transactionId: 'tx2' });
      expect(ledger.calls.filter((phase) => phase === 'send')).toHaveLength(1);
      expect(ledger.effects).toEqual(['signed', 'accepted']);
      await reopened.close({ drainMs: 5_000 });
      await expect((await open()).recover()).resolves.toEqual(new Map());
    });

    it('takes up a group with its transaction, not apart', async () => {
      const members = ['a', 'b'].map((id) => shared(id));
      const prepared = await ledger.prepare(
        await scriptedBatching.combine(members.map(({ invocation }) => invocation)),
      );
      await ledger.send(prepared.bytes);
      for (const member of members) await store.accept(member);
      await store.save({ members, prepared });
      const reopened = await open();
      await expect(reopened.find('b')).resolves.toMatchObject({ kind: 'pending', transactionId: 'tx1' });
      await reopened.recover();
      await expect(reopened.find('b')).resolves.toMatchObject({ kind: 'committed', result: 'b' });
      expect(ledger.effects).toEqual(['a', 'b']);
    });

    it('leaves a submission for later while the network is down', async () => {
      await store.accept(alone('a'));
      ledger.fail('prepare', ...many(noEndorsers, 6));
      const reopened = await open();
      expect((await reopened.recover()).get('a')).toMatchObject({ kind: 'pending' });
      expect(reopened.pending()).toEqual(['a']);
      expect((await reopened.recover()).get('a')).toMatchObject({ kind: 'committed' });
    });

    it('runs by itself', async () => {
      await store.accept(alone('a'));
      const eager = await open({ resumeMs: 10, retentionMs: 60_000 });
      await until('it commits', async () => (await eager.find('a'))?.kind === 'committed' || undefined);
      expect(ledger.effects).toEqual(['a']);
      await eager.close({ drainMs: 100 });
    });
  });

  describe('close', () => {
    it('waits for what is in flight and takes nothing more', async () => {
      const running = submit();
      await outbox.close({ drainMs: 5_000 });
      await expect(running).resolves.toMatchObject({ kind: 'committed' });
      await expect(submit('b')).resolves.toMatchObject({ kind: 'failed', code: 'outbox-closed' });
      await expect(outbox.recover()).resolves.toEqual(new Map());
    });

    it('leaves stored what is accepted and not done at the deadline; the rest did nothing', async () => {
      const slow = await open({ pause: { firstMs: 60_000, maximumMs: 60_000 } });
      ledger.fail('prepare', noEndorsers, noEndorsers);
      await slow.accept(alone('a'));
      const running = slow.submit(alone('b'));
      await slow.close({ drainMs: 20 });
      await expect(running).resolves.toMatchObject({ kind: 'failed', code: 'outbox-closed' });
      const outcomes = await (await open()).recover();
      expect([...outcomes]).toMatchObject([['a', { kind: 'committed' }]]);
    });

    it('ends what is still queued', async () => {
      const slow = await open({ pause: { firstMs: 60_000, maximumMs: 60_000 } });
      ledger.fail('prepare', noEndorsers);
      const prepare = jest.spyOn(ledger, 'prepare');
      const first = slow.submit(shared('a', { subjects: ['s'] }));
      await until('it is tried', () => prepare.mock.calls.length > 0 || undefined);
      const second = slow.submit(shared('b', { subjects: ['s'] }));
      await slow.close({ drainMs: 20 });
      for (const outcome of [first, second]) {
        await expect(outcome).resolves.toMatchObject({ kind: 'failed', code: 'outbox-closed' });
      }
    });
  });

  it('keeps nothing readable on disk', async () => {
    const secret = '张三 110101199003070038';
    const invocation = { ...call(secret), transient: { person: Buffer.from(secret) } };
    ledger.fail('send', ...many(down, 4));
    const submission = { id: 'a', invocation, kept: true };
    await expect(outbox.submit(submission)).resolves.toMatchObject({ kind: 'pending' });
    const [stored] = await store.transactions();
    expect(stored?.members[0]?.invocation.transient).toEqual({
      person: Uint8Array.from(Buffer.from(secret)),
    });
    await database.close();
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    expect(files.some((bytes) => bytes.includes('transaction:tx1'))).toBe(true);
    for (const hidden of [secret, Buffer.from(secret).toString('base64'), 'probe:append']) {
      expect(files.some((bytes) => bytes.includes(hidden))).toBe(false);
    }
  });

  it('takes effect exactly once, or says that it did not, whatever fails', async () => {
    const fault = fc.constantFrom(undefined, lost, lostAnswer, down, { ...down, answerLost: true });
    const script = fc.record({
      prepare: fc.array(fc.constantFrom(undefined, noEndorsers), { maxLength: 8 }),
      send: fc.array(fault, { maxLength: 12 }),
      status: fc.array(fc.constantFrom(undefined, silent), { maxLength: 12 }),
      codes: fc.array(fc.constantFrom('VALID', 'MVCC_READ_CONFLICT', 'BAD_RWSET', 'DUPLICATE_TXID'), {
        maxLength: 4,
      }),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(script, async ({ prepare, send, status, codes }) => {
        run += 1;
        const id = `run-${run}`;
        const faulty = new ScriptedLedger()
          .fail('prepare', ...prepare)
          .fail('send', ...send)
          .fail('status', ...status)
          .end(...codes.filter((code) => code !== 'DUPLICATE_TXID'));
        const tested = await open({ pause: { firstMs: 0, maximumMs: 0 } }, { ledger: faulty });
        let outcome = await tested.submit(alone(id));
        for (let attempt = 0; outcome.kind === 'pending' && attempt < 20; attempt += 1) {
          outcome = (await tested.recover()).get(id) ?? outcome;
        }
        expect(outcome.kind).not.toBe('pending');
        expect(faulty.effects).toEqual(outcome.kind === 'committed' ? [id] : []);
        await tested.close({ drainMs: 0 });
      }),
      { numRuns: 80 },
    );
  }, 60_000);
});
