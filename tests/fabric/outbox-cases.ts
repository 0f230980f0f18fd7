// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { common } from '@hyperledger/fabric-protos';
import { Level } from 'level';
import type { FabricGatewayLedger } from '../../gateway/src/ledger/fabric-gateway';
import type { Invocation, LedgerPort, Prepared } from '../../gateway/src/ledger/port';
import { EntryCipher, LevelOutboxStore, Outbox } from '../../gateway/src/outbox';
import type { OutboxLimits } from '../../gateway/src/outbox';
import { call, organisationNames, unique } from '../conformance/harness';
import { scriptedBatching } from '../../gateway/src/testing/scripted-ledger';
import { outboxSteps, runOutbox } from '../support/run-outbox';
import type { OutboxTask } from '../support/outbox-child';
import { orderEverywhere } from './foreign-envelope';
import type { ProbeNetwork } from './probe-network';

const writers = 5;
const recoveriesMax = 30;

export function outboxCases(probe: () => ProbeNetwork): void {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'guidang-outbox-fabric-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const connection = (): NonNullable<OutboxTask['fabric']> => {
    const { mspId, channel, chaincode, peerEndpoint, tlsRootCertificateFile, identity } =
      probe().network.connection('east');
    const read = (file: string): string => readFileSync(file, 'utf8');
    return {
      organisation: 'east',
      mspId,
      channel,
      chaincode,
      peer: { address: peerEndpoint, tlsRoots: read(tlsRootCertificateFile) },
      identity: { certificate: read(identity.certificateFile), privateKey: read(identity.keyFile) },
    };
  };

  describe('killed', () => {
    // Between two of these, something happened that the process can no longer know.
    it.each([1, 3, 5, 7].map((step) => ({ step, name: outboxSteps[step] })))(
      'step $step, $name: the command takes effect exactly once, and its outcome is known',
      async ({ step }) => {
        const task = { folder, id: `killed-${step}`, fabric: connection() };
        await expect(runOutbox({ ...task, dieAt: step, recover: false })).resolves.toBeUndefined();
        await expect(runOutbox({ ...task, recover: true })).resolves.toMatchObject({
          outcome: { kind: 'committed' },
          value: 'x',
        });
      },
    );
  });

  describe('alive', () => {
    let database: Level;
    let ledger: FabricGatewayLedger;
    let outbox: Outbox;

    const open = (limits: Partial<OutboxLimits> = {}, port: LedgerPort = ledger): Promise<Outbox> => {
      const store = new LevelOutboxStore(database, 'east', new EntryCipher(new Uint8Array(32)));
      return Outbox.open({ ledger: port, store, batching: scriptedBatching, limits });
    };

    /** East's port; before the first transactions are sent, another member's garbage takes their identifiers. */
    const poisonedBy = (
      organisation: string,
      honest: LedgerPort,
      times: number,
    ): { readonly port: LedgerPort; readonly poisoned: readonly string[] } => {
      const poisoned: string[] = [];
      const prepare = async (invocation: Invocation): Promise<Prepared> => {
        const prepared = await honest.prepare(invocation);
        if (poisoned.length < times) {
          const { transactionId } = prepared;
          const type = common.HeaderType.ENDORSER_TRANSACTION;
          await orderEverywhere(probe().network, { organisation, transactionId, type });
          poisoned.push(transactionId);
          await honest.status(transactionId);
        }
        return prepared;
      };
      const port: LedgerPort = {
        organisation: honest.organisation,
        prepare,
        send: (bytes) => honest.send(bytes),
        status: (...of) => honest.status(...of),
        evaluate: (invocation) => honest.evaluate(invocation),
        blocks: (...of) => honest.blocks(...of),
        height: () => honest.height(),
        close: () => honest.close(),
      };
      return { port, poisoned };
    };

    beforeAll(async () => {
      database = new Level(join(folder, 'alive'));
      ledger = probe().gatewayLedger('east');
      outbox = await open();
    });

    afterAll(async () => {
      await outbox.close({ drainMs: 1_000 });
      await ledger.close();
      await database.close();
    });

    it('lets writers of one key through one after the other, each once', async () => {
      const key = unique();
      const outcomes = await Promise.all(
        Array.from({ length: writers }, (_, index) =>
          outbox.submit({ id: `${key}-${index}`, invocation: call('append', key, 'x'), kept: true }),
        ),
      );
      expect(outcomes.map(({ kind }) => kind)).toEqual(outcomes.map(() => 'committed'));
      await expect(ledger.evaluate(call('get', key))).resolves.toBe('x'.repeat(writers));
    });

    it('commits changes of a key beside the transaction that gives it an owner', async () => {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const key = unique();
        await outbox.submit({ id: `${key}-made`, invocation: call('put', key, 'made'), kept: true });
        const outcomes = await Promise.all([
          outbox.submit({
            id: `${key}-own`,
            invocation: call('own', key, 'east', JSON.stringify(organisationNames)),
            kept: true,
          }),
          outbox.submit({ id: `${key}-put`, invocation: call('put', key, 'changed'), kept: true }),
        ]);
        expect(outcomes).toMatchObject([{ kind: 'committed' }, { kind: 'committed' }]);
      }
    });

    it('gets through although another member orders garbage under its identifiers, as an endorser sees them', async () => {
      const { port, poisoned } = poisonedBy('west', ledger, 2);
      const own = await open({}, port);
      const key = unique();
      await expect(
        own.submit({ id: key, invocation: call('append', key, 'x'), kept: true }),
      ).resolves.toMatchObject({ kind: 'committed' });
      await own.close({ drainMs: 1_000 });
      await expect(ledger.evaluate(call('get', key))).resolves.toBe('x');
      expect(poisoned).toHaveLength(2);
      for (const id of poisoned) {
        await expect(ledger.status(id)).resolves.toMatchObject({ code: 'TXID_TAKEN' });
      }
    });

    it('goes on although another member orders what no block may hold', async () => {
      for (const type of [common.HeaderType.MESSAGE, common.HeaderType.DELIVER_SEEK_INFO]) {
        const key = unique();
        const garbage = orderEverywhere(probe().network, { organisation: 'west', transactionId: '', type });
        const beside = Array.from({ length: writers }, (_, index) =>
          outbox.submit({
            id: `${key}-${index}`,
            invocation: call('put', `${key}-${index}`, 'x'),
            kept: true,
          }),
        );
        for (const answer of await garbage) expect(answer).toContain('no proposal may hold this request');
        expect((await Promise.all(beside)).map(({ kind }) => kind)).toEqual(beside.map(() => 'committed'));
      }
    });

    it("keeps the contract's refusal as the answer", async () => {
      const submission = { id: unique(), invocation: call('refuse', '{"code":"no"}'), kept: true };
      const refused = { kind: 'refused', refusal: '{"code":"no"}' };
      await expect(outbox.submit(submission)).resolves.toEqual(refused);
      await expect(outbox.submit({ ...submission, invocation: call('put', 'k', 'v') })).resolves.toEqual(
        refused,
      );
    });

    it('leaves a transaction pending without a quorum of orderers, and commits it once they are back', async () => {
      const hasty = await open({ sendsMax: 2, statusMs: 1_000, resumeMs: 3_600_000 });
      const key = unique();
      await probe().network.stop('west.orderer');
      await probe().network.stop('audit.orderer');
      await expect(
        hasty.submit({ id: key, invocation: call('append', key, 'x'), kept: true }),
      ).resolves.toMatchObject({
        kind: 'pending',
      });
      await probe().network.start('west.orderer');
      await probe().network.start('audit.orderer');
      let outcome = await hasty.find(key);
      for (let attempt = 0; outcome?.kind === 'pending' && attempt < recoveriesMax; attempt += 1) {
        outcome = (await hasty.recover()).get(key);
      }
      expect(outcome).toMatchObject({ kind: 'committed' });
      await expect(ledger.evaluate(call('get', key))).resolves.toBe('x');
      await hasty.close({ drainMs: 1_000 });
    });

    it('fails without effect while endorsers are missing, and the same identifier goes through afterwards', async () => {
      const key = unique();
      const submission = { id: key, invocation: call('append', key, 'x'), kept: true };
      await probe().network.stop('west.peer');
      await probe().network.stop('audit.peer');
      await expect(outbox.submit(submission)).resolves.toMatchObject({
        kind: 'failed',
        code: 'endorser-unavailable',
        retryable: true,
      });
      await probe().network.start('west.peer');
      await probe().network.start('audit.peer');
      let outcome = await outbox.submit(submission);
      for (let attempt = 0; outcome.kind === 'failed' && attempt < recoveriesMax; attempt += 1) {
        outcome = await outbox.submit(submission);
      }
      expect(outcome).toMatchObject({ kind: 'committed' });
      await expect(ledger.evaluate(call('get', key))).resolves.toBe('x');
    });
  });
}
