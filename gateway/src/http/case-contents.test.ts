// SPDX-License-Identifier: Apache-2.0
import { accessCase } from '@guidang/chaincode/commands';
import type { Digest, MatterDefinition } from '@guidang/chaincode/model';
import { departments, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { callerOf, EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import type { HttpAnswer, HttpAsk } from '../testing/http-client';

jest.setTimeout(60_000);

const { eastLand, eastMarket } = departments;
const { eastAcceptor, eastReviewer, eastDecider, eastMarketDecider, westDecider, westVerifier, auditor } =
  officers;

const matter: MatterDefinition = {
  id: '99071590000103',
  name: '测试事项',
  basis: 'civil-code:212',
  materials: [
    { code: 'application', name: '申请书', required: true, accepts: ['content', 'promise'] },
    { code: 'plan', name: '图纸', required: false, accepts: ['content'] },
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

let gateway: EmbeddedGateway;
let server: GatewayServer;
/** An officer with one role that handles no case, in the department of the case. */
const archivist = { ...eastAcceptor, id: 'east-land-archivist', roles: ['archivist'] } as const;
/** One of the same organisation who handles others' cases. */
const marketReviewer = { ...eastReviewer, id: 'market-reviewer', department: eastMarket.code } as const;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  await gateway.consent('matter', [{ kind: 'matter', definition: matter }]);
  const others: DemoOfficer[] = [archivist, marketReviewer];
  for (const officer of others) await gateway.register(officer);
  server = await gatewayServer(gateway, others);
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

function asked(by: DemoOfficer, path: string, more: HttpAsk = {}): Promise<HttpAnswer> {
  return server.ask(by, path, more);
}

async function stored(by: DemoOfficer, text: string): Promise<Digest> {
  const headers = { 'Content-Type': 'text/plain' };
  const { body } = await asked(by, '/contents', { body: Buffer.from(text), headers });
  return body?.['digest'] as Digest;
}

function given(code: string, digest: Digest, text: string): object {
  const content = { digest, bytes: Buffer.byteLength(text), mediaType: 'text/plain', role: 'scan' };
  return { code, source: { content } };
}

let count = 0;
async function opened(text: string): Promise<{ readonly id: string; readonly digest: Digest }> {
  const digest = await stored(eastAcceptor, text);
  const applicant = { organisation: departments.westLand.code };
  const body = {
    number: `C-${String((count += 1))}`,
    matter: matter.id,
    applicant,
    materials: [given('application', digest, text)],
  };
  const { body: made } = await asked(eastAcceptor, '/cases', { body });
  await gateway.reach();
  return { id: String(made?.['id']), digest };
}

function fileOf(id: string, digest: Digest, more = ''): string {
  return `/contents/${digest.value}?case=${encodeURIComponent(id)}${more}`;
}

async function accessesOf(id: string): Promise<Record<string, unknown>[]> {
  await gateway.reach();
  const { body } = await asked(eastReviewer, `/cases/${encodeURIComponent(id)}/accesses`);
  return body?.['items'] as Record<string, unknown>[];
}

async function act(by: DemoOfficer, id: string, path: string, body: object): Promise<HttpAnswer> {
  const answer = await asked(by, `/cases/${encodeURIComponent(id)}/${path}`, { body });
  await gateway.reach();
  return answer;
}

it('a material is given to who reviews it, after the access is in the history of the case', async () => {
  const { id, digest } = await opened('an application');
  const answer = await asked(eastReviewer, fileOf(id, digest));
  expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([
    200,
    'an application',
    'text/plain',
  ]);
  const [access, ...more] = await accessesOf(id);
  expect(more).toEqual([]);
  expect(access).toMatchObject({
    type: 'case.accessed',
    subject: { kind: 'case', id },
    digest,
    purpose: 'case-review',
    basis: 'civil-code:212',
    officer: { officer: eastReviewer.id, role: 'reviewer' },
    block: Number(answer.headers['guidang-block']),
  });
  const { body } = await asked(eastReviewer, `/cases/${encodeURIComponent(id)}/history`);
  expect((body?.['items'] as { type: string }[]).map(({ type }) => type).sort()).toEqual([
    'case.accessed',
    'case.opened',
  ]);
});

it('a part is given under the key of the download, which another key repeats as an access of its own', async () => {
  const { id, digest } = await opened('0123456789');
  const headers = { 'Idempotency-Key': 'case-download-1', Range: 'bytes=4-5' };
  for (let times = 0; times < 2; times += 1) {
    const part = await asked(eastReviewer, fileOf(id, digest), { headers });
    expect([part.status, part.text, part.headers['content-range']]).toEqual([206, '45', 'bytes 4-5/10']);
  }
  expect(await accessesOf(id)).toHaveLength(1);
  const { 'Idempotency-Key': key } = headers;
  const again = await asked(eastReviewer, fileOf(id, digest), { headers: { 'Idempotency-Key': key } });
  expect(again.body?.['code']).toBe('read-used');
  const beyond = { Range: 'bytes=10-' };
  expect((await asked(eastReviewer, fileOf(id, digest), { headers: beyond })).status).toBe(416);
  expect(await accessesOf(id)).toHaveLength(1);
});

it('HEAD says its length and type to the department, and records nothing', async () => {
  const { id, digest } = await opened('how long');
  const answer = await asked(eastReviewer, fileOf(id, digest), { method: 'HEAD' });
  expect([answer.status, answer.headers['content-length'], answer.headers['content-type']]).toEqual([
    200,
    '8',
    'text/plain',
  ]);
  expect(await accessesOf(id)).toEqual([]);
});

it('the readers of one file do not meet', async () => {
  const { id, digest } = await opened('read by many');
  const readers = [eastAcceptor, eastReviewer, eastDecider, officers.eastRegistrar, eastReviewer];
  const answers = await Promise.all(readers.map((reader) => asked(reader, fileOf(id, digest))));
  expect(answers.map(({ status }) => status)).toEqual(readers.map(() => 200));
  expect(await accessesOf(id)).toHaveLength(readers.length);
});

it('opinions and replaced materials are given too', async () => {
  const { id, digest } = await opened('the first application');
  const second = await stored(eastAcceptor, 'the second');
  await act(eastAcceptor, id, 'materials', {
    version: 1,
    materials: [given('application', second, 'the second')],
  });
  await act(eastAcceptor, id, 'transitions', { version: 2, transition: 'accept' });
  const opinion = await stored(eastReviewer, 'an opinion');
  const step = { version: 3, step: 'review', result: 'approve', opinion };
  expect((await act(eastReviewer, id, 'decisions', step)).status).toBe(200);
  const texts = [];
  for (const each of [digest, second, opinion]) {
    texts.push((await asked(eastDecider, fileOf(id, each))).text);
  }
  expect(texts).toEqual(['the first application', 'the second', 'an opinion']);
  const { headers } = await asked(eastDecider, fileOf(id, opinion), { method: 'HEAD' });
  expect(headers['content-type']).toBe('application/octet-stream');
});

it('the opinion and the proof of delivery of a case that has ended are given to its department alone', async () => {
  const { id } = await opened('refused in the end');
  await act(eastAcceptor, id, 'transitions', { version: 1, transition: 'accept' });
  const opinion = await stored(eastReviewer, 'why it is refused');
  const refusal = { version: 2, step: 'review', result: 'refuse', reason: 'condition-unmet', opinion };
  const { body: ended } = await act(eastReviewer, id, 'decisions', refusal);
  const proof = await stored(eastAcceptor, 'signed for');
  const { source } = given('', proof, 'signed for') as { readonly source: { readonly content: object } };
  await act(eastAcceptor, id, 'delivery', { version: ended?.['version'], proof: source.content });
  for (const [file, text, type] of [
    [opinion, 'why it is refused', 'application/octet-stream'],
    [proof, 'signed for', 'text/plain'],
  ] as const) {
    const answer = await asked(eastDecider, fileOf(id, file));
    expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([200, text, type]);
    for (const other of [marketReviewer, westDecider, auditor]) {
      expect((await asked(other, fileOf(id, file))).status).toBe(404);
    }
  }
  expect(await accessesOf(id)).toHaveLength(2);
});

describe('nothing is given, and nothing recorded,', () => {
  let id: string;
  let digest: Digest;
  beforeAll(async () => {
    ({ id, digest } = await opened('for few eyes'));
  });

  it.each([
    ['another department', marketReviewer, 404, 'not-found'],
    ['a decider of another department', eastMarketDecider, 404, 'not-found'],
    ['another organisation', westDecider, 404, 'not-found'],
    ['a verifier', westVerifier, 404, 'not-found'],
    ['an auditor', auditor, 404, 'not-found'],
    ['an officer of the department whose role handles no case', archivist, 403, 'role-missing'],
  ] as const)('to %s', async (_, by, status, code) => {
    const answer = await asked(by, fileOf(id, digest));
    expect([answer.status, answer.body?.['code']]).toEqual([status, code]);
    // Nor is a guess of what somebody has applied with confirmed.
    const head = await asked(by, fileOf(id, digest), { method: 'HEAD' });
    expect(head.status).toBe(by === archivist ? 200 : 404);
    expect(await accessesOf(id)).toEqual([]);
  });

  it('by the contract either, whatever the gateway says', async () => {
    const { commands } = gateway.services;
    for (const by of [marketReviewer, westDecider]) {
      await expect(commands.run(callerOf(by), accessCase, { id, content: digest })).rejects.toMatchObject({
        code: 'not-competent',
      });
    }
  });

  it('of a digest that the case does not name', async () => {
    const other = await stored(eastAcceptor, 'of no case');
    const answer = await asked(eastReviewer, fileOf(id, other));
    expect([answer.status, answer.body?.['code']]).toEqual([404, 'not-found']);
    const nobodys = await asked(eastReviewer, fileOf(`${eastLand.code}.NONE`, digest));
    expect(nobodys.status).toBe(404);
  });

  it.each(['purpose', 'basis'])('where the caller says a %s: it follows from the case', async (name) => {
    const answer = await asked(eastReviewer, fileOf(id, digest, `&${name}=curiosity`));
    expect([answer.status, answer.body?.['field']]).toEqual([400, `query/${name}`]);
  });

  it('where a record is named too', async () => {
    const record = '&record=00000000000000000000000000';
    const answer = await asked(eastReviewer, fileOf(id, digest, record));
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });

  it('once the case has ended: then its record is read, for a purpose that is said', async () => {
    const { id: ended, digest: file } = await opened('withdrawn');
    const withdrawal = { version: 1, transition: 'withdraw', reason: 'by-applicant' };
    const { body } = await act(eastAcceptor, ended, 'transitions', withdrawal);
    const answer = await asked(eastReviewer, fileOf(ended, file));
    expect([answer.status, answer.body?.['code']]).toEqual([409, 'state-conflict']);
    const why = 'purpose=case-review&basis=archives-law:28';
    const read = await asked(
      eastReviewer,
      `/contents/${file.value}?record=${String(body?.['record'])}&${why}`,
    );
    expect([read.status, read.text]).toEqual([200, 'withdrawn']);
    expect(await accessesOf(ended)).toEqual([]);
  });
});
