// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition } from '@guidang/chaincode/model';
import { manifestOf } from '@guidang/chaincode/proof';
import { departments, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import { existingLicence } from '../../../chaincode/src/testing/existing';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import type { Bilingual } from '../words/language';

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

const title = 'title-certificate';
const period = { from: { licence: title, name: 'valid-from' }, to: { licence: title, name: 'valid-until' } };

/** Asks for what licences say, and for promises. */
const comparing: MatterDefinition = {
  ...matter,
  id: '99071590000302',
  materials: [
    {
      code: title,
      name: '不动产权证书',
      required: true,
      accepts: ['licence'],
      licenceType: licenceTypes.realEstate,
    },
    { code: 'promise', name: '承诺书', required: true, accepts: ['content', 'promise'] },
  ],
  acceptance: {
    all: [
      { attribute: { licence: title, name: 'land-right' }, is: ['allotted'] },
      { not: { attribute: { licence: title, name: 'land-right' }, is: ['granted'] } },
      { attribute: { licence: title, name: 'area' }, atMost: 144 },
      { attribute: { licence: title, name: 'valid-until' }, atLeast: '2026-04-01' },
      { ...period, atLeast: { days: 30, unit: 'calendar-days' } },
      { ...period, atMost: { days: 1, unit: 'working-days' } },
      { any: [{ promised: 'promise' }, { licence: title, is: ['suspended'] }] },
    ],
  },
  steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
};

let gateway: EmbeddedGateway;
let server: GatewayServer;
let at: string;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  await gateway.consent(
    'matters',
    [matter, comparing].map((definition) => ({ kind: 'matter', definition })),
  );
  server = await gatewayServer(gateway);
  const { id } = await server.done(eastAcceptor, '/cases', {
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

interface Conditions {
  readonly conditions: readonly {
    readonly of: string;
    readonly step?: string;
    readonly name: Bilingual;
    readonly holds: boolean;
    readonly unmet: readonly { readonly text: Bilingual }[];
  }[];
}

async function conditionsAt(path: string): Promise<Conditions> {
  return (await server.done(eastAcceptor, `${path}/conditions`)) as unknown as Conditions;
}

/** Of each condition: whether it holds, and what is missing in Chinese. */
async function missing(): Promise<unknown> {
  const { conditions } = await conditionsAt(at);
  expect(conditions.every(({ holds, unmet }) => holds === (unmet.length === 0))).toBe(true);
  return conditions.map(({ of, step, unmet }) => [step ?? of, ...unmet.map(({ text }) => text.zh)]);
}

it('says for each condition what is missing, as the contract sees it, until the case has ended', async () => {
  await server.done(officers.eastRegistrar, `/objects/${parcel}/restrictions`, {
    id: 'SF-1',
    kind: 'seizure',
    basis: 'civil-procedure-law:253',
  });
  expect(await missing()).toEqual([
    ['acceptance', '材料“申请书”', '标的上没有查封'],
    ['decide', '材料“承诺书”，或者“承诺书”有效（尚未提供）'],
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
  await server.done(eastDecider, `${at}/transitions`, {
    version: 1,
    transition: 'not-accept',
    reason: 'out-of-scope',
  });
  expect(await missing()).toEqual([]);
});

describe('a condition over what a licence says', () => {
  const asked = [
    [
      '“不动产权证书”的权利性质为划拨（目前：出让）',
      '权利性质 of “不动产权证书” is 划拨 (now: 出让)',
      'land-right of “title-certificate” is allotted (now: granted)',
    ],
    [
      '不得：“不动产权证书”的权利性质为出让（目前：出让）',
      'not: 权利性质 of “不动产权证书” is 出让 (now: 出让)',
      'not: land-right of “title-certificate” is granted (now: granted)',
    ],
    [
      '“不动产权证书”的建筑面积不多于144 平方米（账本上无从得知）',
      '建筑面积 of “不动产权证书” is at most 144 m² (not known)',
      'area of “title-certificate” is at most 144 (not known)',
    ],
    [
      '“不动产权证书”的有效期止日不早于2026-04-01（目前：2026-03-13）',
      'last day of “不动产权证书” is not before 2026-04-01 (now: 2026-03-13)',
      'last day of “title-certificate” is not before 2026-04-01 (now: 2026-03-13)',
    ],
    [
      '自“不动产权证书”的有效期起日至“不动产权证书”的有效期止日至少30 日（目前：11 日）',
      'from first day of “不动产权证书” to last day of “不动产权证书” at least 30 days (now: 11 days)',
      'from first day of “title-certificate” to last day of “title-certificate” at least 30 days (now: 11 days)',
    ],
    [
      '自“不动产权证书”的有效期起日至“不动产权证书”的有效期止日至多1 个工作日（目前：9 个工作日）',
      'from first day of “不动产权证书” to last day of “不动产权证书” at most 1 working day (now: 9 working days)',
      'from first day of “title-certificate” to last day of “title-certificate” at most 1 working day (now: 9 working days)',
    ],
    [
      '材料“承诺书”以告知承诺方式提供，或者“不动产权证书”暂扣（目前：过期）',
      'material “承诺书” as a promise, or “不动产权证书” is suspended (now: expired)',
      'material “promise” as a promise, or “title-certificate” is suspended (now: expired)',
    ],
  ] as const;
  let path: string;

  beforeAll(async () => {
    // Its period is over: such a one is registered, and not issued.
    const identifier = existingLicence('2026031');
    const { root, count, inclusionOf } = manifestOf([identifier]);
    await gateway.consent('existing', [
      {
        kind: 'registration',
        issuer: eastLand.code,
        licenceType: licenceTypes.realEstate,
        manifest: { root, count },
        until: '2099-12-31',
      },
    ]);
    const certificate = await server.done(eastDecider, '/licences', {
      identifier,
      issuedOn: '2026-03-02',
      inclusion: inclusionOf(identifier),
      region: regions.east,
      holders: [{ organisation: westLand.code }],
      object: parcel,
      validFrom: '2026-03-02',
      validUntil: '2026-03-13',
      attributes: { 'land-right': 'granted' },
    });
    const headers = { 'Content-Type': 'text/plain' };
    const paper = await server.ask(eastAcceptor, '/contents', { body: Buffer.from('a paper'), headers });
    const { digest } = paper.body ?? {};
    const content = { digest, bytes: 7, mediaType: 'text/plain', role: 'scan' };
    const { id } = await server.done(eastAcceptor, '/cases', {
      number: 'C-2',
      matter: comparing.id,
      applicant: { organisation: westLand.code },
      object: parcel,
      materials: [
        { code: title, source: { licence: certificate['identifier'] } },
        { code: 'promise', source: { content } },
      ],
    });
    path = `/cases/${encodeURIComponent(String(id))}`;
  });

  it('says of each part what is asked and what there is, by name', async () => {
    const [acceptance] = (await conditionsAt(path)).conditions;
    expect(acceptance).toMatchObject({
      of: 'acceptance',
      name: { en: 'acceptance', zh: '受理' },
      holds: false,
    });
    expect(acceptance?.unmet.map(({ text: { zh, en } }) => [zh, en])).toEqual(
      asked.map(([zh, en]) => [zh, en]),
    );
  });

  it.each(['en', 'zh'] as const)('is refused with the same, by code: in %s', async (language) => {
    const refused = await server.ask(eastAcceptor, `${path}/transitions`, {
      body: { version: 1, transition: 'accept' },
      headers: { 'accept-language': language },
    });
    expect([refused.status, refused.body?.['code']]).toEqual([409, 'condition-unmet']);
    for (const [, , english] of asked) {
      if (language === 'en') expect(refused.body?.['detail']).toContain(english);
    }
    if (language === 'zh') {
      expect(refused.body?.['detail']).toMatch(
        /未满足：“title-certificate”的land-right为allotted（目前：granted）；/,
      );
    }
  });
});
