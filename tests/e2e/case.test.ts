// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { departments, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import type { MatterDefinition } from '@guidang/chaincode/model';
import { EmbeddedGateway } from '../../gateway/src/testing/embedded-gateway';
import { gatewayServer } from '../../gateway/src/testing/gateway-server';
import type { GatewayServer } from '../../gateway/src/testing/gateway-server';
import { outputOf, startScript } from '../support/script-process';
import type { Output } from '../support/script-process';

jest.setTimeout(120_000);

const { westLand } = departments;
const { eastAcceptor, eastDecider, westVerifier } = officers;
const title = 'title-certificate';

const matter: MatterDefinition = {
  id: '99071590000303',
  name: '测试事项',
  materials: [
    {
      code: title,
      name: '不动产权证书',
      required: true,
      accepts: ['licence'],
      licenceType: licenceTypes.realEstate,
    },
  ],
  acceptance: { attribute: { licence: title, name: 'land-right' }, is: ['allotted'] },
  steps: [
    {
      code: 'decide',
      name: '决定',
      role: 'decider',
      gives: 'granted',
      requires: { attribute: { licence: title, name: 'land-right' }, is: ['granted'] },
    },
  ],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 7,
  outcomes: [],
  archive: { category: 'WS', retention: 'D30' },
};

let gateway: EmbeddedGateway;
let server: GatewayServer;
let folder: string;
let id: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-case-'));
  gateway = await EmbeddedGateway.seeded();
  await gateway.consent('matter', [{ kind: 'matter', definition: matter }]);
  server = await gatewayServer(gateway);
  const { identifier } = await done(eastDecider, '/licences', {
    type: licenceTypes.realEstate,
    region: regions.east,
    holders: [{ organisation: westLand.code }],
    object: '999999001001GB00001F00010001',
    validFrom: '2026-03-02',
    attributes: { 'land-right': 'granted' },
  });
  const opened = await done(eastAcceptor, '/cases', {
    number: 'C-1',
    matter: matter.id,
    applicant: { organisation: westLand.code },
    materials: [{ code: title, source: { licence: identifier } }],
  });
  id = String(opened['id']);
});
afterAll(async () => {
  await server.close();
  await gateway.close();
  await rm(folder, { recursive: true, force: true });
});

async function done(by: DemoOfficer, path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await server.ask(by, path, { body });
  await gateway.reach();
  expect([path, answer.status < 300, answer.body]).toEqual([path, true, answer.body]);
  return answer.body ?? {};
}

/** The command, as an officer and in a language. */
async function run(by: DemoOfficer, language: string, ...options: readonly string[]): Promise<Output> {
  const token = join(folder, by.id);
  await writeFile(token, by.id);
  const environment = { GUIDANG_URL: server.url, GUIDANG_TOKEN_FILE: token, LC_ALL: language };
  return outputOf(startScript('case.ts', environment, ...options));
}

it.each([
  [
    'zh_CN.UTF-8',
    [
      '受理：尚未满足',
      '  - “不动产权证书”的权利性质为划拨（目前：出让）',
      '环节“决定”：已满足',
      '办结：尚未满足',
      '  - 环节“决定”同意',
    ],
  ],
  [
    'C',
    [
      'acceptance: not met',
      '  - 权利性质 of “不动产权证书” is 划拨 (now: 出让)',
      'step “决定”: met',
      'completion: not met',
      '  - step “决定”: approve',
    ],
  ],
])('says what a case needs, in the language of the terminal: %s', async (language, lines) => {
  const { status, stdout, stderr } = await run(eastAcceptor, language, 'conditions', id);
  expect([status, stderr]).toEqual([1, '']);
  const [first, ...others] = stdout.trimEnd().split('\n');
  expect(first).toContain(id);
  expect(others).toEqual(lines);
});

it('says it to programs too; to another department, if it says why', async () => {
  const refused = await run(westVerifier, 'C', 'conditions', id);
  expect([refused.status, refused.stdout]).toEqual([2, '']);
  expect(refused.stderr).toContain('purpose-required');
  const why = ['--purpose', 'audit', '--basis', 'archives-law:28'];
  const { status, stdout } = await run(westVerifier, 'C', 'conditions', id, '--json', ...why);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    case: id,
    conditions: [{ of: 'acceptance', holds: false }, {}, {}],
  });
});

it('misses nothing once the case has ended', async () => {
  const body = { version: 1, transition: 'not-accept', reason: 'out-of-scope' };
  await done(eastDecider, `/cases/${encodeURIComponent(id)}/transitions`, body);
  const { status, stdout } = await run(eastAcceptor, 'C', 'conditions', id);
  expect([status, stdout]).toEqual([0, `${id} has ended\n`]);
});

it.each([
  [[], 2],
  [['conditions'], 2],
  [['conditions', 'a', 'b'], 2],
  [['--help'], 0],
])('tells how it is used: %j', async (options, expected) => {
  const { status, stdout, stderr } = await run(eastAcceptor, 'C', ...options);
  expect(status).toBe(expected);
  expect(expected === 0 ? stdout : stderr).toMatch(/^npm run case -- conditions CASE/);
});
