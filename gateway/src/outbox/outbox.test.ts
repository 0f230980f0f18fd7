// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Level } from 'level';
import { type Fault, ScriptedLedger } from '../../../tests/support/scripted-ledger';
import { EntryCipher, LevelOutboxStore, Outbox, type Outcome, type OutboxLimits } from '.';

const LIMITS: Partial<OutboxLimits> = {
  pause: { firstMs: 1, maximumMs: 2 },
  statusMs: 10,
  doubtfulStatusMs: 5,
  // Long enough never to fire in a test.
  resumeMs: 3_600_000,
};
const KEY = new Uint8Array(32).fill(7);

const LOST: Fault = { code: 'outcome-unknown', retry: 'unknown' };
const ANSWER_LOST: Fault = { ...LOST, answerLost: true };
const DOWN: Fault = { code: 'ledger-unreachable', retry: 'same' };
const NO_ENDORSERS: Fault = { code: 'endorser-unavailable', retry: 'new' };
const REFUSED: Fault = { code: 'contract-refused', retry: 'none', message: '{"code":"stale-version"}' };
const SILENT: Fault = { code: 'status-timeout', retry: 'unknown' };

const call = (effect: string) => ({ transaction: 'probe:append', args: [effect] });
const many = (fault: Fault, count: number): Fault[] => Array.from({ length: count }, () => fault);

describe('Outbox', () => {
  let folder: string;
  let database: Level;
  let store: LevelOutboxStore;
  let ledger: ScriptedLedger;
  let outbox: Outbox;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guidang-outbox-'));
    database = new Level(folder);
    store = new LevelOutboxStore(database, 'east', new EntryCipher(KEY));
    ledger = new ScriptedLedger();
    outbox = new Outbox({ ledger, store, limits: LIMITS });
  });

  afterEach(async () => {
    await outbox.close({ drainMs: 0 });
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const submit = (id = 'a'): Promise<Outcome> => outbox.submit({ id, invocation: call(id) });

  describe('submit', () => {
    it('commits, and remembers the outcome', async () => {
      const outcome = await submit();
      expect(outcome).toEqual({ kind: 'committed', transactionId: 'tx1', block: 1, result: 'result of tx1' });
      expect(ledger.calls).toEqual(['prepare', 'send', 'status']);
      await expect(submit()).resolves.toEqual(outcome);
      await expect(outbox.find('a')).resolves.toEqual(outcome);
      await expect(outbox.pending()).resolves.toEqual([]);
      expect(ledger.effects).toEqual(['a']);
    });

    it('answers a refusal of the contract, and the same again later', async () => {
      ledger.fail('prepare', REFUSED);
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
        (l) => l.fail('prepare', NO_ENDORSERS),
        ['prepare', 'prepare', 'send', 'status'],
      ],
      [
        'sends the same bytes again when orderers are down',
        (l) => l.fail('send', DOWN),
        ['prepare', 'send', 'send', 'status'],
      ],
      [
        'asks for the status, then sends again, when the bytes were lost',
        (l) => l.fail('send', LOST),
        ['prepare', 'send', 'status', 'send', 'status'],
      ],
      [
        'asks for the status and need not send again when the answer was lost',
        (l) => l.fail('send', ANSWER_LOST),
        ['prepare', 'send', 'status'],
      ],
      [
        'asks again when the status was late',
        (l) => l.fail('status', SILENT),
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
        (l) => l.fail('prepare', ...many(NO_ENDORSERS, 6)),
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
      ledger.fail('send', ...many(DOWN, 3), { ...DOWN, retry: 'none' });
      await expect(submit()).resolves.toMatchObject({ kind: 'pending', transactionId: 'tx1' });
      await expect(outbox.find('a')).resolves.toMatchObject({ kind: 'pending', transactionId: 'tx1' });
      await expect(outbox.pending()).resolves.toEqual(['a']);
      await expect(submit()).resolves.toMatchObject({ kind: 'committed', transactionId: 'tx1' });
    });

    it('passes on what is no failure of the ledger', async () => {
      jest.spyOn(ledger, 'prepare').mockRejectedValueOnce(new TypeError('a bug'));
      await expect(submit()).rejects.toThrow('a bug');
      await expect(outbox.pending()).resolves.toEqual(['a']);
    });

    it('bounds what runs at once, and what it accepts', async () => {
      const small = new Outbox({ ledger, store, limits: { ...LIMITS, inFlightMax: 1, acceptedMax: 2 } });
      const outcomes = await Promise.all(
        ['a', 'b', 'c'].map((id) => small.submit({ id, invocation: call(id) })),
      );
      expect(outcomes).toMatchObject([
        { kind: 'committed' },
        { kind: 'committed' },
        { kind: 'failed', code: 'outbox-full', retryable: true },
      ]);
      expect(ledger.calls).toEqual(['prepare', 'send', 'status', 'prepare', 'send', 'status']);
      await small.close({ drainMs: 0 });
    });
  });

  describe('recover', () => {
    it('takes up what is unfinished, and asks for the status of signed bytes before it sends them', async () => {
      const prepared = await ledger.prepare(call('signed'));
      await ledger.send(prepared.bytes);
      await store.save('signed', { invocation: call('signed'), prepared });
      await store.save('accepted', { invocation: call('accepted') });
      ledger.calls.length = 0;
      const outcomes = await outbox.recover();
      expect(outcomes.get('signed')).toMatchObject({ kind: 'committed', transactionId: 'tx1' });
      expect(outcomes.get('accepted')).toMatchObject({ kind: 'committed', transactionId: 'tx2' });
      expect(ledger.calls.filter((phase) => phase === 'send')).toHaveLength(1);
      expect(ledger.effects).toEqual(['signed', 'accepted']);
      await expect(outbox.recover()).resolves.toEqual(new Map());
    });

    it('leaves a submission for later while the network is down', async () => {
      await store.save('a', { invocation: call('a') });
      ledger.fail('prepare', ...many(NO_ENDORSERS, 6));
      expect((await outbox.recover()).get('a')).toMatchObject({ kind: 'pending' });
      await expect(outbox.pending()).resolves.toEqual(['a']);
      expect((await outbox.recover()).get('a')).toMatchObject({ kind: 'committed' });
    });

    it('runs by itself', async () => {
      await store.save('a', { invocation: call('a') });
      const eager = new Outbox({ ledger, store, limits: { ...LIMITS, resumeMs: 10, retentionMs: 60_000 } });
      while ((await eager.pending()).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
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

    it('leaves stored what is not done at the deadline', async () => {
      const slow = new Outbox({
        ledger,
        store,
        limits: { ...LIMITS, pause: { firstMs: 60_000, maximumMs: 60_000 } },
      });
      ledger.fail('prepare', NO_ENDORSERS);
      const running = slow.submit({ id: 'a', invocation: call('a') });
      await slow.close({ drainMs: 20 });
      await expect(running).resolves.toMatchObject({ kind: 'pending' });
      expect((await outbox.recover()).get('a')).toMatchObject({ kind: 'committed' });
    });
  });

  it('keeps nothing readable on disk', async () => {
    const secret = '张三 110101199003070038';
    const invocation = { ...call(secret), transient: { person: Buffer.from(secret) } };
    ledger.fail('send', ...many(DOWN, 4));
    await expect(outbox.submit({ id: 'a', invocation })).resolves.toMatchObject({ kind: 'pending' });
    await expect(store.load('a')).resolves.toMatchObject({
      invocation: { transient: { person: Uint8Array.from(Buffer.from(secret)) } },
    });
    await database.close();
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    expect(files.some((bytes) => bytes.includes('entry:a'))).toBe(true);
    for (const hidden of [secret, Buffer.from(secret).toString('base64'), 'probe:append']) {
      expect(files.some((bytes) => bytes.includes(hidden))).toBe(false);
    }
  });

  it('takes effect exactly once, or says that it did not, whatever fails', async () => {
    const fault = fc.constantFrom(undefined, LOST, ANSWER_LOST, DOWN, { ...DOWN, answerLost: true });
    const script = fc.record({
      prepare: fc.array(fc.constantFrom(undefined, NO_ENDORSERS), { maxLength: 8 }),
      send: fc.array(fault, { maxLength: 12 }),
      status: fc.array(fc.constantFrom(undefined, SILENT), { maxLength: 12 }),
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
        const tested = new Outbox({
          ledger: faulty,
          store,
          limits: { ...LIMITS, pause: { firstMs: 0, maximumMs: 0 } },
        });
        let outcome = await tested.submit({ id, invocation: call(id) });
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
