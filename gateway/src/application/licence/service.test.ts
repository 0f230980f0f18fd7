// SPDX-License-Identifier: Apache-2.0
import type { Licence } from '@guidang/chaincode/model';
import {
  issueLicence,
  numberLicence,
  registerPerson,
  renewLicence,
  revokeLicence,
  useLicence,
} from '@guidang/chaincode/commands';
import { entered } from '../../../../chaincode/src/testing/people';
import { departments, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import { callerOf, EmbeddedGateway } from '../../testing/embedded-gateway';
import type { Services } from '../services';

jest.setTimeout(60_000);

const use = { purpose: 'case-handling', basis: 'administrative-licence-law:33' };
const verifier = callerOf(officers.westVerifier);
const { holder } = entered;

let gateway: EmbeddedGateway;
let services: Services;
let identifier: string;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  services = gateway.services.http;
  await gateway.give(officers.eastAcceptor, registerPerson, holder);
  const { result } = await gateway.give(officers.eastMarketDecider, issueLicence, {
    type: licenceTypes.foodBusiness,
    region: regions.east,
    holders: [holder, { organisation: departments.eastLand.code }],
    validFrom: '2026-11-01',
    validUntil: '2091-10-31',
  });
  identifier = result['identifier'];
});
afterAll(() => gateway.close());

it.each([
  ['nothing', {}, 1],
  ['a holder by pseudonym', { holder: holder.person }, 1],
  ['a holder by unified code', { holder: departments.eastLand.code }, 1],
  ['another holder', { holder: departments.audit.code }, 0],
  ['a region, which no index has', { region: regions.east }, 1],
  ['another region', { region: regions.west }, 0],
  ['a holder and a status that do not meet', { holder: holder.person, status: 'revoked' }, 0],
  ['an empty text', { type: '' }, 0],
] as const)('a list by %s shows summaries, without details', async (_, filters, count) => {
  const { items } = await services.licences.list({ filters, limit: 10 });
  expect(items).toHaveLength(count);
  for (const item of items) {
    expect(Object.keys(item).sort()).toEqual(
      [
        'identifier',
        'issuedOn',
        'issuer',
        'region',
        'status',
        'type',
        'validFrom',
        'validUntil',
        'version',
      ].sort(),
    );
  }
});

it('licences are found by the keyed digest of their printed number, the older and the newer one', async () => {
  const number = { type: licenceTypes.foodBusiness, printedNumber: 'JY1 9999 0000 00001' };
  const printedNumber = services.printedNumbers.digestOf(number);
  const content = { region: regions.east, holders: [holder], validFrom: '2026-11-01' };
  const { result } = await gateway.give(officers.eastMarketDecider, issueLicence, {
    type: licenceTypes.foodBusiness,
    ...content,
  });
  const first = result.identifier;
  const find = async ({ type = number.type, issuer }: { type?: string; issuer?: string } = {}): Promise<
    unknown[]
  > => {
    await gateway.reach();
    const digest = services.printedNumbers.digestOf({ type, printedNumber: 'jy199990000００001' });
    const { items } = await services.licences.list({
      filters: { type, issuer, printedNumber: digest },
      limit: 10,
    });
    return items.map(({ identifier: one, status }) => [one, status]);
  };
  await expect(find()).resolves.toEqual([]);
  await gateway.give(officers.eastMarketDecider, numberLicence, {
    identifier: first,
    version: 1,
    printedNumber,
  });
  await expect(find()).resolves.toEqual([[first, 'in-force']]);
  const renewal = { identifier: first, version: 2, reason: 'renewal', basis: 'b' };
  const next = await gateway.give(officers.eastMarketDecider, renewLicence, {
    ...renewal,
    content: { ...content, printedNumber },
  });
  await expect(find()).resolves.toEqual([
    [next.result.identifier, 'in-force'],
    [first, 'superseded'],
  ]);
  await expect(find({ issuer: departments.eastLand.code })).resolves.toEqual([]);
  await expect(find({ type: licenceTypes.realEstate })).resolves.toEqual([]);
});

it('a list says how a licence was revoked', async () => {
  const { result } = await gateway.give(officers.eastMarketDecider, issueLicence, {
    type: licenceTypes.foodBusiness,
    region: regions.east,
    holders: [holder],
    validFrom: '2026-11-01',
  });
  const revocation = { version: 1, reason: 'fraud', basis: 'b', kind: 'annulment' } as const;
  await gateway.give(officers.eastMarketDecider, revokeLicence, {
    identifier: result['identifier'],
    ...revocation,
  });
  await gateway.reach();
  const { items } = await services.licences.list({ filters: { status: 'revoked' }, limit: 10 });
  expect(items).toMatchObject([{ identifier: result['identifier'], ending: 'annulment' }]);
});

it('a use is on the ledger before its answer, which has the details and the restrictions', async () => {
  await gateway.give(officers.eastRegistrar, useLicence, { identifier }, use);
  const before = gateway.projection.checkpoint.height;
  const answer = await services.licences.use(verifier, identifier, use);
  expect(answer?.access.block).toBe(before);
  expect(answer?.restrictions).toEqual([]);
  expect(answer?.licence).toMatchObject({ identifier, holders: [holder, {}] } as Partial<Licence>);
  const subject = { kind: 'licence', id: identifier } as const;
  const history = await services.events.history({ filters: { subject, type: 'licence.used' }, limit: 50 });
  expect(history?.items.map(({ officer }) => officer.officer)).toEqual([
    officers.eastRegistrar.id,
    officers.westVerifier.id,
  ]);
});

it('a recorded use shows the licence once: its Idempotency-Key shows no later state', async () => {
  const asked = { ...use, idempotencyKey: 'one use' };
  await expect(services.licences.use(verifier, identifier, asked)).resolves.toMatchObject({
    licence: { identifier },
  });
  await expect(services.licences.use(verifier, identifier, asked)).rejects.toMatchObject({
    code: 'read-used',
  });
});

it('a use of a licence that does not exist records nothing', async () => {
  const before = gateway.projection.checkpoint.height;
  await expect(services.licences.use(verifier, 'nothing', use)).resolves.toBeUndefined();
  await gateway.reach();
  expect(gateway.projection.checkpoint.height).toBe(before);
});

it('a use without a valid legal basis shows nothing', async () => {
  const bare = { ...use, basis: 'because I say so' };
  await expect(services.licences.use(verifier, identifier, bare)).rejects.toMatchObject({
    code: 'command-malformed',
  });
});
