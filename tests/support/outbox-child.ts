// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { Level } from 'level';
import { FabricGatewayLedger } from '../../gateway/src/ledger/fabric-gateway';
import type { FabricGatewayOptions } from '../../gateway/src/ledger/fabric-gateway';
import { EmbeddedLedger } from '../../gateway/src/ledger/embedded';
import type { LedgerPort } from '../../gateway/src/ledger/port';
import { EntryCipher, LevelOutboxStore, Outbox } from '../../gateway/src/outbox';
import type { Outcome, OutboxStore } from '../../gateway/src/outbox';
import { ProbeContract } from '../conformance/probe-chaincode/probe-contract';
import { carrierCertificate } from '../../gateway/src/testing/carrier-certificate';
import { scriptedBatching } from '../../gateway/src/testing/scripted-ledger';

/*
 * The process that the crash tests kill: it submits one append through an outbox, and kills itself at one step. The
 * outbox knows nothing of this: the steps are observed in the port and the store that it is given.
 */

/** The instructions to the process, as JSON in its first argument. */
export interface OutboxTask {
  readonly folder: string;
  /** The submission's identifier, and the key that it appends to. */
  readonly id: string;
  /** Die at this step, counted from 0; without it, survive. */
  readonly dieAt?: number;
  /** Recover first, as a gateway does at its start. */
  readonly recover: boolean;
  /** Without it the ledger is an embedded one in the folder. */
  readonly fabric?: Omit<FabricGatewayOptions, 'mspIdOf'>;
}

/** What it prints if it survives. */
export interface OutboxReport {
  readonly outcome: Outcome;
  /** The final value of the key. */
  readonly value: string;
  /** The number of steps passed: there is no later one to die at. */
  readonly steps: number;
}

const observedSteps: ReadonlySet<PropertyKey> = new Set(['prepare', 'send', 'status', 'save', 'finish']);
const key = new Uint8Array(32).fill(7);
const ownOrganisation = { name: 'archives', mspId: 'archivesMSP' };

async function main(task: OutboxTask): Promise<OutboxReport> {
  const { ledger, close } = await openLedger(task);
  let steps = 0;
  const step = (): void => {
    if (steps === task.dieAt) process.kill(process.pid, 'SIGKILL');
    steps += 1;
  };
  const database = new Level(join(task.folder, 'outbox'));
  const store: OutboxStore = new LevelOutboxStore(database, 'east', new EntryCipher(key));
  const outbox = await Outbox.open({
    ledger: stepping(ledger, step),
    store: stepping(store, step),
    batching: scriptedBatching,
  });
  if (task.recover) await outbox.recover();
  const invocation = { transaction: 'probe:append', args: [task.id, 'x'] };
  const outcome = await outbox.submit({ id: task.id, invocation, kept: true });
  const value = await ledger.evaluate({ transaction: 'probe:get', args: [task.id] });
  await outbox.close({ drainMs: 1_000 });
  await database.close();
  await close();
  return { outcome, value, steps };
}

async function openLedger({
  folder,
  fabric,
}: OutboxTask): Promise<{ ledger: LedgerPort; close: () => Promise<void> }> {
  if (fabric !== undefined) {
    const ledger = new FabricGatewayLedger({ ...fabric, mspIdOf: (organisation) => `${organisation}MSP` });
    return { ledger, close: () => ledger.close() };
  }
  const embedded = await EmbeddedLedger.open({
    directory: join(folder, 'ledger'),
    name: { network: 'guidang', channel: 'records' },
    contracts: [ProbeContract],
    organisations: [ownOrganisation],
  });
  const { name: organisation, mspId } = ownOrganisation;
  const ledger = embedded.port({ organisation, mspId, certificatePem: carrierCertificate });
  return { ledger, close: () => embedded.close() };
}

/** Calls `step` before and after each call of a method that counts. */
function stepping<T extends object>(target: T, step: () => void): T {
  return new Proxy(target, {
    get: (object, name): unknown => {
      const member: unknown = Reflect.get(object, name, object);
      if (typeof member !== 'function') return member;
      return async (...parameters: unknown[]): Promise<unknown> => {
        if (!observedSteps.has(name)) return Reflect.apply(member, object, parameters) as unknown;
        step();
        const result: unknown = await Reflect.apply(member, object, parameters);
        step();
        return result;
      };
    },
  });
}

// Imported by the tests only for its types, it does nothing.
if (require.main === module) {
  // Stands in for a gateway's listening socket, which keeps the process alive: the outbox's timers do not.
  const alive = setInterval(() => undefined, 1_000);
  main(JSON.parse(process.argv[2] ?? '') as OutboxTask)
    .then((report) => {
      console.log(JSON.stringify(report));
    })
    .catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    })
    .finally(() => {
      clearInterval(alive);
    });
}
