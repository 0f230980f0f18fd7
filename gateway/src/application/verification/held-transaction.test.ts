// SPDX-License-Identifier: Apache-2.0
import { addRendition, issueLicence, suspendLicence } from '@guidang/chaincode/commands';
import { departments, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import type { LedgerPort } from '../../ledger/port';
import { EmbeddedGateway } from '../../testing/embedded-gateway';
import { allButTheDate } from '../../testing/fake-date';
import type { SealedReport } from '../report/sealed-report';
import type { Verdict } from './verdict';

jest.setTimeout(60_000);

const minuteMs = 60_000;
const digest = { algorithm: 'sha256', value: '4d'.repeat(32) } as const;

let gateway: EmbeddedGateway;
let start: number;
let licence: string;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded({ logKeeper: 'archives' });
  // Only now: what was seeded is shared with tests that go by the day it is, and its certificates begin then.
  start = Math.ceil(Date.now() / minuteMs) * minuteMs;
  jest.useFakeTimers({ now: start, doNotFake: allButTheDate });
  const { result } = await gateway.give(officers.eastMarketDecider, issueLicence, {
    type: licenceTypes.foodBusiness,
    region: regions.east,
    holders: [{ organisation: departments.eastLand.code }],
    validFrom: '2026-11-23',
  });
  licence = result['identifier'];
  const rendition = { digest, bytes: 1, mediaType: 'application/pdf' } as const;
  await gateway.give(officers.eastMarketDecider, addRendition, {
    identifier: licence,
    version: 1,
    rendition,
  });
  await gateway.anchorHead();
});
afterAll(async () => {
  await gateway.close();
  jest.useRealTimers();
});

function at(minutes: number): string {
  return new Date(start + minutes * minuteMs).toISOString();
}

function setMinute(minutes: number): void {
  jest.setSystemTime(start + minutes * minuteMs);
}

function verify(minutes?: number): Promise<Verdict> {
  const moment = minutes === undefined ? undefined : at(minutes);
  return gateway.services.http.verifications.verify({ licence, digests: [digest], at: moment });
}

async function report(minutes: number): Promise<SealedReport['report']> {
  const asked = { licence, digests: [digest], at: at(minutes) };
  return (await gateway.services.http.reports.json(asked, (work) => work())).report;
}

/** Holds the next transaction back that a port sends. */
async function hold(ledger: LedgerPort, act: () => Promise<unknown>): Promise<() => Promise<void>> {
  const send = ledger.send.bind(ledger);
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const caught = new Promise<void>((resolve) => {
    jest.spyOn(ledger, 'send').mockImplementationOnce(async (bytes) => {
      resolve();
      await released;
      await send(bytes);
    });
  });
  const done = act();
  await caught;
  return async () => {
    release();
    await done;
  };
}

it('a transaction that is held for six minutes comes in, and does not alter what was answered', async () => {
  setMinute(1);
  const { ledger } = gateway.context.organisations.get('east') ?? {};
  if (ledger === undefined) throw new Error('no ledger');
  const body = { identifier: licence, version: 2, reason: 'inspection', basis: 'food-safety-law:124' };
  const release = await hold(ledger, () => gateway.give(officers.eastMarketDecider, suspendLicence, body));

  setMinute(3);
  const answered = await verify(2);
  expect(answered).toMatchObject({ status: 'in-force', valid: true, proof: 'proven', recordedAt: at(0) });
  const sealed = await report(2);
  expect(sealed).toMatchObject({ verdict: { valid: true }, head: { recordedAt: at(0) } });
  await expect(verify()).resolves.toMatchObject({ valid: true });

  // The window of five minutes is over: it bounds the endorsement, not the sending.
  setMinute(7);
  await release();
  const unrecorded = await verify(2);
  expect(unrecorded).toMatchObject({ status: 'unknown', reasons: ['recorded-later'], claimedAt: at(1) });
  expect(unrecorded).not.toHaveProperty('recordedAt');
  await expect(verify()).resolves.toMatchObject({ status: 'suspended', proof: 'pending' });

  await gateway.anchorHead();
  const later = { status: 'unknown', valid: false, claimedAt: at(1), recordedAt: at(7) };
  await expect(verify(2)).resolves.toMatchObject({ ...later, reasons: ['recorded-later'] });
  await expect(report(2)).resolves.toMatchObject({
    verdict: { ...later, reasons: ['recorded-later'] },
    head: { recordedAt: at(7) },
  });
  setMinute(8);
  await expect(verify(7)).resolves.toMatchObject({ status: 'suspended', reasons: ['licence-suspended'] });
});
