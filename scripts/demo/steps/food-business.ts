// SPDX-License-Identifier: Apache-2.0
import { addMonths, dateOf } from '@guidang/chaincode/model';
import type { DemoActor, Written } from '../actor';
import { expectMembers, expectPresent } from '../expect';
import { licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import type { Stage } from '../stage';
import { renditionRegistered } from './printed-licence';
import { byIdentifier, check } from './verification';

interface IssuedLicence extends Written {
  readonly identifier: string;
  readonly version: number;
}

/** A made-up company (示范市清和小馆); region 999999 is allotted to nobody. */
const company = '91999999MA00000822';
const validMonths = 60;

export async function foodBusiness(stage: Stage): Promise<void> {
  stage.act('食品经营许可证: issued, suspended and resumed in east; the answers in west follow');
  const decider = await stage.as(officers.eastMarketDecider);
  const verifier = await stage.as(officers.westVerifier);
  const licence = await issue(decider);
  const ask = byIdentifier(licence.identifier);

  await check(verifier, 'asks for it', ask, { valid: true, status: 'in-force' });
  const change = { basis: 'food-safety-law:126' };
  const suspended = await changeStatus(decider, licence, {
    ...change,
    change: 'suspend',
    reason: 'hygiene-inspection',
  });
  await check(verifier, 'asks again', ask, {
    valid: false,
    status: 'suspended',
    reasons: ['licence-suspended'],
  });
  await changeStatus(decider, suspended, { ...change, change: 'resume', reason: 'defects-remedied' });
  await check(verifier, 'asks again', ask, { valid: true, status: 'in-force' });
}

/** An issuer may act for its own region only. */
export async function wrongRegion(stage: Stage): Promise<void> {
  stage.act("An issuer of the wrong region: west's land bureau for a parcel in east");
  const decider = await stage.as(officers.westDecider);
  await decider.refused(
    `would issue a 不动产权证书 for region ${regions.east}`,
    { status: 403, code: 'authority-missing' },
    () => decider.post('/api/v1/licences', licenceBody(licenceTypes.realEstate)),
  );
}

async function issue(decider: DemoActor): Promise<IssuedLicence> {
  const body = licenceBody(licenceTypes.foodBusiness);
  const licence = await decider.post<IssuedLicence>('/api/v1/licences', body);
  decider.did('issues a food-business licence', {
    licence: licence.identifier,
    holder: company,
    'valid until': body.validUntil,
    transaction: licence.transaction,
  });
  const { version } = await renditionRegistered(decider, licence.identifier);
  return { ...licence, version: expectPresent('the version with the rendition', version) };
}

async function changeStatus(
  decider: DemoActor,
  { identifier, version }: IssuedLicence,
  change: { readonly change: 'suspend' | 'resume'; readonly reason: string; readonly basis: string },
): Promise<IssuedLicence> {
  const path = `/api/v1/licences/${identifier}/status`;
  const changed = await decider.post<IssuedLicence & { status: string }>(path, { version, ...change });
  const status = change.change === 'suspend' ? 'suspended' : 'in-force';
  expectMembers('the changed licence', changed, { status });
  const { reason, basis } = change;
  decider.did(`${change.change}s the licence`, { status, reason, basis, transaction: changed.transaction });
  return changed;
}

function licenceBody(type: string): { readonly validUntil: string; readonly [member: string]: unknown } {
  const today = dateOf(new Date().toISOString());
  return {
    type,
    region: regions.east,
    holders: [{ organisation: company }],
    validFrom: today,
    validUntil: addMonths(today, validMonths),
  };
}
