// SPDX-License-Identifier: Apache-2.0
import { limits } from '../ledger/limits';
import { companySetup, shipped } from '../testing/joint';
import { matterDefinitionSchema } from './model';
import type { MatterDefinition } from './model';
import type { PartDefinition } from './part-definition';
import { misfitOf } from './parts';
import type { Predicate } from './predicate';

function partOf(code: string, of: MatterDefinition = companySetup): PartDefinition {
  const part = of.parts?.find((each) => each.code === code);
  if (part === undefined) throw new Error(`there is no part ${code}`);
  return part;
}
function withPart(code: string, more: Partial<PartDefinition>): Partial<MatterDefinition> {
  return {
    parts: (companySetup.parts ?? []).map((part) => (part.code === code ? { ...part, ...more } : part)),
  };
}

describe('a joint matter', () => {
  const [first] = companySetup.parts ?? [];
  const many = Array.from({ length: limits.referencesPerRecordMax - 3 }, (_, index) => ({
    ...companySetup.materials[0],
    code: `m-${index}`,
  }));
  const granted: Predicate = { decided: 'register', as: 'approve' };

  it.each<[string, object, string]>([
    ['an owner', { owner: 'east' }, 'owner'],
    ['a step', { steps: [{ code: 's', name: 's', role: 'reviewer', gives: 'review' }] }, 'steps'],
    [
      'an outcome',
      { outcomes: [{ kind: 'issue-licence', licenceType: '11100000MB0143028R001' }] },
      'outcomes',
    ],
    ['a licence that it renews', { renews: 'identity' }, 'renews'],
    ['limits of its own', { timeLimits: {} }, 'timeLimits'],
    ['two parts of one code', { parts: [first, first] }, 'parts'],
    ['no part', { parts: [] }, 'parts'],
    ['more than its record can name', { materials: [...companySetup.materials, ...many] }, 'materials'],
    ['an end by a decision', { completion: granted }, 'completion'],
    ['an end by a part that there is not', { completion: { part: 'none', is: ['closed'] } }, 'completion'],
    [
      'a part that waits for itself',
      withPart('tax', { begins: { part: 'tax', is: ['waiting'] } }),
      'parts/1/begins',
    ],
    [
      'a part that waits for none of its',
      withPart('tax', { begins: { part: 'no', is: ['closed'] } }),
      'parts/1/begins',
    ],
    [
      'a part that waits for a licence',
      withPart('tax', { begins: { licence: 'identity', is: ['in-force'] } }),
      'parts/1/begins',
    ],
    [
      'a part that waits for a restriction',
      withPart('tax', { begins: { unrestricted: 'object', kinds: ['seizure'] } }),
      'parts/1/begins',
    ],
    [
      'a part that is given what is not there',
      withPart('tax', { materials: { information: { material: 'no' } } }),
      'parts/1/materials/information',
    ],
    [
      'a part that is given its own',
      withPart('tax', { materials: { 'business-licence': { licenceOf: 'tax' } } }),
      'parts/1/materials/business-licence',
    ],
    [
      'a part that is given of none',
      withPart('tax', { materials: { information: { recordOf: 'no' } } }),
      'parts/1/materials/information',
    ],
    ['a part of nobody', withPart('tax', { departments: [] }), 'parts/1/departments'],
  ])('is refused with %s', (_, more, path) => {
    const read = matterDefinitionSchema.safeParse({ ...companySetup, ...more });
    expect(read.error?.issues.map((issue) => issue.path.join('/'))).toContain(path);
  });

  it('is needed for conditions on parts: a single matter has none', () => {
    const single = shipped('tax-registration');
    const read = matterDefinitionSchema.safeParse({ ...single, completion: { part: 'a', is: ['closed'] } });
    expect(read.error?.issues.map(({ path }) => path)).toEqual([['completion']]);
  });
});

describe('a part', () => {
  const singles = new Map(
    [
      ['registration', 'company-registration'],
      ['tax', 'tax-registration'],
      ['social-insurance', 'social-insurance-registration'],
      ['seals', 'seal-filing'],
    ].map(([code = '', file = '']) => [code, shipped(file)]),
  );
  const replaced = (code: string, more: Partial<MatterDefinition>): typeof singles =>
    new Map([...singles, [code, { ...shipped('tax-registration'), ...singles.get(code), ...more }]]);
  const tax = singles.get('tax');
  const [licence, information] = tax?.materials ?? [];
  if (licence === undefined || information === undefined) throw new Error('the matter has materials');

  it('fits its matter, in those that ship', () => {
    for (const part of companySetup.parts ?? []) {
      expect(misfitOf(part, companySetup, singles)).toBeUndefined();
    }
  });

  it('fits where records of its category are given: of the joint matter, or of the part that files them', () => {
    const { category } = shipped('company-registration').archive;
    const matters = replaced('tax', { materials: [licence, { ...information, recordCategory: category }] });
    const materials = companySetup.materials.map((each) => ({ ...each, recordCategory: category }));
    for (const [from, of] of [
      [{ material: 'application' }, { ...companySetup, materials }],
      [{ recordOf: 'registration' }, companySetup],
    ] as const) {
      const part = { ...partOf('tax'), materials: { information: from } };
      expect(misfitOf(part, of, matters)).toBeUndefined();
    }
  });

  it.each<[string, typeof singles, Partial<PartDefinition>, Partial<MatterDefinition>, string]>([
    ['there is none', new Map(), {}, {}, 'there is no matter 99073000100101'],
    ['it is joint', replaced('tax', { parts: companySetup.parts }), {}, {}, 'a part cannot be joint itself'],
    ['it renews', replaced('tax', { renews: 'business-licence' }), {}, {}, 'a part cannot renew a licence'],
    [
      'it is about something else',
      replaced('tax', { objectKind: 'vehicle' }),
      {},
      { objectKind: 'organisation' },
      'its matter is about a vehicle',
    ],
    ['it asks less', replaced('tax', { materials: [licence] }), {}, {}, 'its matter asks for no'],
    [
      'it takes another form',
      replaced('tax', { materials: [licence, { ...information, accepts: ['record'] }] }),
      { materials: { information: { material: 'application' } } },
      {},
      'information is not taken as content',
    ],
    [
      'the joint matter has no such material',
      singles,
      { materials: { information: { material: 'none' } } },
      {},
      'there is no none',
    ],
    [
      'it takes no licence',
      singles,
      { materials: { information: { licenceOf: 'registration' } } },
      {},
      'information is not taken as a licence',
    ],
    [
      'it takes no record',
      singles,
      { materials: { 'business-licence': { recordOf: 'registration' } } },
      {},
      'business-licence is not taken as a record',
    ],
    [
      'nobody issues that',
      replaced('registration', { outcomes: [] }),
      {},
      {},
      'registration issues no licence that business-licence could be',
    ],
    [
      'nobody issues anything',
      new Map([
        ...replaced('registration', { outcomes: [] }),
        ['tax', { ...shipped('tax-registration'), materials: [{ ...licence, licenceType: undefined }] }],
      ]),
      { materials: { 'business-licence': { licenceOf: 'registration' } } },
      {},
      'registration issues no licence that business-licence could be',
    ],
    [
      'it asks another type',
      replaced('tax', {
        materials: [{ ...information, accepts: ['licence'], licenceType: '11999999000000019M001' }],
      }),
      { materials: { information: { material: 'application' } } },
      { materials: [{ ...information, code: 'application', accepts: ['licence'] }] },
      'information is a licence of another type',
    ],
    [
      'it asks records of a category, and is given any',
      replaced('tax', { materials: [licence, { ...information, recordCategory: 'WS' }] }),
      { materials: { information: { material: 'application' } } },
      {},
      'information is a record of another category',
    ],
    [
      'another part files under another category',
      replaced('tax', { materials: [licence, { ...information, recordCategory: 'WS' }] }),
      { materials: { information: { recordOf: 'registration' } } },
      {},
      'information is a record of another category',
    ],
  ])('does not fit where %s', (_, matters, more, of, misfit) => {
    const part = { ...partOf('tax'), ...more };
    expect(misfitOf(part, { ...companySetup, ...of }, matters)).toContain(misfit);
  });
});
