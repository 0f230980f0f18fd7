// SPDX-License-Identifier: Apache-2.0
import { call, commit, portOf, prepare, sendAndWait, submit } from './harness';
import type { Subject } from './harness';

const concurrentSubmits = 60;
const clockToleranceMs = 60_000;

interface Facts {
  readonly id: string;
  readonly claimedAtMs: number;
  readonly mspId: string;
  readonly creator: string;
  readonly call: { readonly fcn: string; readonly params: string[] };
  readonly transient: string[];
}

export function describeTransactions({ harness, key }: Subject): void {
  describe('transactions', () => {
    it('submits and evaluates', async () => {
      const port = portOf(harness(), 'archives');
      const name = key('plain');
      const outcome = await commit(port, call('put', name, '归档'));
      expect(outcome.result).toBe(name);
      await expect(port.evaluate(call('get', name))).resolves.toBe('归档');
    });

    it('orders nothing when it evaluates', async () => {
      const port = portOf(harness(), 'archives');
      const name = key('evaluated');
      await port.evaluate(call('put', name, 'lost'));
      await expect(port.evaluate(call('get', name))).resolves.toBe('');
    });

    it('has no effect before it is sent', async () => {
      const port = portOf(harness(), 'archives');
      const name = key('prepared');
      await prepare(port, call('put', name, 'lost'));
      await expect(port.evaluate(call('get', name))).resolves.toBe('');
    });

    it('hands on what a contract refuses with, to the letter', async () => {
      const port = portOf(harness(), 'archives');
      const refusal = JSON.stringify({
        code: 'stale-version',
        message: '版本 "2" \\ is not 3',
        field: 'a.b',
      });
      const error = { code: 'contract-refused', retry: 'none', message: refusal };
      await expect(port.prepare(call('refuse', refusal))).rejects.toMatchObject(error);
      await expect(port.evaluate(call('refuse', refusal))).rejects.toMatchObject(error);
    });

    it('writes nothing of a refused transaction', async () => {
      const port = portOf(harness(), 'archives');
      const name = key('refused');
      await expect(port.prepare(call('writeThenRefuse', name, 'no'))).rejects.toMatchObject({
        message: 'no',
      });
      await expect(port.evaluate(call('get', name))).resolves.toBe('');
    });

    it.each([
      ['an unknown contract', { transaction: 'nobody:put', args: ['a', 'b'] }],
      ['an unknown transaction', call('nothing')],
      ['too few arguments', call('put', 'a')],
      ['too many arguments', call('put', 'a', 'b', 'c')],
    ])('refuses %s', async (_what, invocation) => {
      await expect(portOf(harness(), 'archives').prepare(invocation)).rejects.toMatchObject({
        code: 'contract-refused',
      });
    });

    it('tells the contract who calls, what and when', async () => {
      const port = portOf(harness(), 'archives');
      const transient = { secret: Buffer.from('x') };
      const facts = JSON.parse(await port.evaluate({ ...call('facts', 'α'), transient })) as Facts;
      expect(facts).toMatchObject({
        mspId: 'archivesMSP',
        creator: 'archivesMSP',
        call: { fcn: 'probe:facts', params: ['α'] },
        transient: ['secret'],
      });
      expect(facts.id).toMatch(/^[0-9a-f]{64}$/u);
      expect(Math.abs(facts.claimedAtMs - Date.now())).toBeLessThan(clockToleranceMs);
    });

    it('gives the contract the id under which the transaction is found', async () => {
      const port = portOf(harness(), 'archives');
      const prepared = await prepare(port, call('facts', ''));
      expect((JSON.parse(prepared.result) as Facts).id).toBe(prepared.transactionId);
    });

    it('takes the same bytes twice and commits them once', async () => {
      const port = portOf(harness(), 'archives');
      const name = key('twice');
      const prepared = await prepare(port, call('append', name, 'x'));
      const first = await sendAndWait(port, prepared);
      const second = await sendAndWait(port, prepared);
      expect(second).toEqual(first);
      expect(first.code).toBe('VALID');
      await expect(port.evaluate(call('get', name))).resolves.toBe('x');
    });

    it('takes the same bytes twice at once', async () => {
      const port = portOf(harness(), 'archives');
      const name = key('twice-at-once');
      const prepared = await prepare(port, call('append', name, 'x'));
      await Promise.all([port.send(prepared.bytes), port.send(prepared.bytes)]);
      await expect(port.status(prepared.transactionId)).resolves.toMatchObject({ code: 'VALID' });
      await expect(port.evaluate(call('get', name))).resolves.toBe('x');
    });

    it('gives up waiting for an unknown transaction', async () => {
      const port = portOf(harness(), 'archives');
      await expect(port.status('0'.repeat(64), { timeoutMs: 5_000 })).rejects.toMatchObject({
        code: 'status-timeout',
        retry: 'unknown',
      });
    });

    it('commits many concurrent submits, each once', async () => {
      const port = portOf(harness(), 'archives');
      const names = Array.from({ length: concurrentSubmits }, (_, index) => key(`concurrent-${index}`));
      const outcomes = await Promise.all(names.map((name) => submit(port, call('append', name, name))));
      expect(outcomes.map(({ code }) => code)).toEqual(names.map(() => 'VALID'));
      const values = await Promise.all(names.map((name) => port.evaluate(call('get', name))));
      expect(values).toEqual(names);
    });
  });
}
