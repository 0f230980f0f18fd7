// SPDX-License-Identifier: Apache-2.0
import { realEstateTransfer } from '../sample/matters';
import { attributeOf, isWidened, misfitOfAttributes, misfitOfComparison } from './attribute';
import type { AttributeDefinition, Attributes } from './attribute';
import { misfitsOfAttributes } from './attribute-fit';
import { matterDefinitionSchema } from './model';
import type { MatterDefinition } from './model';
import type { Comparison, Predicate } from './predicate-shape';

const text = { code: 'use', name: '用途', kind: 'text', charactersMax: 5 } as const;
const price = { code: 'price', name: '成交价', kind: 'amount', unit: 'fen' } as const;
const area = { code: 'area', name: '面积', kind: 'amount', unit: 'square-metres' } as const;
const built = { code: 'built', name: '竣工日期', kind: 'day' } as const;
const granted = { code: 'granted', name: '出让' };
const allotted = { code: 'allotted', name: '划拨' };
const right = { code: 'right', name: '权利性质', kind: 'choice', choices: [granted, allotted] } as const;
const type = { attributes: [text, price, area, built, { ...right, choices: [granted, allotted] }] };

describe('the attributes of a licence', () => {
  it.each<[string, Attributes]>([
    ['a text', { use: '住宅' }],
    ['money of more digits than a telephone has', { price: 123_456_789_012 }],
    ['a count', { area: 9_999_999_999 }],
    ['a day', { built: '2024-02-29' }],
    ['a choice', { right: 'allotted' }],
    ['none', {}],
  ])('are those of the type: %s', (_, attributes) => {
    expect(misfitOfAttributes(attributes, type)).toBeUndefined();
  });

  it.each<[string, Attributes, string]>([
    ['one that the type has not', { height: 3 }, 'licences of this type have no attribute height'],
    ['a number as a text', { use: 3 }, 'the attribute use is a text of at most 5 characters'],
    [
      'a text that is too long',
      { use: '住宅及车库' + '等' },
      'the attribute use is a text of at most 5 characters',
    ],
    ['a text as an amount', { price: '3' }, 'the attribute price is a whole number of fen'],
    ['a count like a telephone', { area: 13_800_000_000 }, 'the attribute area may not have eleven digits'],
    ['a day that there is not', { built: '2023-02-29' }, 'the attribute built is a day, YYYY-MM-DD'],
    ['another choice', { right: 'leased' }, 'the attribute right is one of granted, allotted'],
  ])('are refused: %s', (_, attributes, message) => {
    expect(misfitOfAttributes(attributes, type)).toEqual({ code: Object.keys(attributes)[0], message });
  });

  it('are none where the type has none', () => {
    expect(misfitOfAttributes({ use: '住宅' }, {})).toMatchObject({ code: 'use' });
    expect(misfitOfAttributes({}, {})).toBeUndefined();
  });

  it('may be long enough to hold a number of eleven digits, and may not', () => {
    const long = { attributes: [{ ...text, charactersMax: 50 }] };
    for (const use of ['13800000000', '电话１３８０００００００００']) {
      expect(misfitOfAttributes({ use }, long)?.message).toBe(
        'the attribute use may not hold eleven digits in a row',
      );
    }
  });

  it('are also those that every licence has', () => {
    expect(attributeOf('issued-on')?.kind).toBe('day');
    expect(attributeOf('area', type)?.kind).toBe('amount');
    expect(attributeOf('area')).toBeUndefined();
  });
});

it.each<[AttributeDefinition, Comparison, string | undefined]>([
  [area, { atLeast: 60 }, undefined],
  [area, { atMost: 60 }, undefined],
  [area, { is: [60, 90] }, undefined],
  [built, { atMost: '2000-12-31' }, undefined],
  [built, { atLeast: 60 }, 'the attribute built is a day, YYYY-MM-DD'],
  [area, { is: [60, '90'] }, 'the attribute area is a whole number of square-metres'],
  [text, { atLeast: 1 }, 'the attribute use has no order: ask for it by `is`'],
])('%j is compared by %j: %s', (definition, comparison, misfit) => {
  expect(misfitOfComparison(definition, comparison)).toBe(misfit);
});

it.each<[string, AttributeDefinition | undefined, boolean]>([
  ['left out', undefined, false],
  ['the same', text, true],
  ['longer', { ...text, charactersMax: 6 }, true],
  ['shorter', { ...text, charactersMax: 4 }, false],
  ['of another kind', { code: 'use', name: '用途', kind: 'day' }, false],
])('a type may come to define a text otherwise: %s', (_, after, isSo) => {
  const attributes = after === undefined ? {} : { attributes: [after] };
  expect(isWidened({ attributes: [text] }, attributes)).toBe(isSo);
});

it.each<[AttributeDefinition, AttributeDefinition, boolean]>([
  [area, { ...area, name: '建筑面积' }, true],
  [area, { ...area, unit: 'pieces' }, false],
  [built, built, true],
  [{ ...right, choices: [granted] }, { ...right, choices: [allotted, granted] }, true],
  [{ ...right, choices: [granted, allotted] }, { ...right, choices: [granted] }, false],
])('a type may widen, and not narrow, what it defines: %j to %j', (was, is, isSo) => {
  expect(isWidened({ attributes: [was] }, { attributes: [is, text] })).toBe(isSo);
  expect(isWidened({}, { attributes: [is] })).toBe(true);
});

/** The transfer of real estate, completed by a condition. */
function completedBy(completion: Predicate, more: Partial<MatterDefinition> = {}): MatterDefinition {
  return { ...realEstateTransfer, completion, ...more };
}

describe('what a matter asks of attributes', () => {
  const certificate = realEstateTransfer.materials.find(({ licenceType }) => licenceType !== undefined);
  const [licence, licenceType] = [certificate?.code ?? '', certificate?.licenceType ?? ''];
  const types = new Map([[licenceType, type]]);
  const asked = (name: string): { licence: string; name: string } => ({ licence, name });
  const span = { from: 'opened', atLeast: { days: 3, unit: 'calendar-days' } } as const;

  it.each<[string, Predicate, string[]]>([
    ['is what its type has', { attribute: asked('area'), atLeast: 60 }, []],
    ['is a day', { ...span, to: asked('built') }, []],
    ['is a day of every licence', { ...span, to: asked('issued-on') }, []],
    ['is no day', { ...span, to: asked('area') }, ['the attribute area is no day']],
    ['is none', { attribute: asked('height'), is: [3] }, ['licences of this type have no attribute height']],
    [
      'is compared otherwise',
      { attribute: asked('use'), atMost: 3 },
      [expect.stringContaining('has no order')],
    ],
  ])('%s', (_, completion, messages) => {
    expect(misfitsOfAttributes(completedBy(completion), types).map(({ message }) => message)).toEqual(
      messages,
    );
    expect(misfitsOfAttributes(completedBy(completion), new Map())).toEqual([]);
  });

  it('and gives in what it issues, fits the type of each', () => {
    const given = (attributes: Attributes): MatterDefinition =>
      completedBy(realEstateTransfer.completion, {
        outcomes: [{ kind: 'issue-licence', licenceType, attributes }, ...realEstateTransfer.outcomes],
      });
    expect(misfitsOfAttributes(given({ area: 60 }), types)).toEqual([]);
    expect(misfitsOfAttributes(given({ height: 3 }), types)).toEqual([
      {
        path: ['outcomes', 0, 'attributes', 'height'],
        message: 'licences of this type have no attribute height',
      },
    ]);
  });

  it('is refused at once where no type could have it', () => {
    const faultsOf = (definition: object): string[] =>
      matterDefinitionSchema.safeParse(definition).error?.issues.map(({ message }) => message) ?? [];
    const untyped = realEstateTransfer.materials.find((each) => each.licenceType === undefined)?.code ?? '';
    expect(faultsOf(completedBy({ attribute: { licence: untyped, name: 'area' }, is: [3] }))).toEqual([
      `${untyped} must have a licence type that has attributes`,
    ]);
    expect(faultsOf(completedBy({ attribute: asked('issued-on'), is: [3] }))).toEqual([
      'the attribute issued-on is a day, YYYY-MM-DD',
    ]);
    const ofItself = { acceptance: { ...span, from: 'accepted', to: asked('issued-on') } };
    expect(faultsOf({ ...realEstateTransfer, ...ofItself })).toEqual([
      'no acceptance can ask for its own day',
    ]);
  });
});
