// SPDX-License-Identifier: Apache-2.0
import { departments, governors, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { asking } from '../../../chaincode/src/testing/questions';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';

jest.setTimeout(60_000);

const { eastAcceptor, eastReviewer, eastDecider } = officers;

let gateway: EmbeddedGateway;
let server: GatewayServer;
let at: string;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  server = await gatewayServer(gateway);
  await server.done(governors.east, '/matters', asking);
  const { id } = await server.done(eastAcceptor, '/cases', {
    number: 'Q-1',
    matter: asking.id,
    applicant: { organisation: departments.westLand.code },
    materials: [],
  });
  at = `/cases/${encodeURIComponent(String(id))}`;
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

async function missing(): Promise<unknown> {
  const { conditions } = (await server.done(eastAcceptor, `${at}/conditions`)) as {
    conditions: { of: string; step?: string; unmet: { text: { zh: string; en: string } }[] }[];
  };
  return conditions.map(({ of, step, unmet }) => [
    step ?? of,
    ...unmet.map(({ text }) => [text.zh, text.en]),
  ]);
}

const unanswered = {
  resident: [
    '问题“申请人是否在本地居住？”回答“是”（尚未回答）',
    'question “Does the applicant live here?”: “yes” (not answered)',
  ],
  site: [
    '不得：问题“现场情况如何？”回答“不符合”（尚未回答）',
    'not: question “How is the place?”: “unfit” (not answered)',
  ],
} as const;

it('is asked for in words while a question is not answered, and while it is answered otherwise', async () => {
  expect(await missing()).toMatchObject([
    ['acceptance', unanswered.resident],
    ['inspect', unanswered.site],
    [
      'completion',
      { 0: expect.stringContaining('决定') as string },
      { 0: expect.stringContaining('重大项目') as string },
    ],
  ]);
  await server.done(eastAcceptor, `${at}/answers`, {
    version: 1,
    answers: [{ question: 'resident', value: 'no' }],
  });
  expect(await missing()).toMatchObject([
    [
      'acceptance',
      [
        '问题“申请人是否在本地居住？”回答“是”（回答为：“否”）',
        'question “Does the applicant live here?”: “yes” (answered: “no”)',
      ],
    ],
    ['inspect', unanswered.site],
    {},
  ]);
});

it.each([
  ['en', /not met: question “Does the applicant live here\?”: “yes” \(answered: “no”\)/],
  ['zh', /未满足：问题“申请人是否在本地居住？”回答“是”（回答为：“否”）。/],
])('is refused with the text of the question: in %s', async (language, text) => {
  const refused = await server.ask(eastAcceptor, `${at}/transitions`, {
    body: { version: 2, transition: 'accept' },
    headers: { 'accept-language': language },
  });
  expect([refused.status, refused.body?.['code']]).toEqual([409, 'condition-unmet']);
  expect(refused.body?.['detail']).toMatch(text);
});

it.each<[string, DemoOfficer, object, number, string, RegExp]>([
  [
    'the question of another',
    eastReviewer,
    { question: 'resident', value: 'yes' },
    403,
    'role-missing',
    /须由申请人回答/,
  ],
  [
    'no choice',
    eastAcceptor,
    { question: 'resident', value: 'perhaps' },
    400,
    'command-malformed',
    /没有选项 perhaps/,
  ],
  [
    'no question',
    eastAcceptor,
    { question: 'valueof', value: 'yes' },
    400,
    'command-malformed',
    /没有问题 valueof/,
  ],
  [
    'what is no code',
    eastAcceptor,
    { question: '__proto__', value: 'yes' },
    400,
    'field-invalid',
    /answers\/0\/question/,
  ],
])('takes no answer to %s', async (_, by, answer, status, code, detail) => {
  const refused = await server.ask(by, `${at}/answers`, {
    body: { version: 2, answers: [answer] },
    headers: { 'accept-language': 'zh' },
  });
  expect([refused.status, refused.body?.['code']]).toEqual([status, code]);
  expect(JSON.stringify(refused.body)).toMatch(detail);
});

it('takes one once under one key, shows it in the case, and keeps the earlier one in its history', async () => {
  const body = { version: 2, answers: [{ question: 'resident', value: 'yes' }] };
  const headers = { 'Idempotency-Key': 'an-answer-once' };
  const first = await server.ask(eastAcceptor, `${at}/answers`, { body, headers });
  const again = await server.ask(eastAcceptor, `${at}/answers`, { body, headers });
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(again.body).toMatchObject({ version: 3, state: 'submitted' });
  const other = { version: 2, answers: [{ question: 'resident', value: 'no' }] };
  expect((await server.ask(eastAcceptor, `${at}/answers`, { body: other, headers })).status).toBe(409);
  await gateway.reach();
  const { answers } = await server.done(eastDecider, at);
  expect(answers).toMatchObject([{ question: 'resident', value: 'yes', by: 'applicant', version: 3 }]);
  const { items } = (await server.done(eastDecider, `${at}/history`)) as {
    items: { type: string; data?: { answers?: { value: string }[] } }[];
  };
  const told = items
    .filter(({ type }) => type === 'case.answered')
    .map(({ data }) => data?.answers?.[0]?.value);
  expect(told.sort()).toEqual(['no', 'yes']);
});
