// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { ApiClient } from '../../scripts/api-client';
import { departments, officers } from '@guidang/chaincode/sample';
import { historyOf, issueLicence } from './issued-licence';
import type { Issued } from './issued-licence';
import { eventually, onceServed, problemOf } from './running-network';
import type { RunningNetwork } from './running-network';

const demoMs = 300_000;
/** A change of leaders takes its time on a busy machine; until then it is said to come, and the same act goes on. */
const patience = ['--wait', '120'];
const creates = 60;
const workers = 6;

interface Created {
  readonly id: string;
  readonly transaction: string;
}

/** Expects that the demo has run: its authorities are in the registry. */
export function faultCases(running: () => RunningNetwork): void {
  it.each(['archives.orderer', 'east.orderer', 'west.orderer', 'audit.orderer', 'audit.peer'])(
    'the demo passes without %s',
    async (name) => {
      const { network } = running();
      await network.stop(name);
      try {
        await expect(running().playDemo('estate', { options: patience })).resolves.toBe('demo passed');
      } finally {
        await network.start(name);
      }
    },
    demoMs,
  );

  it("changes none of east's licences without its peer, and each once it is back; all others verify them", async () => {
    const decider = await running().as(officers.eastMarketDecider);
    const licence = await issueLicence(decider);
    const key = randomUUID();
    const suspend = (): Promise<object> =>
      decider.post(
        `/api/v1/licences/${licence.identifier}/status`,
        { version: licence.version, change: 'suspend', reason: 'inspection', basis: 'food-safety-law:126' },
        { 'idempotency-key': key },
      );

    await running().network.stop('east.peer');
    try {
      const problem = await problemOf(suspend());
      expect(problem).toMatchObject({ status: 503, code: 'endorser-unavailable' });
      for (const officer of [officers.westVerifier, officers.archivist, officers.auditor]) {
        await expect(statusSeenBy(await running().as(officer), licence)).resolves.toBe('in-force');
      }
    } finally {
      await running().network.start('east.peer');
    }

    // Until east's gateway has caught up with its peer, it may answer 503, or 202 for a pending write.
    const committed = async (): Promise<object | undefined> => {
      const answer = await onceServed(suspend);
      return 'transaction' in answer ? answer : undefined;
    };
    const suspended = await eventually(committed);
    await expect(eventually(committed)).resolves.toEqual(suspended);
    await expect(statusSeenBy(await running().as(officers.westVerifier), licence)).resolves.toBe('suspended');
    const types = (await historyOf(decider, licence)).map(({ type }) => type);
    expect(types.filter((type) => type === 'licence.status-changed')).toHaveLength(1);
  });

  it("loses and doubles no record when east's gateway is killed under load", async () => {
    const clerk = await running().as(officers.eastAcceptor);
    const year = '1949';
    const create = (item: number): Promise<Created> =>
      clerk.post('/api/v1/records', recordOf(year), { 'idempotency-key': `killed-${item}` });
    const acknowledged = new Map<number, Created>();
    const next = Array.from({ length: creates }, (_, item) => item).values();
    const killed = (): boolean => acknowledged.size >= creates / 3;
    let killing: Promise<void> | undefined;
    const work = async (): Promise<void> => {
      for (const item of next) {
        // Requests in flight at the kill never get an answer.
        const created = await create(item).catch(() => undefined);
        if (created !== undefined) acknowledged.set(item, created);
        if (killed()) killing ??= running().network.kill('east.gateway');
      }
    };
    await Promise.all(Array.from({ length: workers }, work));
    await killing;
    expect(killed()).toBe(true);
    expect(acknowledged.size).toBeLessThan(creates);

    await running().network.start('east.gateway');
    const all = new Map<number, Created>();
    for (let item = 0; item < creates; item += 1) all.set(item, await onceServed(() => create(item)));
    for (const [item, { id, transaction }] of acknowledged) {
      expect(all.get(item)).toMatchObject({ id, transaction });
    }
    const made = [...all.values()].map(({ id }) => id).sort();
    expect(new Set(made).size).toBe(creates);
    const verifier = await running().as(officers.westVerifier);
    expect((await recordsOf(verifier, year)).sort()).toEqual(made);
  });
}

/** A gateway that has not read a block yet that the reader has seen elsewhere answers 503. */
async function statusSeenBy(reader: ApiClient, { identifier }: Issued): Promise<string> {
  return (
    await onceServed(() => reader.get<{ status: string }>(`/api/v1/licences/${identifier}/verification`))
  ).status;
}

/** The year that distinguishes these records from all others. */
function recordOf(year: string): object {
  return {
    ...{ category: 'ZY·BDC', retention: 'Y', year, date: `${year}-10-01` },
    ...{ dossiers: [], contents: [], references: [] },
  };
}

async function recordsOf(reader: ApiClient, year: string): Promise<string[]> {
  const ofAnother = `department=${departments.eastLand.code}&purpose=audit&basis=archives-law:28`;
  const path = `/api/v1/records?year=${year}&limit=100&${ofAnother}`;
  const { items } = await reader.get<{ items: readonly { id: string }[] }>(path);
  return items.map(({ id }) => id);
}
