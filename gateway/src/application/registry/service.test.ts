// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessRecord, createRecord } from '@guidang/chaincode/commands';
import { Level } from 'level';
import {
  codeChanges,
  codes,
  realEstateTransfer,
  departments,
  fonds,
  governors,
  officers,
  organisations,
  registryChanges,
} from '@guidang/chaincode/sample';
import { callerOf, EmbeddedGateway } from '../../testing/embedded-gateway';
import { LogSigner } from '../../../../chaincode/src/testing/log-signer';
import { proposalDigest } from '@guidang/chaincode/proof';
import type { Services } from '../services';
import type { Committed } from '../command/api';
import { foundOwnOrganisation } from './found';
import { IdempotencyKeys } from '../command/idempotency';
import { aRecord } from '../../../../chaincode/src/testing/a-record';

jest.setTimeout(60_000);

const all = { filters: {}, limit: 100 };
const governor = callerOf(governors.east);

let gateway: EmbeddedGateway;
let services: Services;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  await gateway.consent('matter', [{ kind: 'matter', definition: realEstateTransfer }]);
  services = gateway.services.http;
});
afterAll(() => gateway.close());

describe('the registry', () => {
  it('lists what the organisations agreed on', async () => {
    const { registry } = services;
    const count = (kind: string): number => registryChanges.filter((change) => change.kind === kind).length;
    expect((await registry.organisations(all)).items.map(({ id }) => id).sort()).toEqual(
      Object.keys(organisations).sort(),
    );
    expect((await registry.departments(all)).items).toHaveLength(count('department'));
    expect((await registry.licenceTypes(all)).items).toHaveLength(count('licence-type'));
    expect((await registry.calendars(all)).items.map(({ year }) => year)).toEqual([2026, 2025]);
    expect((await registry.authorities(all)).items).toHaveLength(count('authority'));
    const rights = (await registry.restrictionAuthorities({ ...all, filters: { restriction: 'seizure' } }))
      .items;
    expect(rights).toHaveLength(count('restriction-authority'));
    expect((await registry.fonds(all)).items).toHaveLength(count('fonds'));
    expect((await registry.officers(all)).items).toHaveLength(
      Object.keys({ ...officers, ...governors }).length,
    );
    const proposals = (await registry.proposals({ filters: { status: 'effective' }, limit: 9 })).items;
    expect(proposals.map(({ id }) => id).sort()).toEqual(['demo', 'matter']);
    await expect(registry.proposal('demo')).resolves.toMatchObject({
      status: 'effective',
      digest: proposalDigest(proposals.find(({ id }) => id === 'demo') ?? { id: '', changes: [] }),
    });
    await expect(registry.proposals({ filters: { status: 'open' }, limit: 9 })).resolves.toEqual({
      items: [],
    });
  });

  it('filters', async () => {
    const { registry } = services;
    const { items } = await registry.departments({ filters: { organisation: 'west' }, limit: 9 });
    expect(items.map(({ code }) => code)).toEqual([departments.westLand.code]);
    const found = await registry.officers({ filters: { department: departments.audit.code }, limit: 9 });
    expect(found.items.every(({ organisation }) => organisation === 'audit')).toBe(true);
    const owner = departments.eastLand.code;
    const { items: own } = await registry.fonds({ filters: { owner }, limit: 9 });
    expect(own).toMatchObject([{ code: fonds.eastLand.code, version: 1 }]);
    const issuer = departments.eastMarket.code;
    expect((await registry.authorities({ filters: { issuer }, limit: 9 })).items).toHaveLength(1);
  });

  it('lists the matters in force, and each version', async () => {
    const { items } = await services.matters.list(all);
    expect(items).toEqual([{ schema: 1, version: 1, ...realEstateTransfer }]);
    await expect(services.matters.get(realEstateTransfer.id)).resolves.toEqual(items[0]);
    await expect(services.matters.get(realEstateTransfer.id, 2)).resolves.toBeUndefined();
    await expect(services.matters.get('nothing')).resolves.toBeUndefined();
    await expect(services.matters.list({ filters: { owner: 'east' }, limit: 9 })).resolves.toEqual({
      items: [],
    });
  });
});

it('lists the names that a majority has released; a matter is not in force until its code is taken again', async () => {
  const definition = { ...realEstateTransfer, id: '99071590000103' };
  const name = { kind: 'matter', id: definition.id } as const;
  await gateway.consent('one-more', [{ kind: 'matter', definition }]);
  await gateway.consent('released', [{ kind: 'release', name, version: 1 }]);
  const { matters, registry } = services;
  expect((await registry.releases(all)).items).toEqual([{ schema: 1, version: 1, name }]);
  await expect(matters.get(definition.id)).resolves.toBeUndefined();
  await expect(matters.get(definition.id, 1)).resolves.toMatchObject({ version: 1 });
  expect((await matters.list(all)).items.map(({ id }) => id)).toEqual([realEstateTransfer.id]);
  await gateway.consent('again', [{ kind: 'matter', definition }]);
  await expect(matters.get(definition.id)).resolves.toMatchObject({ version: 2 });
  expect((await matters.list(all)).items.map(({ id }) => id).sort()).toEqual([
    realEstateTransfer.id,
    definition.id,
  ]);
});

describe('a new officer', () => {
  const officer = { department: departments.eastLand.code, roles: ['reviewer'] } as const;

  it('is enrolled under a pseudonym, registered, and can act', async () => {
    const { result, block } = (await services.registry.addOfficer(governor, officer)) as Committed;
    await gateway.reach(block);
    const id = result['officer'] as string;
    expect(id).toMatch(/^east-[0-9a-f]{16}$/u);
    const added = { id, organisation: 'east', ...officer } as const;
    await expect(gateway.give(added, createRecord, aRecord())).resolves.toMatchObject({ repeated: false });
  });

  it('is one officer when the request is sent again under its Idempotency-Key', async () => {
    const before = (await gateway.context.officers.listOfficers('east')).length;
    const request = { ...officer, idempotencyKey: 'new colleague' };
    const first = await services.registry.addOfficer(governor, request);
    const again = await Promise.all([1, 2].map(() => services.registry.addOfficer(governor, request)));
    for (const outcome of again) expect(outcome).toMatchObject({ result: (first as Committed).result });
    await expect(gateway.context.officers.listOfficers('east')).resolves.toHaveLength(before + 1);
    const other = { ...request, roles: ['decider'] as const };
    await expect(services.registry.addOfficer(governor, other)).rejects.toMatchObject({
      code: 'command-conflict',
    });
  });

  it('is enrolled beside others, but never beside itself, and the CA gets no more than it can take', async () => {
    const authority = gateway.context.officers.authority('east');
    const enrol = authority.enrolOfficer.bind(authority);
    const running: string[] = [];
    const most = { atOnce: 0, ofOne: 0 };
    let letGo: () => void = () => undefined;
    const together = new Promise<void>((resolve) => (letGo = resolve));
    const spy = jest.spyOn(authority, 'enrolOfficer').mockImplementation(async (asked) => {
      running.push(asked.id);
      most.atOnce = Math.max(most.atOnce, running.length);
      most.ofOne = Math.max(most.ofOne, running.filter((id) => id === asked.id).length);
      if (running.length === 8) letGo();
      await together;
      const entry = await enrol(asked);
      running.splice(running.indexOf(asked.id), 1);
      return entry;
    });
    const ids = Array.from({ length: 12 }, (_, index) => `east-${String(index).padStart(16, 'f')}`);
    const added = [...ids, ...ids].map((id) =>
      services.registry.addOfficer(governor, { ...officer, id, idempotencyKey: id }),
    );
    const results = (await Promise.all(added)).map((each) => (each as Committed).result['officer']);
    spy.mockRestore();
    expect(results).toEqual([...ids, ...ids]);
    expect(most).toEqual({ atOnce: 8, ofOne: 1 });
  });

  it('is enrolled by governors only: other callers cause no certificate at the CA', async () => {
    const before = await gateway.context.officers.listOfficers('east');
    const outcome = services.registry.addOfficer(callerOf(officers.eastDecider), officer);
    await expect(outcome).rejects.toMatchObject({ code: 'role-missing' });
    await expect(gateway.context.officers.listOfficers('east')).resolves.toEqual(before);
  });
});

describe('founding', () => {
  it('happens once: the next start changes nothing', async () => {
    await gateway.reach();
    const { height } = gateway.projection.checkpoint;
    const founding = { id: 'east', name: organisations.east, code: governors.east.department };
    await foundOwnOrganisation(founding, gateway.context.officers.authority('east'), gateway.context);
    await gateway.reach();
    expect(gateway.projection.checkpoint.height).toBe(height);
  });

  it('registers the log keys of the gateways that have them', async () => {
    const { keys } = new LogSigner('east');
    const other = await EmbeddedGateway.open({ logKeys: { east: keys } });
    try {
      const { ledger } = other.context.organisations.get('east') ?? {};
      const answer = await ledger?.evaluate({ transaction: 'query:logKeys', args: [] });
      expect(JSON.parse(answer ?? '')).toEqual([
        {
          schema: 1,
          version: 1,
          organisation: 'east',
          keys: keys.map(({ role, vkey }) => ({ role, vkey, status: 'current' })),
        },
      ]);
    } finally {
      await other.close();
    }
  });

  it('is limited to organisations of this gateway', async () => {
    const founding = { id: 'north', name: 'north', code: governors.east.department };
    const authority = gateway.context.officers.authority('east');
    await expect(foundOwnOrganisation(founding, authority, gateway.context)).rejects.toThrow(
      'does not act for north',
    );
  });
});

it('is ready when the ledger answers and the projection has caught up with it', async () => {
  await gateway.reach();
  await expect(services.readiness()).resolves.toMatchObject({ ready: true });
  const signal = new AbortController().signal;
  const { height } = gateway.projection.checkpoint;
  await expect(services.projection.reached(height - 1, { timeoutMs: 10, signal })).resolves.toBe(true);
  await expect(services.projection.reached(height, { timeoutMs: 10, signal })).resolves.toBe(false);
});

describe('claims of Idempotency-Keys', () => {
  it('survive a restart, and the first of concurrent ones wins', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'guidang-claims-'));
    let level = new Level(folder);
    const keys = new IdempotencyKeys(level);
    await expect(
      Promise.all(['a', 'b', 'a', 'b'].map((content) => keys.claim('key', content))),
    ).resolves.toEqual([true, false, true, false]);
    await expect(keys.claim('other', 'b')).resolves.toBe(true);
    await level.close();
    level = new Level(folder);
    const reopened = new IdempotencyKeys(level);
    await expect(reopened.claim('key', 'b')).resolves.toBe(false);
    await expect(reopened.claim('key', 'a')).resolves.toBe(true);
    await level.close();
    await rm(folder, { recursive: true });
  });
});

describe('the code book', () => {
  const today = '2026-11-29';

  beforeAll(() =>
    gateway.consent('book', [
      ...codeChanges,
      codes('purpose', ['ended', '改了名', 'Renamed', '2020-12-31'], ['renewed', '改了名', 'Renamed']),
      codes('purpose', ['one', '两个都叫', 'One'], ['two', '两个都叫', 'Two']),
      {
        kind: 'codes',
        book: 'purpose',
        entries: [{ code: 'later', labels: { zh: '将来', en: 'Not begun yet' }, from: '2099-01-01' }],
      },
    ]),
  );

  it('lists the codes of a book, and those in use on a day', async () => {
    const { items } = await services.registry.codes({ filters: { book: 'purpose' }, limit: 100 });
    expect(items).toContainEqual(
      expect.objectContaining({ code: 'case-review', labels: { zh: '办案审查', en: 'Review of a case' } }),
    );
    const retention = { book: 'retention' } as const;
    const of = async (on: string): Promise<string[]> =>
      (await services.registry.codes({ filters: { ...retention, on }, limit: 100 })).items.map(
        ({ code }) => code,
      );
    expect(await of('2006-01-01')).toEqual(expect.arrayContaining(['C', 'D', 'Y']));
    expect(await of(today)).not.toContain('C');
  });

  it.each([
    ['purpose', '办案审查', 'case-review'],
    ['purpose', 'Review of a case', 'case-review'],
    ['purpose', 'review of  a case', 'case-review'],
    ['purpose', 'case-review', 'case-review'],
    ['purpose', 'CASE-REVIEW', 'case-review'],
    ['purpose', 'Audit', 'audit'],
    ['purpose', '改了名', 'renewed'],
    ['purpose', '两个都叫', undefined],
    ['basis', '《档案法》第二十八条', 'archives-law:28'],
    ['basis', '档案法 第二十八条', 'archives-law:28'],
    ['basis', '《中华人民共和国档案法》第二十八条', 'archives-law:28'],
    ['basis', '档案法第二十九条', undefined],
    ['basis', '办案审查', undefined],
    ['purpose', '别的', undefined],
  ] as const)('in %s %s stands for %s', async (book, text, code) => {
    const meant = code === undefined ? undefined : { code, isInUse: true };
    expect(await services.registry.codeMeant(book, text, today)).toEqual(meant);
  });

  it.each([
    ['retention', '长期', 'C'],
    ['retention', 'C', 'C'],
    ['purpose', 'Not begun yet', 'later'],
  ] as const)('in %s %s stands for %s, which is not in use', async (book, text, code) => {
    expect(await services.registry.codeMeant(book, text, today)).toEqual({ code, isInUse: false });
  });

  it('has what was agreed on since it was read', async () => {
    const meant = (text: string) => services.registry.codeMeant('purpose', text, today);
    expect(await meant('新定的')).toBeUndefined();
    const entry = (zh: string) => ({ code: 'new', labels: { zh, en: 'New' } });
    await gateway.consent('code-new', [{ kind: 'codes', book: 'purpose', entries: [entry('新定的')] }]);
    await gateway.reach();
    expect(await meant('新定的')).toEqual({ code: 'new', isInUse: true });
    await gateway.consent('code-renamed', [{ kind: 'codes', book: 'purpose', entries: [entry('又改的')] }]);
    await gateway.reach();
    expect(await meant('新定的')).toBeUndefined();
    expect(await meant('又改的')).toEqual({ code: 'new', isInUse: true });
  });

  it('names the codes of an event', async () => {
    const caller = callerOf(officers.eastRegistrar);
    const created = (await services.commands.run(caller, createRecord, aRecord(), {})) as Committed;
    const { id } = created.result as { id: string };
    const use = { purpose: 'case-review', basis: 'own-basis' };
    await services.commands.run(caller, accessRecord, { id }, use);
    await gateway.reach();
    const subject = { kind: 'record', id } as const;
    const page = await services.events.history({ filters: { subject }, limit: 9 });
    expect(page?.items.map(({ names }) => names)).toEqual([
      undefined,
      { purpose: { zh: '办案审查', en: 'Review of a case' } },
    ]);
  });
});

describe('a department', () => {
  it('is found by its names of now and before, which a later change keeps', async () => {
    const { eastMarket } = departments;
    const aliases = [{ name: '示范市工商行政管理局', until: '2018-12-31' }];
    await gateway.consent('aliases', [{ ...eastMarket, aliases }]);
    await gateway.consent('aliases-again', [eastMarket]);
    for (const name of [eastMarket.name, '示范市工商行政管理局', ' 示范市　工商行政管理局']) {
      const { items } = await services.registry.departments({ filters: { name }, limit: 9 });
      expect(items).toMatchObject([{ code: eastMarket.code, aliases }]);
    }
    await gateway.consent('renamed', [{ ...eastMarket, name: '示范市综合监管局' }]);
    await gateway.consent('renamed-again', [{ ...eastMarket, name: '示范市监管局', aliases }]);
    await gateway.consent('named-as-before', [eastMarket]);
    for (const name of [eastMarket.name, '示范市工商行政管理局', '示范市综合监管局', '示范市监管局']) {
      const { items } = await services.registry.departments({ filters: { name }, limit: 9 });
      expect(items).toMatchObject([{ code: eastMarket.code, name: eastMarket.name }]);
    }
    expect((await services.registry.departments({ filters: { name: '别局' }, limit: 9 })).items).toEqual([]);
  });
});
