// SPDX-License-Identifier: Apache-2.0
import type { DossierEntry, DossierTexts } from './dossier-view';
import { askedBy, kindsOf, mayBreakGlass, namesOf, subjectOf } from './dossier-view';

const parcel = '999999001001GB17960F00399244';
const pseudonym = `P${'0A'.repeat(16)}`;
const texts: DossierTexts = {
  subject: 'organisation',
  named: '91999999000000086B',
  kind: '',
  from: '',
  until: '',
  isEmergency: false,
  reason: 'life-threatening',
  statement: '病人昏迷，家属不在场。',
};

describe('whose dossier is meant', () => {
  it.each([
    ['person', pseudonym, { person: pseudonym }],
    ['person', ` ${pseudonym.toLowerCase()}\n`, { person: pseudonym }],
    ['person', ' 999999199001010019 ', { number: { numberType: '111', number: '999999199001010019' } }],
    ['organisation', '９１999999000000086b', { organisation: '91999999000000086B' }],
    ['object', ` ${parcel} `, { object: parcel }],
  ] as const)('%s %j', (kind, typed, subject) => {
    expect(subjectOf(kind, typed)).toEqual(subject);
  });
});

describe('what is asked', () => {
  it('says nothing of what was left open', () => {
    expect(askedBy(texts)).toEqual({ organisation: texts.named });
  });

  it('is of one kind and period, and gives the reason of an emergency only in one', () => {
    const { reason, statement } = texts;
    const filled = { ...texts, kind: 'case', from: '2024-01-01', until: '2024-12-31' } as const;
    expect(askedBy({ ...filled, isEmergency: true })).toEqual({
      organisation: texts.named,
      kinds: ['case'],
      from: '2024-01-01',
      until: '2024-12-31',
      breakGlass: { reason, statement },
    });
  });

  it('asks for restrictions of objects alone', () => {
    expect(kindsOf('object')).toContain('restriction');
    expect(kindsOf('person')).not.toContain('restriction');
  });

  it('asks for the credit of those who have some', () => {
    expect(kindsOf('object')).not.toContain('credit');
    expect(kindsOf('organisation')).toContain('credit');
  });

  it.each([
    [['decider'], true],
    [['registrar', 'acceptor'], true],
    [['acceptor', 'reviewer', 'auditor'], false],
  ] as const)('is an emergency to %j: %s', (roles, may) => {
    expect(mayBreakGlass({ roles: [...roles] })).toBe(may);
  });
});

it.each([
  [{ kind: 'licence', licence: { identifier: 'L', issuer: 'D' } }, 'L'],
  [{ kind: 'case', case: { id: 'D.2024-1', department: 'D' } }, '2024-1'],
  [{ kind: 'record', record: { id: 'R', department: 'D' } }, 'R'],
  [{ kind: 'restriction', restriction: { id: 'S', department: 'D' } }, 'S'],
  [{ kind: 'credit', credit: { id: 'X', department: 'D' } }, 'X'],
])('an entry has a name and a department: %j', (entry, shown) => {
  expect(namesOf(entry as unknown as DossierEntry)).toMatchObject({ shown, department: 'D' });
});
