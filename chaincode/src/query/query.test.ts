// SPDX-License-Identifier: Apache-2.0
import { createRecord } from '../record/commands';
import { realEstateTransfer } from '../sample/matters';
import { departments, licenceTypes } from '../sample/registry';
import { aRecord } from '../testing/a-record';
import { openRegistrations } from '../testing/existing';
import { registerSellerCertificate, sellerCertificate, TransferCase } from '../testing/transfer';
import { refusalOf, testFonds, World } from '../testing/world';

let world: World;
let transfer: TransferCase;
beforeAll(async () => {
  world = await World.create();
  await registerSellerCertificate(world);
  transfer = await TransferCase.open(world);
});

const at = [departments.eastLand.code, licenceTypes.realEstate] as const;

function asked(...rows: readonly object[]): string {
  const department = departments.eastLand.code;
  return JSON.stringify({ records: rows, department, at: '2026-11-23T08:00:00.000Z' });
}

describe('queries of the ledger state', () => {
  it.each<[string, () => string[], object]>([
    ['membership', () => [], { network: 'guidang', organisations: ['archives', 'east', 'west', 'audit'] }],
    ['organisation', () => ['east'], { id: 'east', version: 1 }],
    ['department', () => [departments.eastLand.code], { organisation: 'east', region: '999999' }],
    [
      'officer',
      () => [world.officers.archivist.signer.fingerprint],
      { id: 'archives-archivist', status: 'active' },
    ],
    ['proposal', () => ['demo'], { status: 'effective' }],
    ['matter', () => [realEstateTransfer.id], { name: realEstateTransfer.name, version: 1 }],
    ['case', () => [transfer.id], { state: 'submitted', version: 1 }],
    [
      'caseFacts',
      () => [transfer.id, '2026-11-23T08:00:00.000Z'],
      {
        missing: [],
        decisions: {},
        licences: { 'title-certificate': 'in-force' },
        restrictions: { object: [], licences: { 'title-certificate': [] } },
      },
    ],
    [
      'rows',
      () => [asked(aRecord(), { ...aRecord(), year: '9998' })],
      [{}, { refusal: { code: 'command-malformed', field: 'row/year' } }],
    ],
    [
      'authority',
      () => [departments.eastLand.code, licenceTypes.realEstate],
      { grants: [{ regions: ['999999'] }] },
    ],
    [
      'fonds',
      () => [testFonds.code],
      { owner: departments.eastLand.code, keeper: departments.archives.code },
    ],
    [
      'registration',
      () => [...at, openRegistrations[0].manifest.root],
      { until: '2026-12-31', openedOn: '2026-11-23' },
    ],
    [
      'licence',
      () => [sellerCertificate],
      {
        licence: { identifier: sellerCertificate, status: 'in-force' },
        authority: { issuer: departments.eastLand.code },
        restrictions: { seizure: 0, objection: 0, mortgage: 0 },
      },
    ],
  ])('of %s', async (name, values, expected) => {
    expect(await world.query(`query:${name}`, ...values())).toMatchObject(expected);
  });

  it.each([
    ['organisation', 'south'],
    ['department', '11999999000000019M'],
    ['officer', '0'.repeat(64)],
    ['proposal', 'other'],
    ['matter', '99071590000199'],
    ['case', '11999999000000035B.T-9999'],
    ['caseFacts', '11999999000000035B.T-9999', '2026-11-23T08:00:00.000Z'],
    ['licence', '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U'],
    ['event', `${'0'.repeat(64)}-0`],
    ['authority', departments.westLand.code, licenceTypes.foodBusiness],
    ['fonds', 'A002'],
    ['registration', ...at, '0'.repeat(64)],
  ])('of a %s that does not exist return null', async (name, ...values) => {
    expect(await world.query(`query:${name}`, ...values)).toBeNull();
  });

  it('of every event, across pages', async () => {
    const { eastAcceptor } = world.officers;
    const commands = Array.from({ length: 40 }, () => world.sign(eastAcceptor, createRecord, aRecord()));
    const { events } = await world.batch('east', commands);
    expect(events).toHaveLength(40);
    for (const event of events) {
      expect(await world.query('query:event', `${event.transaction}-${event.position}`)).toEqual(event);
    }
    expect(await world.query('query:event', `${events[0]?.transaction ?? ''}-40`)).toBeNull();
  });

  it.each([
    ['rows', 'no JSON', 'command-malformed', ''],
    ['rows', asked({ ...aRecord(), year: 'x' }), 'command-malformed', 'records/0/year'],
    ['organisation', 'East', 'command-malformed', 'id'],
    ['organisation', '', 'command-malformed', 'id'],
    ['organisation', 'e\u0000st', 'command-malformed', 'id'],
    ['department', '11999999000000019X', 'identifier-malformed', 'code'],
    ['officer', 'abc', 'command-malformed', 'certificate'],
    ['proposal', 'de\u{10ffff}mo', 'command-malformed', 'id'],
    ['matter', '1', 'identifier-malformed', 'id'],
    ['record', 'x', 'identifier-malformed', 'id'],
    ['case', '11999999000000035B', 'command-malformed', 'id'],
    ['licence', `${sellerCertificate.slice(0, -1)}!`, 'identifier-malformed', 'identifier'],
    ['event', '1', 'command-malformed', 'id'],
  ])('of a malformed %s %j is a typed refusal', async (name, value, code, field) => {
    expect(await refusalOf(() => world.query(`query:${name}`, value))).toMatchObject({ code, field });
  });

  it('of a stored value that this version cannot read is a typed refusal', async () => {
    const broken = world.fork();
    for (const [key, value] of broken.ledger.state) {
      if (key.startsWith('\u0000licence\u0000')) {
        const newer = value.toString().replace('"schema":1', '"schema":9');
        broken.ledger.state.set(key, Buffer.from(newer));
      }
    }
    expect(await refusalOf(() => broken.query('query:licence', sellerCertificate))).toMatchObject({
      code: 'stored-value-invalid',
    });
  });
});
