// SPDX-License-Identifier: Apache-2.0
import { Problem } from '@guidang/client';
import type { Offer, OffersPage } from './offer-view';
import {
  changedMaterialOf,
  identifierOf,
  isReference,
  missingIn,
  offerableIn,
  offeredAs,
  offersQuestion,
} from './offer-view';

const person = `P${'0A'.repeat(16)}`;
const digest = { algorithm: 'sha256', value: 'ab'.repeat(32) } as const;
const matter = {
  id: '99071590000105',
  materials: [
    { code: 'application', name: '申请书', required: true, accepts: ['content' as const] },
    {
      code: 'licence',
      name: '食品经营许可证',
      required: true,
      accepts: ['content' as const, 'licence' as const],
      licenceType: 'T',
    },
    {
      code: 'earlier',
      name: '原登记档案',
      required: false,
      accepts: ['record' as const],
      recordCategory: 'C',
    },
  ],
};

it('is asked of the party, for the purpose and on the basis that taking it has', () => {
  const use = { purpose: 'case-review', basis: 'pipl:13' };
  expect(offersQuestion({ id: matter.id }, { person, commitment: digest })).toEqual({
    ...{ matter: matter.id, person, limit: 50 },
    ...use,
  });
  const asked = offersQuestion({ id: matter.id, basis: 'law:1' }, { organisation: 'O' });
  expect(asked).toMatchObject({ organisation: 'O', basis: 'law:1' });
});

it('of several pages is told by material, in the order of the matter', () => {
  const offer = (materials: string[], source: object): Offer => ({ materials, source }) as unknown as Offer;
  const unfit = { materials: ['licence'], licence: 'L2', status: 'expired' };
  const pages = [
    { items: [offer(['licence'], { licence: 'L1' })], unfit: [unfit] },
    { items: [offer(['earlier'], { record: 'R1' }), offer(['licence'], { licence: 'L3' })], unfit: [] },
  ] as unknown as OffersPage[];
  const told = offeredAs(pages, matter).map(({ definition, offers, unfit: not }) => [
    definition.code,
    offers.map(identifierOf),
    not.map(({ licence }) => licence),
  ]);
  expect(told).toEqual([
    ['licence', ['L1', 'L3'], ['L2']],
    ['earlier', ['R1'], []],
  ]);
  expect(offerableIn({ materials: matter.materials.slice(0, 1) })).toEqual([]);
});

it('what has changed since it was taken is told by material', () => {
  const stale = { code: 'version-stale', field: 'body/materials/licence' } as const;
  expect(changedMaterialOf(new Problem(409, stale), matter)?.name).toBe('食品经营许可证');
  expect(
    changedMaterialOf(new Problem(409, { ...stale, field: 'body/materials/x' }), matter),
  ).toBeUndefined();
  expect(changedMaterialOf(new Problem(409, { ...stale, code: 'state-conflict' }), matter)).toBeUndefined();
  expect(changedMaterialOf(new Error('the line is broken'), matter)).toBeUndefined();
});

it('what is missing goes with what is given, paper or not', () => {
  const [application, licence, earlier] = matter.materials.map(({ name }) => name);
  const given = { sources: {}, offered: [], above: '（见上）' };
  expect(missingIn(matter, given)).toEqual({ required: [application, licence], optional: [earlier] });
  const sources = { licence: { licence: 'L' }, earlier: { record: 'R' } };
  expect(missingIn(matter, { ...given, sources })).toEqual({ required: [application], optional: [] });
  const pages = [{ items: [{ materials: ['licence'] }], unfit: [] }] as unknown as OffersPage[];
  expect(missingIn(matter, { ...given, offered: offeredAs(pages, matter) })).toEqual({
    required: [application, '食品经营许可证（见上）'],
    optional: [earlier],
  });
  const content = { digest, bytes: 1, mediaType: 'text/plain', role: 'r' };
  expect([{ licence: 'L' }, { record: 'R' }, { content }].map(isReference)).toEqual([true, true, false]);
});
