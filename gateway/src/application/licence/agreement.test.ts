// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dateOf, effectiveStatuses, statusOn } from '@guidang/chaincode/model';
import type { EffectiveStatus, Licence } from '@guidang/chaincode/model';
import { issueLicence, renewLicence, suspendLicence } from '@guidang/chaincode/commands';
import { licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import { World } from '../../../../chaincode/src/testing/world';
import { systemClock } from '../../common/clock';
import type { Clock } from '../../common/clock';
import { Projection } from '../../projection';
import { callerOf } from '../../testing/embedded-gateway';
import { blocksOf } from '../../testing/world-blocks';
import type { LedgerPort } from '../../ledger/port';
import type { RecordedReads } from '../command/recorded-reads';
import { Verification } from '../verification/service';
import { Licences } from './service';

const content = { region: regions.east, holders: [{ organisation: '91999999000000086B' }] };
const why = { reason: 'inspection', basis: 'food-safety-act:124' };

/** Two seconds around midnight in China at the beginning and the end of what is asked about. */
const days = ['2026-11-26', '2026-11-28', '2026-12-01', '2026-12-03'];
const times = days.flatMap((day) => {
  const midnight = Date.parse(`${day}T00:00:00.000+08:00`);
  return [midnight - 1, midnight].map((at) => new Date(at).toISOString());
});

let folder: string;
let projection: Projection;
let world: World;
let known: ReadonlyMap<string, string>;

beforeAll(async () => {
  world = await World.create();
  const { eastMarketDecider: decider } = world.officers;
  const dates = { validFrom: '2026-11-26', validUntil: '2026-11-30' };
  const issue = async (): Promise<string> => {
    const body = { type: licenceTypes.foodBusiness, ...content, ...dates };
    return (await world.give(decider, issueLicence, body)).done.result.identifier;
  };
  const [plain, suspended, renewed] = [await issue(), await issue(), await issue()];
  world.now = '2026-11-26T01:00:00.000Z';
  await world.give(decider, suspendLicence, { identifier: suspended, version: 1, ...why });
  const next = { ...content, validFrom: '2026-11-28', validUntil: '2026-12-02' };
  const body = { identifier: renewed, version: 1, ...why, content: next };
  const successor = (await world.give(decider, renewLicence, body)).done.result.identifier;
  known = new Map(Object.entries({ plain, suspended, renewed, successor }));
  folder = await mkdtemp(join(tmpdir(), 'guidang-agreement-'));
  projection = await Projection.open(folder);
  await projection.apply(...blocksOf(world));
});
afterAll(async () => {
  await projection.close();
  await rm(folder, { recursive: true });
});

function clockAt(time: string): Clock {
  return { ...systemClock, nowMs: () => Date.parse(time) };
}

/** What each way of asking says of a licence at a time. */
async function answers(identifier: string, time: string): Promise<Record<string, unknown>> {
  const clock = clockAt(time);
  const access = { transaction: 'ab', block: 1 };
  const reads = { record: () => Promise.resolve(access) } as unknown as RecordedReads;
  const licences = new Licences(projection, reads, clock);
  const receipts = { check: () => Promise.resolve({ fault: 'unproven' } as const) };
  const seals = { check: () => Promise.resolve({ seal: 'unknown' } as const) };
  const ledger = {} as LedgerPort;
  const verification = new Verification({ projection, ledger, receipts, seals, kind: 'embedded', clock });
  const { items } = await licences.list({ filters: {}, limit: 50 });
  const filtered: EffectiveStatus[] = [];
  for (const status of effectiveStatuses) {
    const found = await licences.list({ filters: { status }, limit: 50 });
    if (found.items.some((one) => one.identifier === identifier)) filtered.push(status);
  }
  const use = await licences.use(callerOf(officers.westVerifier), identifier, { purpose: 'p', basis: 'b' });
  const verdict = await verification.verify({ licence: identifier, digests: [] });
  return {
    list: items.find((one) => one.identifier === identifier)?.status,
    filter: filtered.join(),
    details: use?.licence.status,
    verdict: verdict.status,
    valid: verdict.valid ? 'in-force' : 'another',
  };
}

it.each(times)('all that tell of a licence agree at %s', async (time) => {
  for (const identifier of known.values()) {
    const { licence } = (await world.query('query:licence', identifier)) as { licence: Licence };
    const status = statusOn(licence, dateOf(time));
    expect(await answers(identifier, time)).toEqual({
      list: status,
      filter: status,
      details: status,
      verdict: status,
      valid: status === 'in-force' ? 'in-force' : 'another',
    });
  }
});

it.each<[string, string, EffectiveStatus]>([
  ['plain', '2026-11-25T15:59:59.999Z', 'not-yet-in-force'],
  ['plain', '2026-11-25T16:00:00.000Z', 'in-force'],
  ['plain', '2026-11-30T15:59:59.999Z', 'in-force'],
  ['plain', '2026-11-30T16:00:00.000Z', 'expired'],
  ['suspended', '2026-11-30T15:59:59.999Z', 'suspended'],
  ['suspended', '2026-11-30T16:00:00.000Z', 'expired'],
  ['renewed', '2026-11-27T15:59:59.999Z', 'in-force'],
  ['renewed', '2026-11-27T16:00:00.000Z', 'superseded'],
  ['successor', '2026-11-27T15:59:59.999Z', 'not-yet-in-force'],
  ['successor', '2026-11-27T16:00:00.000Z', 'in-force'],
])('one that is %s is at %s: %s', async (name, time, status) => {
  expect(await answers(known.get(name) ?? '', time)).toMatchObject({ verdict: status });
});

it('the verdict on one that has a successor names it', async () => {
  const clock = clockAt('2026-11-29T01:00:00.000Z');
  const receipts = { check: () => Promise.resolve({ fault: 'unproven' } as const) };
  const seals = { check: () => Promise.resolve({ seal: 'unknown' } as const) };
  const verification = new Verification({
    projection,
    ledger: {} as LedgerPort,
    receipts,
    seals,
    kind: 'embedded',
    clock,
  });
  const verdict = await verification.verify({ licence: known.get('renewed'), digests: [] });
  expect(verdict).toMatchObject({ valid: false, supersededBy: known.get('successor') });
});
