// SPDX-License-Identifier: Apache-2.0
import { registerOfficer, revokeOfficer } from './officer-commands';
import { proposalDigest } from './proposal';
import { approveProposal, proposeChange, withdrawProposal } from './proposal-commands';
import { foundingCommand } from './found';
import type { FoundBody } from './found';
import type { RegistryChange } from './model';
import { departments, licenceTypes, organisations, registryChanges } from '../sample/registry';
import type { DemoOfficer } from '../sample/registry';
import { realEstateTransfer } from '../sample/matters';
import { limits } from '../ledger/limits';
import { tableKey } from '../ledger/table';
import { negatedKeys, newKeys, TestAuthority } from '../testing/test-authority';
import { refusalOf, World } from '../testing/world';
import type { Actor, Given } from '../testing/world';

let empty: World;
let founded: World;
let base: World;
let world: World;
beforeAll(async () => {
  empty = await World.empty();
  founded = empty.fork();
  for (const id of ['archives', 'east', 'west', 'audit'] as const) await founded.found(id);
  base = await World.create();
});

const licenceType = {
  kind: 'licence-type' as const,
  code: '11999999000000019M009',
  name: '样证',
  statuses: ['in-force' as const],
};
const department = { ...departments.eastLand, code: '91999999000000086B', name: '样局' };

describe('founding', () => {
  beforeEach(() => {
    world = empty.fork();
  });

  const bodyOf = (changed: Partial<FoundBody> = {}): FoundBody => ({
    id: 'east',
    name: organisations.east,
    caCertificate: world.authorities.east.certificate,
    governor: world.governors.east.signer.certificate,
    ...changed,
  });

  it('registers organisation and governor, and makes the organisation a member', async () => {
    const { done, events } = await world.found('east');
    const certificate = world.governors.east.signer.fingerprint;
    expect(done.result).toEqual({ organisation: 'east', officer: 'east-governor', certificate });
    expect(events.map(({ type }) => type)).toEqual(['organisation.founded', 'officer.registered']);
    await world.found('west');
    expect(await world.query('query:membership')).toEqual({
      schema: 1,
      network: 'guidang',
      organisations: ['east', 'west'],
    });
    expect(await world.query('query:officer', certificate)).toMatchObject({
      roles: ['governor'],
      status: 'active',
    });
  });

  it('is refused a second time', async () => {
    await world.found('east');
    expect(await refusalOf(() => world.found('east'))).toMatchObject({
      code: 'already-exists',
      field: 'body/id',
    });
  });

  it.each<[string, string, () => FoundBody | Promise<FoundBody>]>([
    [
      'a certificate of another CA',
      'certificate-invalid',
      () => bodyOf({ governor: world.governors.west.signer.certificate }),
    ],
    [
      'another CA than its gateway has',
      'carrier-mismatch',
      () => bodyOf({ caCertificate: world.authorities.west.certificate }),
    ],
    ["another organisation's name", 'carrier-mismatch', () => bodyOf({ id: 'west' })],
    ['no certificate', 'certificate-invalid', () => bodyOf({ caCertificate: 'none' })],
    ['no certificate for its governor', 'certificate-invalid', () => bodyOf({ governor: '' })],
    ['a name that is none', 'command-malformed', () => bodyOf({ id: 'East!' })],
    [
      'a root that is no CA',
      'certificate-invalid',
      async () => bodyOf({ caCertificate: (await TestAuthority.create('east', { ca: false })).certificate }),
    ],
    [
      'a root that another has signed',
      'certificate-invalid',
      () => bodyOf({ caCertificate: world.governors.east.signer.certificate }),
    ],
  ])('is refused with %s', async (_, code, body) => {
    expect(await world.refusal(world.governors.east, foundingCommand, await body())).toMatchObject({ code });
  });

  it('is refused to a signer other than the named governor, or without that role', async () => {
    const officer = world.officers.eastRegistrar;
    expect(await world.refusal(officer, foundingCommand, bodyOf())).toMatchObject({ code: 'role-missing' });
    const body = bodyOf({ governor: officer.signer.certificate });
    expect(await world.refusal(officer, foundingCommand, body)).toMatchObject({ code: 'role-missing' });
  });

  it.each<[string, Partial<DemoOfficer>]>([
    ['further roles', { roles: ['governor', 'decider'] }],
    ["another organisation's department", { department: departments.westLand.code }],
    ['its own department, which nobody has entered', { department: departments.eastLand.code }],
  ])('is refused to a first governor with %s', async (_, more) => {
    const governor = await world.enrol({ ...world.governors.east, ...more });
    const body = bodyOf({ governor: governor.signer.certificate });
    expect(await world.refusal(governor, foundingCommand, body)).toMatchObject({
      code: 'not-competent',
      field: 'body/governor',
    });
  });

  it.each([
    ['another channel', { channel: 'other' }, 'wrong-ledger'],
    ["a role that is not a governor's", { role: 'auditor' as const }, 'role-missing'],
    ['an old signature', { issuedAt: '2026-11-20T00:00:00.000Z' }, 'command-expired'],
  ])('is refused with %s', async (_, options, code) => {
    expect(await world.refusal(world.governors.east, foundingCommand, bodyOf(), options)).toMatchObject({
      code,
    });
  });

  it('is refused for another network than the first founding named', async () => {
    await world.found('west');
    expect(
      await world.refusal(world.governors.east, foundingCommand, bodyOf(), { network: 'other' }),
    ).toMatchObject({ code: 'wrong-ledger' });
  });

  it('is refused with a forged signature', async () => {
    const jws = world.sign(world.governors.east, foundingCommand, bodyOf());
    const forged = `${jws.slice(0, -9)}${jws.slice(-9).startsWith('A') ? 'B' : 'A'}${jws.slice(-8)}`;
    expect(await world.refusalOfJws(forged, 'registry:found', 'east')).toMatchObject({
      code: 'signature-invalid',
    });
  });
});

describe('consent', () => {
  beforeEach(() => {
    world = founded.fork();
  });

  it('takes effect exactly at the third of four approvals', async () => {
    const { archives, east, west, audit } = world.governors;
    const states: unknown[] = [];
    const look = async (): Promise<void> => {
      const known = await world.query('query:department', departments.eastLand.code);
      states.push(known === null ? 'unknown' : 'known');
    };
    const proposed = await world.give(east, proposeChange, { id: 'p', changes: registryChanges });
    await look();
    const second = await world.approve(archives, 'p');
    await look();
    const third = await world.approve(west, 'p');
    await look();
    expect(states).toEqual(['unknown', 'unknown', 'known']);
    expect([proposed, second, third].map(({ done }) => done.result)).toEqual([
      { id: 'p', status: 'open', approvals: 1 },
      { id: 'p', status: 'open', approvals: 2 },
      { id: 'p', status: 'effective', approvals: 3 },
    ]);
    expect(third.events.map(({ type }) => type)).toEqual([
      'registry.approved',
      ...Array.from({ length: 5 }, () => 'department.entered'),
      ...Array.from({ length: 2 }, () => 'licence-type.entered'),
      ...Array.from({ length: 3 }, () => 'authority.entered'),
      ...Array.from({ length: 6 }, () => 'restriction-authority.entered'),
      ...Array.from({ length: 2 }, () => 'calendar.entered'),
      ...Array.from({ length: 2 }, () => 'fonds.entered'),
    ]);
    expect(
      await world.refusal(audit, approveProposal, { id: 'p', digest: await world.proposed('p') }),
    ).toMatchObject({
      code: 'state-conflict',
    });
    expect(await world.query('query:proposal', 'p')).toMatchObject({
      version: 3,
      status: 'effective',
      approvals: [{ organisation: 'east' }, { organisation: 'archives' }, { organisation: 'west' }],
    });
  });

  it('names the content that it is given to: under a name that was taken first, other content is not approved', async () => {
    const { east, west, archives } = world.governors;
    const meant = { id: 'p', changes: [licenceType] };
    await world.give(west, proposeChange, { id: 'p', changes: [{ ...licenceType, name: '另一种' }] });
    expect(
      await world.refusal(east, approveProposal, { id: 'p', digest: proposalDigest(meant) }),
    ).toMatchObject({ code: 'state-conflict', field: 'body/digest' });
    await world.give(west, withdrawProposal, { id: 'p' });
    expect(
      await world.refusal(archives, approveProposal, { id: 'p', digest: proposalDigest(meant) }),
    ).toMatchObject({ code: 'state-conflict' });
    await world.give(east, proposeChange, meant);
    await world.give(archives, approveProposal, { id: 'p', digest: proposalDigest(meant) });
    expect(await world.query('query:proposal', 'p')).toMatchObject({ version: 4, status: 'open' });
  });

  it('lapses; then the name is free again', async () => {
    const { east, west } = world.governors;
    await world.give(east, proposeChange, { id: 'p', changes: [licenceType] });
    const digest = await world.proposed('p');
    world.now = '2027-02-21T00:00:00.000Z';
    expect(await world.refusal(west, proposeChange, { id: 'p', changes: [licenceType] })).toMatchObject({
      code: 'already-exists',
    });
    world.now = '2027-02-23T00:00:00.000Z';
    expect(await world.refusal(west, approveProposal, { id: 'p', digest })).toMatchObject({
      code: 'state-conflict',
    });
    await world.give(west, proposeChange, { id: 'p', changes: [licenceType] });
  });

  it('counts no more when its officer was ended since', async () => {
    const { east, west, archives, audit } = world.governors;
    const { fingerprint: certificate } = west.signer;
    await world.give(west, proposeChange, { id: 'p', changes: [licenceType] });
    await world.give(east, proposeChange, {
      id: 'end',
      changes: [{ kind: 'officer-revocation', certificate, reason: 'stolen-key' }],
    });
    await world.approve(archives, 'end');
    await world.approve(audit, 'end');
    await world.approve(archives, 'p');
    expect((await world.approve(audit, 'p')).done.result).toMatchObject({ status: 'open', approvals: 3 });
    expect((await world.fork().approve(east, 'p')).done.result).toMatchObject({ status: 'effective' });
  });

  it('of an ended officer leaves the organisation its voice', async () => {
    const { east, west, archives } = world.governors;
    const other = await world.enrol({ ...west, id: 'west-governor-2' });
    await world.register(other);
    await world.give(west, proposeChange, { id: 'p', changes: [licenceType] });
    await world.give(other, revokeOfficer, { certificate: west.signer.fingerprint, reason: 'stolen-key' });
    await world.approve(archives, 'p');
    await world.approve(east, 'p');
    expect((await world.approve(other, 'p')).done.result).toMatchObject({ status: 'effective' });
  });

  it('counts once per organisation', async () => {
    const { east } = world.governors;
    await world.give(east, proposeChange, { id: 'p', changes: [licenceType] });
    expect(
      await world.refusal(east, approveProposal, { id: 'p', digest: await world.proposed('p') }),
    ).toMatchObject({
      code: 'already-exists',
    });
    const other = await world.enrol({ ...east, id: 'east-governor-2' });
    await world.register(other);
    expect(
      await world.refusal(other, approveProposal, { id: 'p', digest: await world.proposed('p') }),
    ).toMatchObject({
      code: 'already-exists',
    });
  });

  it('is refused for an unknown proposal', async () => {
    expect(
      await world.refusal(world.governors.east, approveProposal, {
        id: 'p',
        digest: await world.proposed('p'),
      }),
    ).toMatchObject({
      code: 'not-found',
      field: 'body/id',
    });
  });

  it('cannot be proposed twice under one identifier', async () => {
    const { east, west } = world.governors;
    await world.give(east, proposeChange, { id: 'p', changes: [licenceType] });
    expect(await world.refusal(west, proposeChange, { id: 'p', changes: [licenceType] })).toMatchObject({
      code: 'already-exists',
      field: 'body/id',
    });
  });

  it('is given by governors', async () => {
    const decider = await world.enrol({ ...world.governors.east, id: 'd', roles: ['decider', 'governor'] });
    expect(await world.refusal(decider, proposeChange, { id: 'p', changes: [licenceType] })).toMatchObject({
      code: 'officer-unknown',
    });
  });

  it.each<[string, () => unknown, string]>([
    ['no change', () => undefined, 'command-malformed'],
    ['an unknown kind', () => ({ kind: 'king' }), 'command-malformed'],
    ['a department without a unified code', () => ({ ...department, code: '1' }), 'identifier-malformed'],
    ['a licence type that knows no status', () => ({ ...licenceType, statuses: [] }), 'command-malformed'],
    [
      'an organisation that is not founded',
      () => ({
        kind: 'organisation',
        id: 'south',
        name: '南',
        caCertificate: world.authorities.east.certificate,
      }),
      'not-found',
    ],
    [
      'a root that is none',
      () => ({
        kind: 'organisation',
        id: 'east',
        name: '东',
        caCertificate: world.governors.east.signer.certificate,
      }),
      'certificate-invalid',
    ],
    [
      'an owned matter',
      () => ({ kind: 'matter', definition: { ...realEstateTransfer, owner: 'east' } }),
      'not-competent',
    ],
  ])('cannot be proposed with %s', async (_, change, code) => {
    const made = change();
    const body = { id: 'p', changes: made === undefined ? [] : [made] };
    expect(await world.refusalUnchecked(world.governors.east, proposeChange, body)).toMatchObject({ code });
  });

  it(`is asked for ${limits.changesPerProposalMax} changes at most`, async () => {
    const changes = Array.from({ length: limits.changesPerProposalMax + 1 }, () => licenceType);
    expect(await world.refusal(world.governors.east, proposeChange, { id: 'p', changes })).toMatchObject({
      code: 'command-malformed',
      field: 'body/changes',
    });
  });
});

describe('changes of the registry', () => {
  beforeEach(() => {
    world = base.fork();
  });

  async function agree(id: string, ...changes: RegistryChange[]): Promise<Given> {
    await world.give(world.governors.east, proposeChange, { id, changes });
    await world.approve(world.governors.west, id);
    return world.approve(world.governors.audit, id);
  }

  const authorityAt = { issuer: departments.eastLand.code, licenceType: licenceTypes.realEstate };
  const grants = async (): Promise<unknown> =>
    (
      (await world.query('query:authority', authorityAt.issuer, authorityAt.licenceType)) as {
        grants: unknown;
      }
    ).grants;

  it('are versions', async () => {
    const renamed = { ...departments.eastLand, name: '新名' };
    const { events } = await agree('rename', renamed, { ...licenceType, code: licenceTypes.foodBusiness });
    expect(events.slice(1).map(({ type, version }) => [type, version])).toEqual([
      ['department.changed', 2],
      ['licence-type.changed', 2],
    ]);
    expect(await world.query('query:department', renamed.code)).toMatchObject({ name: '新名', version: 2 });
  });

  it('end an officer whose own governor does nothing, by consent of others', async () => {
    const { eastDecider } = world.officers;
    const { fingerprint: certificate } = eastDecider.signer;
    const { events } = await agree('end', { kind: 'officer-revocation', certificate, reason: 'stolen-key' });
    expect(events.map(({ type }) => type)).toContain('officer.revoked');
    expect(await world.query('query:officer', certificate)).toMatchObject({ status: 'revoked', version: 2 });
  });

  it('take an organisation back from a stolen governor key: another root, another governor, no old officer', async () => {
    const authority = await TestAuthority.create('east');
    const signer = await authority.issue({ ...world.governors.east, id: 'east-governor-2' });
    const change = {
      kind: 'organisation',
      id: 'east',
      name: '东',
      caCertificate: authority.certificate,
      governor: signer.certificate,
    } as const;
    await world.give(world.governors.west, proposeChange, { id: 'back', changes: [change] });
    await world.approve(world.governors.archives, 'back');
    await world.approve(world.governors.audit, 'back');
    const { certificate } = (await world.enrol({ ...world.officers.eastDecider, id: 'more' })).signer;
    expect(await world.refusal(world.governors.east, registerOfficer, { certificate })).toMatchObject({
      code: 'certificate-invalid',
    });
    const governor = { ...world.governors.east, id: 'east-governor-2', signer };
    const { fingerprint } = world.officers.eastDecider.signer;
    await world.give(governor, revokeOfficer, { certificate: fingerprint, reason: 'stolen-key' });
  });

  it('are not stopped by the one whom they remove: not by ending the officer first, nor by entering the governor', async () => {
    const { east, west, archives, audit } = world.governors;
    const next = await world.enrol({ ...east, id: 'east-governor-2' });
    const { certificate: governor, fingerprint } = next.signer;
    const { certificate: caCertificate } = world.authorities.east;
    const changes: RegistryChange[] = [
      { kind: 'officer-revocation', certificate: east.signer.fingerprint, reason: 'stolen-key' },
      { kind: 'organisation', id: 'east', name: '东', caCertificate: `${caCertificate}\n`, governor },
    ];
    await world.give(west, proposeChange, { id: 'back', changes });
    await world.register(next);
    await world.give(east, revokeOfficer, { certificate: fingerprint, reason: 'sabotage' });
    await world.give(east, revokeOfficer, { certificate: east.signer.fingerprint, reason: 'sabotage' });
    await world.approve(archives, 'back');
    await world.approve(audit, 'back');
    expect(await world.query('query:officer', fingerprint)).toMatchObject({ status: 'active', version: 3 });
    const { certificate } = (await world.enrol({ ...world.officers.eastDecider, id: 'east-new' })).signer;
    await world.give(next, registerOfficer, { certificate });
  });

  it.each([
    ['further roles', { roles: ['governor', 'decider'] as const }, 'not-competent'],
    ['a department', { department: departments.eastLand.code }, 'not-competent'],
    ['another role', { roles: ['decider'] as const }, 'role-missing'],
  ])('enter no governor with %s under another root', async (_, more, code) => {
    const authority = await TestAuthority.create('east');
    const { certificate: governor } = await authority.issue({ ...world.governors.east, ...more });
    const change = {
      kind: 'organisation',
      id: 'east',
      name: '东',
      caCertificate: authority.certificate,
      governor,
    } as const;
    expect(
      await world.refusal(world.governors.west, proposeChange, { id: 'p', changes: [change] }),
    ).toMatchObject({ code });
  });

  it("of an organisation's root need the consent of others", async () => {
    const { certificate } = await TestAuthority.create('east');
    await agree('root', { kind: 'organisation', id: 'east', name: '东', caCertificate: certificate });
    expect(await world.query('query:organisation', 'east')).toMatchObject({
      version: 2,
      caCertificate: certificate,
    });
    const stranger = await world.enrol({ ...world.officers.eastRegistrar, id: 'old-root' });
    expect(await refusalOf(() => world.register(stranger))).toMatchObject({ code: 'certificate-invalid' });
  });

  it('add grants of authority, and end them', async () => {
    const grant = { regions: ['999998'], from: '2027-01-01', until: '2027-12-31' };
    await agree('grant', { kind: 'authority', ...authorityAt, grant });
    expect(await grants()).toEqual([{ regions: ['999999'], from: '2015-03-01' }, grant]);
    await agree('end', { kind: 'authority-end', ...authorityAt, until: '2027-06-30' });
    expect(await grants()).toEqual([
      { regions: ['999999'], from: '2015-03-01', until: '2027-06-30' },
      { ...grant, until: '2027-06-30' },
    ]);
    await agree('later', { kind: 'authority-end', ...authorityAt, until: '2028-01-01' });
    expect(await grants()).toMatchObject([{ until: '2027-06-30' }, { until: '2027-06-30' }]);
  });

  it("enter a year's working-day calendar, and correct it", async () => {
    const calendar = { kind: 'calendar', year: 2027, holidays: ['2027-01-01'], workdays: [] } as const;
    const entered = await agree('calendar', { ...calendar, holidays: ['2027-01-01'], workdays: [] });
    expect(entered.events.at(-1)).toMatchObject({
      type: 'calendar.entered',
      subject: { kind: 'calendar', id: '2027' },
      version: 1,
    });
    const corrected = await agree('corrected', { ...calendar, holidays: ['2027-01-04'], workdays: [] });
    expect(corrected.events.at(-1)).toMatchObject({ type: 'calendar.changed', version: 2 });
    const stored = world.ledger.state.get(tableKey('calendar', ['2027']));
    expect(JSON.parse(Buffer.from(stored ?? '').toString('utf8'))).toMatchObject({
      version: 2,
      holidays: ['2027-01-04'],
    });
  });

  it.each([
    ['a day of another year', { holidays: ['2026-01-01'] }],
    ['a make-up day that is a weekday', { workdays: ['2027-01-04'] }],
    ['a day in both lists', { holidays: ['2027-01-02'], workdays: ['2027-01-02'] }],
  ])('enter no calendar with %s', async (_, more) => {
    const change = { kind: 'calendar' as const, year: 2027, holidays: [], workdays: [], ...more };
    expect(
      await world.refusal(world.governors.east, proposeChange, { id: 'calendar', changes: [change] }),
    ).toMatchObject({ code: 'command-malformed' });
  });

  const unknown = '914403001922038216';
  const grant = { regions: ['999999'], from: '2027-01-01' };
  const manifest = { root: 'ab'.repeat(32), count: 1 };
  it.each<[string, RegistryChange, string]>([
    [
      'authority for an issuer',
      { kind: 'authority', ...authorityAt, issuer: unknown, grant },
      `the department ${unknown}`,
    ],
    [
      'authority for a licence type',
      { kind: 'authority', ...authorityAt, licenceType: `${unknown}001`, grant },
      `the licence type ${unknown}001`,
    ],
    [
      'right to restrict for a department',
      {
        kind: 'restriction-authority',
        department: unknown,
        restrictions: ['seizure'],
        grant: { on: ['object'], from: '2027-01-01' },
      },
      `the department ${unknown}`,
    ],
    [
      'registration for an issuer',
      { kind: 'registration', ...authorityAt, issuer: unknown, manifest, until: '2099-01-01' },
      `the department ${unknown}`,
    ],
    [
      'registration for a licence type',
      { kind: 'registration', ...authorityAt, licenceType: `${unknown}001`, manifest, until: '2099-01-01' },
      `the licence type ${unknown}001`,
    ],
  ])('give no %s that the registry does not know', async (_, change, named) => {
    await world.give(world.governors.east, proposeChange, { id: 'slip', changes: [change] });
    await world.approve(world.governors.west, 'slip');
    const approval = { id: 'slip', digest: await world.proposed('slip') };
    expect(await world.refusal(world.governors.audit, approveProposal, approval)).toMatchObject({
      code: 'not-found',
      message: `${named} is not in the registry`,
    });
  });

  const backwards = { from: '2026-06-01', until: '2026-05-31' };
  const { eastLand, eastMarket } = departments;

  it.each([
    [
      'an authority',
      { kind: 'authority', issuer: eastLand.code, grant: { regions: ['999999'], ...backwards } },
    ],
    [
      'a right to restrict',
      {
        kind: 'restriction-authority',
        department: eastLand.code,
        restrictions: ['seizure'],
        grant: { on: ['object'], ...backwards },
      },
    ],
    ['a name of before', { ...eastLand, aliases: [{ name: '示范市国土局', ...backwards }] }],
    [
      'a code',
      {
        kind: 'codes',
        book: 'purpose',
        entries: [{ code: 'x', labels: { zh: '名', en: 'x' }, ...backwards }],
      },
    ],
    [
      'a short code',
      { kind: 'issuer-alias', code: '999990', uses: [{ issuer: eastLand.code, ...backwards }] },
    ],
    [
      'a short code of two departments',
      {
        kind: 'issuer-alias',
        code: '999990',
        uses: [
          { issuer: eastLand.code, from: '2020-01-01' },
          { issuer: eastMarket.code, from: '2019-01-01', until: '2020-01-01' },
        ],
      },
    ],
  ])('are not proposed with a period that cannot be, of %s', async (_, change) => {
    const licenceType = ['authority', 'issuer-alias'].includes(change.kind)
      ? { licenceType: licenceTypes.realEstate }
      : {};
    const body = { id: 'p', changes: [{ ...change, ...licenceType }] };
    expect(await world.refusalUnchecked(world.governors.west, proposeChange, body)).toMatchObject({
      code: 'command-malformed',
      message: expect.stringMatching(/ends before it begins|on one day/) as string,
    });
  });

  it('end only an existing authority', async () => {
    const change = {
      kind: 'authority-end' as const,
      ...authorityAt,
      licenceType: '11999999000000019M099',
      until: '2099-01-01',
    };
    const body = { id: 'end', changes: [change] };
    expect(await world.refusal(world.governors.east, proposeChange, body)).toMatchObject({
      code: 'not-found',
    });
  });

  it('that would grow a value beyond its limit are refused as a whole', async () => {
    const grant = { regions: ['999998'], from: '2027-01-01' };
    const change = { kind: 'authority' as const, ...authorityAt, grant };
    const half = Array.from({ length: limits.grantsPerAuthorityMax / 2 }, () => change);
    await agree('more', ...half);
    await world.give(world.governors.east, proposeChange, { id: 'too-many', changes: half });
    await world.approve(world.governors.west, 'too-many');
    expect(
      await world.refusal(world.governors.audit, approveProposal, {
        id: 'too-many',
        digest: await world.proposed('too-many'),
      }),
    ).toMatchObject({
      code: 'limit-exceeded',
    });
    expect(await grants()).toHaveLength(1 + limits.grantsPerAuthorityMax / 2);
  });
});

describe('officers', () => {
  beforeEach(() => {
    world = base.fork();
  });

  const registration = (actor: Actor, governor = world.governors.east): Promise<unknown> =>
    world.refusal(governor, registerOfficer, { certificate: actor.signer.certificate });

  it('are registered as their certificates say', async () => {
    const officer = await world.enrol({ ...world.officers.eastSecondReviewer, id: 'new' });
    const { events, done } = await world.register(officer);
    expect(done.result).toEqual({ officer: 'new', certificate: officer.signer.fingerprint });
    expect(events).toMatchObject([
      { type: 'officer.registered', data: { officer: 'new', roles: ['reviewer', 'decider'] } },
    ]);
    expect(await world.query('query:officer', officer.signer.fingerprint)).toMatchObject({
      organisation: 'east',
      department: departments.eastLand.code,
      validFrom: '2026-01-01T00:00:00.000Z',
      validUntil: '2027-12-31T00:00:00.000Z',
    });
  });

  it('are registered once', async () => {
    expect(await registration(world.officers.eastRegistrar)).toMatchObject({
      code: 'already-exists',
      field: 'body/certificate',
    });
  });

  it('have a key that no other officer has, and may renew its certificate', async () => {
    const keys = await newKeys('P-256');
    const named = async (organisation: 'east' | 'west', id: string): Promise<Actor> => {
      const officer = { ...world.officers[organisation === 'east' ? 'eastRegistrar' : 'westDecider'], id };
      return { ...officer, signer: await world.authorities[organisation].issue(officer, { keys }) };
    };
    await world.register(await named('east', 'one'));
    const refused = { code: 'already-exists', message: 'the key is that of another officer' };
    expect(await registration(await named('east', 'two'))).toMatchObject(refused);
    expect(await registration(await named('west', 'one'), world.governors.west)).toMatchObject(refused);
    await world.register(await named('east', 'one'));
  });

  it('have a key that is not the negation of that of another officer, which comes with it', async () => {
    const keys = await newKeys('P-256');
    const negated = await negatedKeys(keys);
    const named = async (id: string, of: typeof keys): Promise<Actor> => {
      const officer = { ...world.officers.eastRegistrar, id };
      return { ...officer, signer: await world.authorities.east.issue(officer, { keys: of }) };
    };
    await world.register(await named('one', keys));
    expect(await registration(await named('two', negated))).toMatchObject({ code: 'already-exists' });
    await world.register(await named('one', negated));
  });

  it('are registered under their own CA only', async () => {
    const stranger = await world.enrol({ ...world.officers.westDecider, id: 'x' });
    expect(await registration(stranger)).toMatchObject({ code: 'certificate-invalid' });
  });

  it.each([departments.westLand.code, '11999999000000019M'])(
    'are refused with the department %s, which is not their own',
    async (code) => {
      const officer = await world.enrol({ ...world.officers.eastRegistrar, id: 'x', department: code });
      expect(await registration(officer)).toMatchObject({ code: 'not-competent' });
    },
  );

  it.each([
    ['no attributes', { attributes: null }],
    ['attributes that are no JSON', { attributes: '{' }],
    [
      'no roles',
      { attributes: '{"attrs":{"hf.EnrollmentID":"x","guidang.department":"11999999000000035B"}}' },
    ],
    [
      'an unknown role',
      {
        attributes:
          '{"attrs":{"hf.EnrollmentID":"x","guidang.department":"11999999000000035B","guidang.roles":"king"}}',
      },
    ],
    ['a key on another curve', { curve: 'P-384' as const }],
  ])('are refused with %s', async (_, options) => {
    const officer = { ...world.officers.eastRegistrar, id: 'x' };
    const signer = await world.authorities.east.issue(officer, options);
    expect(await registration({ ...officer, signer })).toMatchObject({ code: 'certificate-invalid' });
  });

  it('are revoked once, by their own organisation', async () => {
    const { eastRegistrar } = world.officers;
    const body = { certificate: eastRegistrar.signer.fingerprint, reason: 'left' };
    expect(await world.refusal(world.governors.west, revokeOfficer, body)).toMatchObject({
      code: 'not-competent',
    });
    const { events } = await world.give(world.governors.east, revokeOfficer, body);
    expect(events).toMatchObject([{ type: 'officer.revoked', version: 2, data: { reason: 'left' } }]);
    expect(await world.refusal(world.governors.east, revokeOfficer, body)).toMatchObject({
      code: 'state-conflict',
    });
    const nobody = { ...body, certificate: '0'.repeat(64) };
    expect(await world.refusal(world.governors.east, revokeOfficer, nobody)).toMatchObject({
      code: 'not-found',
    });
  });
});
