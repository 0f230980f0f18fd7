// SPDX-License-Identifier: Apache-2.0
import { revokeLicence } from '../licence/commands';
import { publishMatter } from '../matter/commands';
import { encode } from '../ledger/codec';
import { splitTableKey, tableKey } from '../ledger/table';
import { dateOf } from '../ledger/time';
import type { Role } from '../membership/roles';
import { businessLicence } from '../sample/company-setup';
import { departments } from '../sample/registry';
import {
  application,
  companySetup,
  competent,
  given,
  JointCase,
  newborn,
  officerAt,
  publishJoint,
  publishJointMatters,
  shipped,
} from '../testing/joint';
import type { Competent } from '../testing/joint';
import { falsePromise } from '../testing/promise';
import { content } from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import type { BodyOf, Given, World } from '../testing/world';
import {
  accessCase,
  addMaterials,
  caseContentArrived,
  deliverCase,
  openCase,
  transitionCase,
} from './commands';
import { contentsGiven } from './contents';
import { creditSubjectOf } from './credit';
import { recordCredit } from './credit-commands';
import type { Case } from './model';

let world: World;
let joint: JointCase;
useWorld(
  (fresh) => {
    world = fresh;
    joint = new JointCase(world, joint.id);
  },
  async (base) => {
    await publishJointMatters(base);
    joint = await JointCase.open(base, companySetup);
  },
);

const places = {
  registration: 'market',
  tax: 'tax',
  'social-insurance': 'labour',
  seals: 'police',
} as const satisfies Record<string, Competent>;
type Part = keyof typeof places;

function idOf(part: Part): string {
  return joint.partId(part, places[part]);
}
function complete(part: Part): Promise<Given> {
  return joint.complete(idOf(part), places[part]);
}
async function reached(...parts: Part[]): Promise<void> {
  for (const part of parts) await joint.untilLast(idOf(part), places[part]);
}
function refused(given: Promise<unknown>): Promise<unknown> {
  return given.then(
    () => 'not refused',
    (error: unknown) => (error as { refusal?: { code: string } }).refusal?.code,
  );
}

describe('a joint case', () => {
  it('takes no promise at its window from whom a false one stands against, and takes the proof', async () => {
    const clerk = await officerAt(world, 'market', 'acceptor');
    const handedIn = (number: string, form: 'promise' | 'content'): BodyOf<typeof openCase> => {
      const { materials, ...others } = application(newborn, number, 'marriage-certificate');
      const source = form === 'promise' ? { promise: content('form') } : { content: content('form') };
      return { ...others, materials: [...materials, { code: 'marriage-certificate', source }] };
    };
    const first = await world.give(clerk, openCase, handedIn('J-0007', 'promise'));
    const { applicant } = handedIn('J-0007', 'promise');
    await world.give(await officerAt(world, 'market', 'decider'), recordCredit, {
      ...falsePromise(first.done.result.id),
      on: creditSubjectOf(applicant),
      material: 'marriage-certificate',
    });
    expect(await world.refusal(clerk, openCase, handedIn('J-0008', 'promise'))).toMatchObject({
      code: 'condition-unmet',
      detail: { credit: ['false-promise'] },
    });
    await world.give(clerk, openCase, handedIn('J-0009', 'content'));
  });

  it('begins what waits for nothing, and gives the next parts what a part has issued', async () => {
    expect(await joint.read()).toMatchObject({ schema: 2, state: 'accepted', version: 1 });
    expect(await joint.statuses()).toEqual({ registration: 'running' });
    expect(await joint.read(idOf('registration'))).toMatchObject({
      organisation: 'east',
      department: departments.eastMarket.code,
      state: 'submitted',
      partOf: { case: joint.id, part: 'registration' },
      materials: ['application', 'identity', 'address', 'articles'].map(given),
    });
    const { events } = await complete('registration');
    const { outcome } = await joint.read(idOf('registration'));
    expect(await joint.statuses()).toEqual({
      registration: 'closed',
      tax: 'running',
      'social-insurance': 'running',
    });
    const [licence = ''] = outcome?.issued ?? [];
    expect(licence).toContain(businessLicence);
    const tax = await joint.read(idOf('tax'));
    expect(tax).toMatchObject({ organisation: 'west', department: competent.tax.code, state: 'submitted' });
    expect(tax.materials).toEqual([
      { code: 'business-licence', source: { licence } },
      { code: 'information', source: { content: content('application') } },
      given('bank-account'),
    ]);
    expect(events.filter(({ type }) => type === 'case.part-changed')).toMatchObject([
      { subject: { id: joint.id }, data: { part: 'registration', status: 'closed' } },
      { data: { part: 'tax', status: 'running', case: idOf('tax') } },
      { data: { part: 'social-insurance', status: 'running' } },
    ]);
    expect(await joint.read()).toMatchObject({ version: 1 });
  });

  it('ends in the transaction in which its last part ends, with one record that refers to theirs', async () => {
    for (const part of ['registration', 'tax', 'social-insurance'] as const) await complete(part);
    expect(await joint.read()).toMatchObject({ state: 'accepted', version: 1 });
    const { events } = await complete('seals');
    const ended = await joint.read();
    expect(ended).toMatchObject({ state: 'closed', version: 2, outcome: { issued: [] } });
    expect(ended.parts?.map(({ code, status }) => [code, status])).toEqual(
      Object.keys(places).map((code) => [code, 'closed']),
    );
    const parts = await Promise.all((Object.keys(places) as Part[]).map((part) => joint.read(idOf(part))));
    const records = parts.map(({ record }) => record);
    expect(ended.parts?.map(({ record }) => record)).toEqual(records);
    expect(await world.query('query:record', ended.record ?? '')).toMatchObject({
      case: joint.id,
      department: departments.eastMarket.code,
      category: 'XK·QY',
      references: records,
    });
    expect(events.map(({ type, subject }) => [type, subject.id === joint.id])).toContainEqual([
      'case.completed',
      true,
    ]);
    const deliver = { proof: content('delivery') };
    const acceptor = await officerAt(world, 'market', 'acceptor');
    await joint.act(joint.id, acceptor, deliverCase, deliver);
    expect(await joint.read()).toMatchObject({ state: 'closed', version: 3 });
  });

  it('gives a part its files, whose arrival its organisation records', async () => {
    await complete('registration');
    const { eastSystem, westSystem } = world.officers;
    const tax = await joint.read(idOf('tax'));
    const [information, account] = ['application', 'bank-account'].map((text) => content(text));
    const matter = { ...companySetup, schema: 1, version: 1, proposal: '' } as const;
    const files = contentsGiven(await joint.read(), matter, 'tax');
    expect(files.map(({ digest }) => digest)).toEqual([information?.digest, account?.digest]);
    expect(contentsGiven(await joint.read(), matter, 'nobody')).toEqual([]);
    const { parts: _, ...single } = matter;
    expect(contentsGiven(tax, single, 'tax')).toEqual([]);
    const digests = files.map(({ digest }) => digest);
    const { events } = await world.give(westSystem, caseContentArrived, { id: tax.id, digests });
    expect(events).toMatchObject([
      {
        type: 'case.content-arrived',
        subject: { kind: 'case', id: tax.id },
        data: { organisation: 'west', digests },
      },
    ]);
    const ofAnother = await world.refusal(eastSystem, caseContentArrived, { id: tax.id, digests });
    expect(ofAnother).toMatchObject({ code: 'not-competent' });
    // Nor one that the department of the part names itself: the window never had it, and would miss it for ever.
    const own = content('never-handed-in');
    const materials = [{ code: 'information', source: { content: own } }];
    await joint.act(tax.id, await officerAt(world, 'tax', 'acceptor'), addMaterials, { materials });
    for (const { digest } of [content('address'), own]) {
      const unknown = { id: tax.id, digests: [digest] };
      expect(await world.refusal(westSystem, caseContentArrived, unknown)).toMatchObject({
        code: 'not-found',
        field: 'body/digests',
      });
    }
    const whole = { id: joint.id, digests };
    expect(await world.refusal(eastSystem, caseContentArrived, whole)).toMatchObject({ code: 'not-found' });
  });

  it('leaves out what nobody has asked for', async () => {
    const other = await JointCase.open(world, companySetup, 'J-0002', 'seal-application');
    for (const part of ['registration', 'social-insurance', 'tax'] as const) {
      await other.complete(other.partId(part, places[part]), places[part]);
    }
    const ended = await other.read();
    expect(ended).toMatchObject({ state: 'closed' });
    expect(ended.parts?.at(-1)).toEqual({
      code: 'seals',
      department: competent.police.code,
      matterVersion: 1,
      status: 'skipped',
    });
  });

  it('gives a record where nothing is issued: a child is entered, insured and gets a card', async () => {
    const child = await JointCase.open(world, newborn, 'J-0003');
    const at = (code: string, place: Competent): string => child.partId(code, place, newborn);
    await child.complete(at('birth-certificate', 'health'), 'health');
    await child.complete(at('household', 'police'), 'police');
    const { record } = await child.read(at('household', 'police'));
    expect((await child.read(at('social-card', 'labour'))).materials[0]).toEqual({
      code: 'household-entry',
      source: { record },
    });
    await child.refuse(at('social-card', 'labour'), 'labour');
    await child.complete(at('medical-insurance', 'medical'), 'medical');
    expect(await child.read()).toMatchObject({ state: 'closed', version: 2 });
  });
});

/** One line for each fault: what happens, and what then stands of parts and whole. */
const faults: [string, () => Promise<unknown>, Partial<Case>, Record<string, string>][] = [
  [
    'a part that is refused: what waits for it never begins',
    () => joint.refuse(idOf('registration'), 'market'),
    { state: 'terminated' },
    { registration: 'refused' },
  ],
  [
    'a part that is not accepted',
    () => joint.transition(idOf('registration'), 'market', 'not-accept'),
    { state: 'terminated' },
    { registration: 'not-accepted' },
  ],
  [
    'a part that is terminated',
    () => joint.transition(idOf('registration'), 'market', 'terminate'),
    { state: 'terminated' },
    { registration: 'terminated' },
  ],
  [
    'the only part that has begun is withdrawn',
    () => joint.transition(idOf('registration'), 'market', 'withdraw'),
    { state: 'withdrawn' },
    { registration: 'withdrawn' },
  ],
  [
    'a later part is refused: others go to their end, and the whole is not done',
    async () => {
      await complete('registration');
      await joint.refuse(idOf('tax'), 'tax');
      await complete('social-insurance');
    },
    { state: 'terminated' },
    { registration: 'closed', tax: 'refused', 'social-insurance': 'closed' },
  ],
  [
    'a department that never answers: silence has accepted its part, and that is not late',
    async () => {
      await complete('registration');
      world.now = '2026-12-10T01:00:00.000Z';
      await joint.late(idOf('tax'), 'tax', 'acceptance');
    },
    { state: 'accepted', version: 1 },
    { registration: 'closed', tax: 'running', 'social-insurance': 'running' },
  ],
  [
    'a department that decides nothing in time: others need not wait for it',
    async () => {
      await complete('registration');
      await joint.transition(idOf('tax'), 'tax', 'accept');
      world.now = '2026-12-10T01:00:00.000Z';
      await joint.late(idOf('tax'), 'tax', 'decision');
    },
    { state: 'accepted', version: 1 },
    { registration: 'closed', tax: 'late', 'social-insurance': 'running', seals: 'running' },
  ],
  [
    'a late part that ends after all',
    async () => {
      await complete('registration');
      await joint.untilLast(idOf('tax'), 'tax');
      world.now = '2026-12-10T01:00:00.000Z';
      await joint.late(idOf('tax'), 'tax', 'decision');
      await complete('seals');
      await complete('social-insurance');
      await joint.last(idOf('tax'), 'tax');
    },
    { state: 'closed', version: 2 },
    { registration: 'closed', tax: 'closed', 'social-insurance': 'closed', seals: 'closed' },
  ],
  [
    'the joint case is withdrawn before anything is decided',
    () => joint.transition(joint.id, 'market', 'withdraw'),
    { state: 'withdrawn', reason: 'withdrawn-by-applicant' },
    { registration: 'withdrawn', tax: 'skipped', 'social-insurance': 'skipped', seals: 'skipped' },
  ],
  [
    'it is withdrawn while parts run: what has ended stays',
    async () => {
      await complete('registration');
      await reached('tax');
      await joint.transition(joint.id, 'market', 'withdraw');
    },
    { state: 'terminated' },
    { registration: 'closed', tax: 'withdrawn', 'social-insurance': 'withdrawn', seals: 'skipped' },
  ],
];

describe('every fault has one result', () => {
  it.each(faults)('%s', async (_, run, whole, parts) => {
    await run();
    expect(await joint.read()).toMatchObject(whole);
    expect(await joint.statuses()).toEqual(parts);
    const { state, record } = await joint.read();
    expect(record === undefined).toBe(state === 'accepted');
  });

  it('a licence revoked in between stops every decision that rests on it', async () => {
    await complete('registration');
    await reached('social-insurance');
    const { outcome } = await joint.read(idOf('registration'));
    await world.give(await officerAt(world, 'market', 'decider'), revokeLicence, {
      identifier: outcome?.issued[0] ?? '',
      version: 1,
      reason: 'inspection',
      basis: 'archives-law:9',
      kind: 'annulment',
    });
    expect(await refused(joint.transition(idOf('tax'), 'tax', 'accept'))).toBe('condition-unmet');
    expect(await refused(joint.last(idOf('social-insurance'), 'labour'))).toBe('condition-unmet');
    await joint.transition(joint.id, 'market', 'withdraw');
    expect(await joint.read()).toMatchObject({ state: 'terminated' });
    expect(await joint.statuses()).toEqual({
      registration: 'closed',
      tax: 'withdrawn',
      'social-insurance': 'withdrawn',
      seals: 'skipped',
    });
  });

  it('a part whose outcome cannot happen stays as it was, and nothing begins by it', async () => {
    await reached('registration');
    const before = [await joint.read(), await joint.read(idOf('registration')), await joint.statuses()];
    const issuer = departments.eastMarket.code;
    const until = dateOf(world.now);
    const end = { kind: 'authority-end', issuer, licenceType: businessLicence, until } as const;
    await publishJoint(world, 'authority-ends', [end]);
    world.now = new Date(Date.parse(world.now) + 24 * 3_600_000).toISOString();
    expect(await refused(joint.last(idOf('registration'), 'market'))).toBe('authority-missing');
    const after = [await joint.read(), await joint.read(idOf('registration')), await joint.statuses()];
    expect(after).toEqual(before);
  });

  it('what is granted is not withdrawn with the rest: it goes to its end', async () => {
    const registration = shipped('company-registration');
    const gazette = { code: 'gazette', name: '公告', required: false, accepts: ['content' as const] };
    const definition = {
      ...registration,
      materials: [...registration.materials, gazette],
      completion: { all: [registration.completion, { material: 'gazette' }] },
    };
    await publishJoint(world, 'gazetted', [{ kind: 'matter', definition }]);
    const other = await JointCase.open(world, companySetup, 'J-0002');
    const id = other.partId('registration', 'market');
    await other.untilLast(id, 'market');
    await other.last(id, 'market');
    expect(await other.read(id)).toMatchObject({ state: 'registered' });
    await other.transition(other.id, 'market', 'withdraw');
    expect(await other.read()).toMatchObject({ state: 'accepted', version: 1 });
    expect(await other.statuses()).toEqual({
      registration: 'running',
      tax: 'skipped',
      'social-insurance': 'skipped',
      seals: 'skipped',
    });
    expect(await refused(other.transition(other.id, 'market', 'withdraw'))).toBe('state-conflict');
    await other.transition(id, 'market', 'terminate', 'decider');
    expect(await other.read()).toMatchObject({ state: 'terminated' });
  });
});

describe('two parts', () => {
  /** What a transaction reads and writes, on the ledger as it is. */
  async function keysOf(act: (on: JointCase) => Promise<Given>): Promise<[Set<string>, Set<string>]> {
    const other = world.fork();
    const { effects } = await act(joint.in(other));
    return [new Set(effects.reads.map(([key]) => key)), new Set(effects.writes.map(([key]) => key))];
  }
  function meetings(
    [reads]: [Set<string>, unknown],
    [, writes]: [unknown, Set<string>],
  ): (string | undefined)[] {
    return [...reads].filter((key) => writes.has(key)).map((key) => splitTableKey(key)?.table);
  }

  it('that end in one block do not meet while a third runs', async () => {
    await complete('registration');
    await reached('tax', 'social-insurance');
    world.now = '2026-12-10T01:00:00.000Z';
    await joint.late(idOf('tax'), 'tax', 'decision');
    expect(await joint.statuses()).toMatchObject({ seals: 'running' });
    const tax = await keysOf((on) => on.last(idOf('tax'), 'tax'));
    const labour = await keysOf((on) => on.last(idOf('social-insurance'), 'labour'));
    expect([meetings(tax, labour), meetings(labour, tax)]).toEqual([[], []]);
  });

  it('that are the last two are told apart by the ledger, and the second one ends the joint case', async () => {
    await complete('registration');
    await complete('tax');
    await reached('social-insurance', 'seals');
    const [labour, police] = [
      await keysOf((on) => on.last(idOf('social-insurance'), 'labour')),
      await keysOf((on) => on.last(idOf('seals'), 'police')),
    ];
    // Neither has seen the other: whichever comes second is voided and run again.
    expect([meetings(labour, police), meetings(police, labour)]).toEqual([['case-part'], ['case-part']]);
    await joint.last(idOf('seals'), 'police');
    expect(await joint.read()).toMatchObject({ state: 'accepted', version: 1 });
    await joint.last(idOf('social-insurance'), 'labour');
    expect(await joint.read()).toMatchObject({ state: 'closed', version: 2 });
  });

  it('never write the joint case before the last one, whatever is done in them', async () => {
    const [, registration] = await keysOf((on) => on.complete(idOf('registration'), 'market'));
    const tables = [...registration].map((key) => splitTableKey(key));
    expect(tables.filter((key) => key?.table === 'case' && key.parts[0] === joint.id)).toEqual([]);
    await complete('registration');
    await reached('tax');
    const [reads] = await keysOf((on) => on.transition(idOf('social-insurance'), 'labour', 'accept'));
    expect([...reads].map((key) => splitTableKey(key)?.table)).not.toContain('case-part');
  });
});

describe('nobody else', () => {
  it('opens a case under the number of a part', async () => {
    const acceptor = await officerAt(world, 'tax', 'acceptor');
    for (const number of [`${joint.id}-02`, `${joint.id}-99`]) {
      const body = { ...application(companySetup, number), matter: '99073000100101' };
      expect(await world.refusal(acceptor, openCase, body)).toMatchObject({
        code: 'command-malformed',
        field: 'body/number',
      });
    }
  });

  it.each<[Competent, Role]>([
    ['tax', 'acceptor'],
    ['police', 'acceptor'],
    ['labour', 'acceptor'],
  ])('acts on a part: %s does not', async (at, role) => {
    expect(await refused(joint.transition(idOf('registration'), at, 'accept', role))).toBe('not-competent');
    expect(await refused(joint.transition(joint.id, at, 'withdraw', role))).toBe('not-competent');
    const read = { id: idOf('registration'), content: content('application').digest };
    expect(await world.refusal(await officerAt(world, at, role), accessCase, read)).toMatchObject({
      code: 'not-competent',
    });
  });

  it('does anything to a joint case but withdraw it', async () => {
    const none = { code: 'state-conflict' };
    const acceptor = await officerAt(world, 'market', 'acceptor');
    const reviewer = await officerAt(world, 'market', 'reviewer');
    const at = { id: joint.id, version: 1 };
    const pause = { ...at, transition: 'pause', reason: 'hearing' } as const;
    expect(await world.refusal(reviewer, transitionCase, pause)).toMatchObject(none);
    expect(await refused(joint.add(joint.id, 'market', given('articles')))).toBe(none.code);
    expect(await refused(joint.late(joint.id, 'market', 'decision'))).toBe(none.code);
    const step = { code: 'examine', role: 'reviewer' } as const;
    expect(await refused(joint.decide(joint.id, 'market', step, 'approve'))).toBe(none.code);
    expect(await world.refusal(acceptor, transitionCase, { ...at, transition: 'withdraw' })).toMatchObject({
      code: 'command-malformed',
      field: 'body/reason',
    });
    await joint.transition(joint.id, 'market', 'withdraw');
    expect(await refused(joint.transition(joint.id, 'market', 'withdraw'))).toBe(none.code);
  });

  it("reports a time limit of another department's joint case: it has none, running or withdrawn", async () => {
    world.now = '2026-12-09T01:00:00.000Z';
    expect(await refused(joint.late(joint.id, 'tax', 'acceptance'))).toBe('not-competent');
    await joint.transition(joint.id, 'market', 'withdraw');
    expect(await refused(joint.late(joint.id, 'tax', 'acceptance'))).toBe('not-competent');
  });

  it('publishes a joint matter alone', async () => {
    const { governors } = world;
    const definition = { ...companySetup, id: '99010000100102' };
    expect(await world.refusal(governors.east, publishMatter, { definition })).toMatchObject({
      code: 'not-competent',
    });
    expect(
      await world.refusal(governors.east, publishMatter, { definition: { ...definition, owner: 'east' } }),
    ).toMatchObject({ code: 'command-malformed', field: 'body/definition/owner' });
  });
});

describe('consent', () => {
  const id = '99010000100109';
  const definition = { ...companySetup, id };

  it('of an organisation is asked before its departments are given anything, and may come later', async () => {
    // West proposes, archives and audit approve: a majority, without east, whose departments register companies.
    await publishJoint(world, 'without-east', [{ kind: 'matter', definition }], ['archives', 'audit']);
    const acceptor = await officerAt(world, 'tax', 'acceptor');
    const body = application(definition, 'J-0009');
    expect(await world.refusal(acceptor, openCase, body)).toMatchObject({
      code: 'not-competent',
      field: 'body/matter',
      message: expect.stringContaining('east has not approved') as string,
    });
    const own = await officerAt(world, 'market', 'acceptor');
    expect(await world.refusal(own, openCase, body)).toMatchObject({ code: 'not-competent' });
    const later = await world.approve(world.governors.east, 'without-east');
    expect(later.done.result).toMatchObject({ status: 'effective' });
    expect(later.events.map(({ type }) => type)).toEqual(['registry.approved']);
    await world.give(acceptor, openCase, body);
  });

  it('is given once, and to no other proposal after it took effect', async () => {
    await publishJoint(world, 'with-east', [{ kind: 'matter', definition }]);
    expect(await refused(world.approve(world.governors.east, 'with-east'))).toBe('already-exists');
    expect(await refused(world.approve(world.governors.audit, 'joint-groundwork'))).toBe('state-conflict');
  });

  it('of the organisation that a department has gone to is asked when its part begins', async () => {
    const moved = { ...competent.tax, organisation: 'audit' };
    await publishJoint(world, 'moved', [moved]);
    await complete('registration');
    expect(await joint.statuses()).toEqual({
      registration: 'closed',
      tax: 'skipped',
      'social-insurance': 'running',
    });
    await complete('social-insurance');
    expect(await joint.read()).toMatchObject({ state: 'terminated' });
  });
});

it('a part takes no case that had its number before such numbers were kept for parts', async () => {
  const old = { ...(await joint.read(idOf('registration'))), schema: 1, id: idOf('tax'), partOf: undefined };
  world.ledger.state.set(tableKey('case', [old.id]), encode(old));
  await complete('registration');
  expect(await joint.statuses()).toMatchObject({ tax: 'skipped', 'social-insurance': 'running' });
  expect(await joint.read(old.id)).toMatchObject({ matter: '00013112700401', version: 1 });
});

it('a joint matter is refused whose part does not fit its matter, or is to go to nobody', async () => {
  const [registration, ...others] = companySetup.parts ?? [];
  if (registration === undefined) throw new Error('the matter has parts');
  const propose = (id: string, more: object): Promise<unknown> =>
    refused(
      publishJoint(world, id, [
        {
          kind: 'matter',
          definition: {
            ...companySetup,
            id: '99010000100109',
            parts: [{ ...registration, ...more }, ...others],
          },
        },
      ]),
    );
  expect(await propose('misfit', { matter: '99201400200101' })).toBe('command-malformed');
  expect(await propose('nobody', { departments: ['119999990000001742'] })).toBe('not-found');
});

it('a joint case goes on under the matters of its opening; a new one is refused where one fits no more', async () => {
  const tax = shipped('tax-registration');
  const changed = { ...tax, materials: tax.materials.filter(({ code }) => code !== 'bank-account') };
  const [confirm, register] = tax.steps;
  if (confirm === undefined || register === undefined) throw new Error('the matter has two steps');
  const definition = { ...changed, steps: [confirm, { ...register, requires: undefined }] };
  await publishJoint(world, 'replaced', [{ kind: 'matter', definition }]);
  const acceptor = await officerAt(world, 'market', 'acceptor');
  expect(await world.refusal(acceptor, openCase, application(companySetup, 'J-0007'))).toMatchObject({
    code: 'state-conflict',
    message: 'the part tax does not fit its matter 99073000100101',
  });
  await complete('registration');
  expect(await joint.read(idOf('tax'))).toMatchObject({ matterVersion: 1 });
  await complete('tax');
  expect(await joint.statuses()).toMatchObject({ tax: 'closed', seals: 'running' });
});

it('an opening is refused where nobody is competent, a matter no longer fits, or nothing would begin', async () => {
  const acceptor = await officerAt(world, 'market', 'acceptor');
  const west = { ...departments.eastMarket, region: '999998' };
  const elsewhere = world.fork();
  await publishJoint(elsewhere, 'moved-away', [west]);
  expect(await elsewhere.refusal(acceptor, openCase, application(companySetup, 'J-0006'))).toMatchObject({
    code: 'not-competent',
    detail: { part: 'registration', region: '999998' },
  });
  const lacking = application(companySetup, 'J-0006', 'articles');
  expect(await world.refusal(acceptor, openCase, lacking)).toMatchObject({ code: 'material-missing' });
});
