// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition } from '@guidang/chaincode/model';
import { departments, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';

jest.setTimeout(60_000);

const { eastLand, westLand } = departments;
const { eastAcceptor, eastDecider, westVerifier } = officers;
const parcel = '999999001001GB00001F00010001';

const matter: MatterDefinition = {
  id: '99071590000301',
  name: '测试事项',
  objectKind: 'real-estate-unit',
  materials: [
    { code: 'application', name: '申请书', required: true, accepts: ['content'] },
    { code: 'promise', name: '承诺书', required: false, accepts: ['promise'] },
  ],
  acceptance: { all: [{ materials: 'required' }, { unrestricted: 'object', kinds: ['seizure'] }] },
  steps: [
    {
      code: 'decide',
      name: '决定',
      role: 'decider',
      gives: 'granted',
      requires: { any: [{ material: 'promise' }, { licence: 'promise', is: ['in-force'] }] },
    },
  ],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 7,
  outcomes: [],
  archive: { category: 'WS', retention: 'D30' },
};

let gateway: EmbeddedGateway;
let server: GatewayServer;
let at: string;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  await gateway.consent('matter', [{ kind: 'matter', definition: matter }]);
  server = await gatewayServer(gateway);
  const { id } = await done(eastAcceptor, '/cases', {
    number: 'C-1',
    matter: matter.id,
    applicant: { organisation: westLand.code },
    object: parcel,
    materials: [],
  });
  at = `/cases/${encodeURIComponent(String(id))}`;
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

async function done(by: DemoOfficer, path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await server.ask(by, path, body === undefined ? {} : { body });
  await gateway.reach();
  expect([path, answer.status < 300, answer.body]).toEqual([path, true, answer.body]);
  return answer.body ?? {};
}

/** Of each condition: whether it holds, and what is missing in Chinese. */
async function missing(): Promise<unknown> {
  const { conditions } = (await done(eastAcceptor, `${at}/conditions`)) as {
    readonly conditions: readonly {
      readonly of: string;
      readonly step?: string;
      readonly holds: boolean;
      readonly unmet: readonly { readonly text: { readonly zh: string; readonly en: string } }[];
    }[];
  };
  expect(conditions.every(({ holds, unmet }) => holds === (unmet.length === 0))).toBe(true);
  return conditions.map(({ of, step, unmet }) => [step ?? of, ...unmet.map(({ text }) => text.zh)]);
}

it('says for each condition what is missing, as the contract sees it, until the case has ended', async () => {
  await done(officers.eastRegistrar, `/objects/${parcel}/restrictions`, {
    id: 'SF-1',
    kind: 'seizure',
    basis: 'civil-procedure-law:253',
  });
  expect(await missing()).toEqual([
    ['acceptance', '材料“申请书”', '标的上没有查封'],
    ['decide', '材料“承诺书”，或者“承诺书”有效'],
    ['completion', '环节“决定”同意'],
  ]);
});

it('is for its own department; another one says why, and is recorded', async () => {
  const refused = await server.ask(westVerifier, `${at}/conditions`);
  expect([refused.status, refused.body?.['code']]).toEqual([400, 'purpose-required']);
  const why = 'purpose=audit&basis=archives-law:28';
  expect((await server.ask(westVerifier, `${at}/conditions?${why}`)).status).toBe(200);
  const unknown = `/cases/${encodeURIComponent(`${eastLand.code}.none`)}/conditions`;
  expect((await server.ask(eastDecider, unknown)).status).toBe(404);
});

it('names none of a case that has ended', async () => {
  await done(eastDecider, `${at}/transitions`, {
    version: 1,
    transition: 'not-accept',
    reason: 'out-of-scope',
  });
  expect(await missing()).toEqual([]);
});
