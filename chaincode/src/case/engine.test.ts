// SPDX-License-Identifier: Apache-2.0
import { realEstateTransfer } from '../sample/matters';
import { calendarChanges, departments, licenceTypes, regions } from '../sample/registry';
import { digestOf } from '../ledger/hash';
import type { Matter } from '../matter/model';
import { thrown } from '../testing/thrown';
import { buyer, content, materials, parcel, sellerCertificate } from '../testing/transfer';
import type { CaseAct } from './acts';
import { asksConditions, plan } from './engine';
import type { CasePlan } from './engine';
import type { LedgerFacts } from './facts';
import type { Case } from './model';

const at = '2026-11-23T01:00:00.000Z';
const department = departments.eastLand.code;
const by = { officer: 'east-land-1', organisation: 'east', department, role: 'registrar' } as const;
const act = { by, at };
/** Three weeks later: both limits are over. */
const late = { by, at: '2026-12-14T01:00:00.000Z' };

const matter: Matter = { schema: 1, version: 3, ...realEstateTransfer };

/** A certificate in force, without restrictions on it or on the parcel. */
const certificate = {
  type: licenceTypes.realEstate,
  issuer: department,
  status: 'in-force',
  validFrom: '2019-07-01',
  issuedOn: '2019-07-01',
} as const;
const facts: LedgerFacts = {
  records: new Map(),
  licences: new Map([[sellerCertificate, certificate]]),
  restrictions: { object: [], licences: new Map([[sellerCertificate, []]]) },
  region: regions.east,
  calendars: new Map(calendarChanges.map((calendar) => [calendar.year, calendar])),
};
const seized: LedgerFacts = {
  ...facts,
  restrictions: { object: ['seizure'], licences: new Map([[sellerCertificate, []]]) },
};

const submitted: Case = {
  schema: 1,
  id: `${department}.T-0001`,
  version: 4,
  matter: matter.id,
  matterVersion: matter.version,
  organisation: 'east',
  department,
  region: regions.east,
  applicant: buyer,
  object: parcel,
  state: 'submitted',
  materials: materials(),
  decisions: [],
  openedAt: at,
};
const accepted: Case = { ...submitted, state: 'accepted', acceptedAt: at };
function decided(count: number): Case['decisions'] {
  return matter.steps.slice(0, count).map(({ code }, index) => ({
    step: code,
    result: 'approve',
    officer: `o-${index}`,
    organisation: 'east',
    at,
  }));
}
const granted: Case = { ...accepted, state: 'granted', decisions: decided(3) };
const registered: Case = {
  ...accepted,
  state: 'registered',
  materials: materials('fee-receipt'),
  decisions: decided(4),
};
const withdrawn: Case = { ...submitted, state: 'withdrawn', reason: 'r', closedAt: at };

const fee = { code: 'fee-receipt', source: { content: content('fee-receipt') } };
const register = { ...act, kind: 'decide', step: 'register', result: 'approve' } as const;

/** The effects of a plan, by kind, or by event type for a new version of the case. */
function kindsOf({ effects }: CasePlan): string[] {
  return effects.map((effect) => (effect.kind === 'new-version' ? effect.event.type : effect.kind));
}

const completion = ['file-record', 'issue-licence', 'change-licence', 'complete'];

describe('the plan of an act', () => {
  it.each<[string, Case | undefined, CaseAct, Partial<Case>, string[]]>([
    [
      'opens a case',
      undefined,
      { ...act, kind: 'open', number: 'T-0001', applicant: buyer, object: parcel, materials: materials() },
      { id: submitted.id, version: 1, state: 'submitted', matterVersion: 3, region: regions.east },
      ['case.opened'],
    ],
    [
      'adds materials',
      submitted,
      { ...act, kind: 'add-materials', materials: [fee] },
      { version: 5, state: 'submitted' },
      ['case.materials-added'],
    ],
    [
      'adds the last material, and the case completes',
      registered,
      { ...act, kind: 'add-materials', materials: [fee] },
      { version: 6, state: 'closed', closedAt: at },
      ['case.materials-added', ...completion],
    ],
    [
      'accepts',
      submitted,
      { ...act, kind: 'transition', transition: 'accept' },
      { version: 5, state: 'accepted', acceptedAt: at },
      ['case.state-changed'],
    ],
    [
      'pauses',
      accepted,
      { ...act, kind: 'transition', transition: 'pause', reason: 'hearing' },
      { version: 5, state: 'paused', pausedFrom: 'accepted', reason: 'hearing' },
      ['case.state-changed'],
    ],
    [
      'withdraws, and the case is archived',
      accepted,
      { ...act, kind: 'transition', transition: 'withdraw', reason: 'by-applicant' },
      { version: 6, state: 'withdrawn', closedAt: at },
      ['case.state-changed', 'file-record', 'case.archived'],
    ],
    [
      'takes a step',
      { ...accepted, state: 'review', decisions: decided(1) },
      { ...act, by: { ...by, role: 'reviewer' }, kind: 'decide', step: 'second-review', result: 'approve' },
      { version: 5, state: 'review' },
      ['case.decided'],
    ],
    [
      'takes the last step, and the case completes',
      granted,
      register,
      { version: 6, state: 'closed', closedAt: at },
      ['case.decided', ...completion],
    ],
    [
      'refuses, and the case is archived',
      granted,
      { ...register, result: 'refuse', reason: 'false-contract' },
      { version: 6, state: 'refused', reason: 'false-contract' },
      ['case.decided', 'file-record', 'case.archived'],
    ],
    [
      'accepts by silence',
      submitted,
      { ...late, kind: 'deadline-passed', deadline: 'acceptance' },
      { version: 5, state: 'accepted', acceptedAt: at },
      ['case.deadline-passed'],
    ],
    [
      'records a late decision',
      granted,
      { ...late, kind: 'deadline-passed', deadline: 'decision' },
      { version: 5, state: 'granted' },
      ['case.deadline-passed'],
    ],
    [
      'delivers',
      withdrawn,
      { ...act, kind: 'deliver', proof: content('delivery') },
      { version: 5, state: 'withdrawn', delivery: { at, proof: content('delivery') } },
      ['case.delivered'],
    ],
  ])('%s', (_, subject, given, after, kinds) => {
    const planned = plan(subject, matter, facts, given);
    expect(planned.case).toMatchObject(after);
    expect(kindsOf(planned)).toEqual(kinds);
    // Versions must be consecutive, and the last one must be the planned case.
    const versions = planned.effects.flatMap((effect) => ('case' in effect ? [effect.case] : []));
    expect(versions.map(({ version }) => version)).toEqual(
      versions.map((__, index) => (subject?.version ?? 0) + 1 + index),
    );
    expect(versions.at(-1)).toEqual(planned.case);
  });

  it.each<[string, Case | undefined, CaseAct, LedgerFacts, object]>([
    [
      'that opens, for a licence that is not there',
      undefined,
      { ...act, kind: 'open', number: 'T-0001', applicant: buyer, materials: materials() },
      { records: new Map(), licences: new Map() },
      { code: 'not-found' },
    ],
    [
      'that adds what was decided on',
      granted,
      { ...act, kind: 'add-materials', materials: [fee] },
      facts,
      { code: 'state-conflict', document: { field: 'body/materials/fee-receipt' } },
    ],
    [
      'that accepts, for a seizure',
      submitted,
      { ...act, kind: 'transition', transition: 'accept' },
      seized,
      { code: 'condition-unmet' },
    ],
    [
      'that ends, without a reason',
      submitted,
      { ...act, kind: 'transition', transition: 'withdraw' },
      facts,
      { code: 'command-malformed', document: { field: 'body/reason' } },
    ],
    ['that decides, for a seizure', granted, register, seized, { code: 'condition-unmet' }],
    [
      'that comes too late for silence',
      accepted,
      { ...act, kind: 'deadline-passed', deadline: 'acceptance' },
      facts,
      { code: 'state-conflict' },
    ],
    [
      'that delivers what has not ended',
      granted,
      { ...act, kind: 'deliver', proof: content('delivery') },
      facts,
      { code: 'state-conflict' },
    ],
    [
      'on a case that has ended',
      withdrawn,
      register,
      facts,
      { document: { detail: { state: 'withdrawn' } } },
    ],
  ])('refuses one %s', (_, subject, given, ledger, refusal) => {
    expect(thrown(() => plan(subject, matter, ledger, given))).toMatchObject(refusal);
  });

  it('completes by the given rule and facts', () => {
    const planned = plan(granted, matter, facts, register);
    expect(planned.case.outcome).toMatchObject({
      because: { case: submitted.id, matterVersion: 3, rule: digestOf(matter.completion) },
      facts: { missing: [], decisions: { register: 'approve' }, restrictions: { object: [] } },
      issued: [],
      changed: [sellerCertificate],
    });
    expect(planned.effects).toMatchObject([
      { case: { state: 'registered' }, event: { data: { from: 'granted', to: 'registered' } } },
      { record: { state: 'filed', case: submitted.id }, event: { data: { state: 'closed' } } },
      { licence: { type: licenceTypes.realEstate, holders: [buyer], validFrom: '2026-11-23' } },
      { licence: sellerCertificate, change: { to: 'cancelled', reason: 'transfer' } },
      { case: { state: 'closed' } },
    ]);
  });

  it('refuses with the first outcome that cannot happen', () => {
    const others = new Map([[sellerCertificate, { ...certificate, issuer: departments.eastMarket.code }]]);
    const planned = plan(granted, matter, { ...facts, licences: others }, register);
    expect(planned.effects[3]).toMatchObject({ kind: 'refuse', refusal: { code: 'not-competent' } });
    expect(planned.case.outcome?.changed).toEqual([]);
  });

  it('does not mutate its arguments', () => {
    const before = structuredClone(granted);
    plan(granted, matter, facts, register);
    expect(granted).toEqual(before);
  });

  it('throws when facts were not gathered, rather than assuming there are none', () => {
    const { restrictions, ...nothing } = facts;
    expect(restrictions).toBeDefined();
    expect(() => plan(granted, matter, nothing, register)).toThrow('not gathered');
  });
});

it('needs facts only where there are conditions', () => {
  const pause = { ...act, kind: 'transition', transition: 'pause' } as const;
  const resume = { ...act, kind: 'transition', transition: 'resume' } as const;
  const add = { ...act, kind: 'add-materials', materials: [fee] } as const;
  const overdue = { ...act, kind: 'deadline-passed', deadline: 'decision' } as const;
  const silence = { ...act, kind: 'deadline-passed', deadline: 'acceptance' } as const;
  const paused: Case = { ...accepted, state: 'paused', pausedFrom: 'accepted' };
  const asked = [
    [granted, register],
    [paused, resume],
    [accepted, add],
    [accepted, overdue],
    [submitted, silence],
  ] as const;
  const notAsked = [
    [accepted, pause],
    [accepted, resume],
    [submitted, add],
    [submitted, overdue],
    [accepted, silence],
  ] as const;
  for (const [subject, given] of asked) expect(asksConditions(subject, given)).toBe(true);
  for (const [subject, given] of notAsked) expect(asksConditions(subject, given)).toBe(false);
});
