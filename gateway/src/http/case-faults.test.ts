// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { decideCase, revokeLicence } from '@guidang/chaincode/commands';
import type { CommandKind } from '@guidang/chaincode/commands';
import type { Digest, MatterDefinition, Party, Role } from '@guidang/chaincode/model';
import { departments, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { invocationOf } from '../application/command/invocation';
import { signCommand } from '../identity';
import type { LedgerPort, Prepared } from '../ledger/port';
import { callerOf, EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import type { HttpAnswer } from '../testing/http-client';

/* Rows of docs/robustness.md, "Every fault of a case has one result", through the API and, where it is said, on the ledger. */

jest.setTimeout(60_000);

const { eastAcceptor, eastDecider, eastReviewer, eastSecondReviewer, eastMarketDecider } = officers;
const company: Party = { organisation: '91999999000000086B' };

/** It says of the licence not which status it must have. */
const matter: MatterDefinition = {
  id: '99071590000105',
  name: '测试事项',
  materials: [
    {
      code: 'licence',
      name: '食品经营许可证',
      required: false,
      accepts: ['licence'],
      licenceType: licenceTypes.foodBusiness,
    },
  ],
  steps: [
    { code: 'review', name: '审查', role: 'reviewer', gives: 'review' },
    { code: 'decide', name: '决定', role: 'decider', gives: 'granted' },
  ],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 7,
  outcomes: [],
  archive: { category: 'ZY·BDC', retention: 'Y' },
};
const approve = { result: 'approve', noInterest: true } as const;

let gateway: EmbeddedGateway;
let server: GatewayServer;
beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  await gateway.consent('matter', [{ kind: 'matter', definition: matter }]);
  server = await gatewayServer(gateway);
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

let cases = 0;

async function opened(applicant: Party = company, ...materials: object[]): Promise<string> {
  const body = { number: `F-${(cases += 1)}`, matter: matter.id, applicant, materials };
  const answer = await server.ask(eastAcceptor, '/cases', { body });
  expect(answer.status).toBe(201);
  return String(answer.body?.['id']);
}

async function accepted(...about: Parameters<typeof opened>): Promise<string> {
  const id = await opened(...about);
  expect(await transition(id, 1, { transition: 'accept' })).toMatchObject({ status: 200 });
  return id;
}

function transition(id: string, version: number, more: object): Promise<HttpAnswer> {
  const path = `/cases/${encodeURIComponent(id)}/transitions`;
  return server.ask(eastAcceptor, path, { body: { version, ...more } });
}

function decide(by: DemoOfficer, id: string, body: object): Promise<HttpAnswer> {
  return server.ask(by, `/cases/${encodeURIComponent(id)}/decisions`, { body });
}

async function caseOf(id: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  await gateway.reach();
  return (await server.ask(eastAcceptor, `/cases/${encodeURIComponent(id)}`)).body;
}

/** Reviewed, so that the next approval completes it. */
async function reviewed(...about: Parameters<typeof opened>): Promise<string> {
  const id = await accepted(...about);
  const answer = await decide(eastReviewer, id, { version: 2, step: 'review', ...approve });
  expect(answer).toMatchObject({ status: 200 });
  return id;
}

async function licenceOf(holder: Party): Promise<string> {
  const licence = { type: licenceTypes.foodBusiness, region: regions.east, validFrom: '2026-01-01' };
  const { body } = await server.ask(eastMarketDecider, '/licences', {
    body: { ...licence, holders: [holder] },
  });
  return String(body?.['identifier']);
}

function ledger(): LedgerPort {
  const east = gateway.context.organisations.get('east');
  if (east === undefined) throw new Error('east takes part');
  return east.ledger;
}

/** Endorsed on the ledger as it is now, and not yet sent: as two organisations do that have not seen each other. */
async function endorsed<Body>(
  officer: DemoOfficer,
  command: CommandKind<Body>,
  body: NoInfer<Body>,
): Promise<Prepared> {
  const { officers: directory, ledgerName } = gateway.context;
  const { identity } = await directory.actingOfficer(callerOf(officer));
  const jws = signCommand(identity, {
    ...ledgerName,
    id: randomBytes(12).toString('hex'),
    type: command.type,
    role: officer.roles[0] as Role,
    issuedAt: new Date().toISOString(),
    body,
  });
  const invocation = invocationOf(command, jws);
  const seed = randomBytes(16).toString('hex');
  return ledger().prepare({ ...invocation, args: [...invocation.args, seed] });
}

/** Sent at once, in this order. @returns what the ledger says of each. */
async function ordered(...transactions: readonly Prepared[]): Promise<string[]> {
  for (const { bytes } of transactions) await ledger().send(bytes);
  const statuses = await Promise.all(transactions.map(({ transactionId }) => ledger().status(transactionId)));
  return statuses.map(({ code }) => code);
}

describe('who decides', () => {
  it('is refused whose department is the applicant, at every step, also when it becomes so while the case runs', async () => {
    const own = await opened({ organisation: departments.eastLand.code });
    expect(await transition(own, 1, { transition: 'accept' })).toMatchObject({
      status: 403,
      body: { code: 'conflict-of-interest' },
    });
    expect(await caseOf(own)).toMatchObject({ state: 'submitted', version: 1 });
    const { eastLand } = departments;
    const old = {
      ...eastLand,
      code: '11999999000000086K',
      name: '示范市国土资源局',
      successor: eastLand.code,
    };
    const id = await accepted({ organisation: old.code });
    await gateway.consent('merged', [old]);
    const refused = await decide(eastReviewer, id, { version: 2, step: 'review', ...approve });
    expect(refused).toMatchObject({ status: 403, body: { code: 'conflict-of-interest' } });
    expect(await caseOf(id)).toMatchObject({ state: 'accepted', version: 2, decisions: [] });
  });

  it('declares to have no interest where persons apply: without that, nothing is decided', async () => {
    const number = { numberType: '414', number: 'E79010001' };
    const { body } = await server.ask(eastAcceptor, '/persons', {
      body: { schema: 1, name: '闻人知夏', ...number },
    });
    const id = await accepted({
      person: String(body?.['person']),
      commitment: body?.['commitment'] as Digest,
    });
    const undeclared = { version: 2, step: 'review', result: 'approve' };
    expect(await decide(eastReviewer, id, undeclared)).toMatchObject({
      status: 403,
      body: { code: 'conflict-of-interest', field: 'body/noInterest' },
    });
    expect(await decide(eastReviewer, id, { ...undeclared, noInterest: false })).toMatchObject({
      status: 400,
      body: { field: 'body/noInterest' },
    });
    expect(await caseOf(id)).toMatchObject({ state: 'accepted', version: 2, decisions: [] });
  });
});

describe('two decisions at once', () => {
  it('come to one: the other is told that the case has moved on', async () => {
    const id = await accepted();
    const body = { version: 2, step: 'review', noInterest: true };
    const answers = await Promise.all([
      decide(eastReviewer, id, { ...body, result: 'approve' }),
      decide(eastSecondReviewer, id, { ...body, result: 'refuse', reason: 'false-contract' }),
    ]);
    const taken = answers.findIndex(({ status }) => status === 200);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers[1 - taken]?.body).toMatchObject({
      code: taken === 0 ? 'version-stale' : 'state-conflict',
    });
    const state = taken === 0 ? 'review' : 'refused';
    expect(await caseOf(id)).toMatchObject({ state, decisions: [{ step: 'review' }] });
  });

  it.each([
    ['approval', 'review'],
    ['refusal', 'refused'],
  ])('that have not seen each other are told apart by the ledger, the %s first', async (first, state) => {
    const id = await accepted();
    const body = { id, version: 2, step: 'review', noInterest: true } as const;
    const approval = await endorsed(eastReviewer, decideCase, { ...body, result: 'approve' });
    const why = { result: 'refuse', reason: 'false-contract' } as const;
    const refusal = await endorsed(eastSecondReviewer, decideCase, { ...body, ...why });
    const inOrder = first === 'approval' ? [approval, refusal] : [refusal, approval];
    expect(await ordered(...inOrder)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
    const { decisions } = (await caseOf(id)) ?? {};
    expect(decisions).toMatchObject([{ result: first === 'approval' ? 'approve' : 'refuse' }]);
    expect(await caseOf(id)).toMatchObject({ state });
  });
});

it('a decision after the withdrawal is refused, and what was filed stays as it is', async () => {
  const id = await accepted();
  const withdrawal = { transition: 'withdraw', reason: 'withdrawn-by-applicant' };
  expect(await transition(id, 2, withdrawal)).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
  const ended = await caseOf(id);
  expect(ended).toMatchObject({ state: 'withdrawn' });
  expect(typeof ended?.['record']).toBe('string');
  for (const version of [2, Number(ended?.['version'])]) {
    const answer = await decide(eastReviewer, id, { version, step: 'review', ...approve });
    expect(answer.status).toBe(409);
    expect(['state-conflict', 'version-stale']).toContain(answer.body?.['code']);
  }
  expect(await caseOf(id)).toEqual(ended);
});

describe('a licence that is revoked in the block of the decision that rests on it', () => {
  const revocation = { version: 1, reason: 'inspection', basis: 'law:1', kind: 'penalty' } as const;

  async function both(): Promise<{ id: string; decision: Prepared; revoking: Prepared }> {
    const licence = await licenceOf(company);
    const id = await reviewed(company, { code: 'licence', source: { licence } });
    const decision = await endorsed(eastDecider, decideCase, { id, version: 3, step: 'decide', ...approve });
    const revoking = await endorsed(eastMarketDecider, revokeLicence, { identifier: licence, ...revocation });
    return { id, decision, revoking };
  }

  it('before it: the decision has no effect, and is refused when it is taken again', async () => {
    const { id, decision, revoking } = await both();
    expect(await ordered(revoking, decision)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
    expect(await caseOf(id)).toMatchObject({ state: 'review', version: 3 });
    const again = await decide(eastDecider, id, { version: 3, step: 'decide', ...approve });
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'condition-unmet', facts: { licences: { licence: 'revoked' } } },
    });
    expect(await caseOf(id)).toMatchObject({ state: 'review', version: 3 });
  });

  it('after it: both stand, for the licence was in force when the case was decided', async () => {
    const { id, decision, revoking } = await both();
    expect(await ordered(decision, revoking)).toEqual(['VALID', 'VALID']);
    expect(await caseOf(id)).toMatchObject({ state: 'closed' });
  });
});
