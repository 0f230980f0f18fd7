// SPDX-License-Identifier: Apache-2.0
import type { RegistryChange } from '@guidang/chaincode/model';
import { departments, officers, regions } from '@guidang/chaincode/sample';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import type { HttpAnswer } from '../testing/http-client';

jest.setTimeout(60_000);

const { eastDecider } = officers;
const type: Extract<RegistryChange, { kind: 'licence-type' }> = {
  kind: 'licence-type',
  code: '11999999000000019M077',
  name: '施工许可证',
  statuses: ['in-force', 'cancelled', 'superseded'],
  multiple: true,
  attributes: [
    { code: 'note', name: '附记', kind: 'text', charactersMax: 60 },
    { code: 'price', name: '合同价', kind: 'amount', unit: 'fen' },
    { code: 'crew', name: '人数', kind: 'amount', unit: 'people' },
    { code: 'starts', name: '开工日期', kind: 'day' },
    { code: 'class', name: '类别', kind: 'choice', choices: [{ code: 'a', name: '甲' }] },
  ],
};

let gateway: EmbeddedGateway;
let server: GatewayServer;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  const authority = {
    kind: 'authority' as const,
    issuer: departments.eastLand.code,
    licenceType: type.code,
    grant: { regions: [regions.east], from: '2015-01-01' },
  };
  await gateway.consent('type', [type, authority]);
  server = await gatewayServer(gateway);
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

async function issue(attributes: unknown): Promise<HttpAnswer> {
  const answer = await server.ask(eastDecider, '/licences', {
    body: {
      type: type.code,
      region: regions.east,
      holders: [{ organisation: departments.westLand.code }],
      validFrom: '2026-03-02',
      attributes,
    },
  });
  await gateway.reach();
  return answer;
}

const attributes = {
  note: '<b>一期</b>',
  price: Number.MAX_SAFE_INTEGER,
  crew: 0,
  starts: '2028-02-29',
  class: 'a',
};

describe('what a licence says besides', () => {
  let identifier: string;
  beforeAll(async () => {
    const { status, body } = await issue(attributes);
    expect([status, body]).toEqual([201, expect.anything()]);
    identifier = String(body?.['identifier']);
  });

  it('is shown with its details, which is a recorded use', async () => {
    const why = 'purpose=audit&basis=archives-law:28';
    const { body } = await server.ask(eastDecider, `/licences/${identifier}?${why}`);
    expect(body?.['licence']).toMatchObject({ schema: 3, attributes });
  });

  it.each([
    '/licences?limit=10',
    '/licences/ID/verification',
    '/licences/ID/verification?consistency=ledger',
  ])('is no part of %s', async (path) => {
    const { status, text } = await server.ask(eastDecider, path.replace('ID', identifier));
    expect([status, text.includes(identifier)]).toEqual([200, true]);
    expect(text).not.toMatch(/attributes|一期|2028-02-29/);
  });

  it('is said again of the next one, where it is printed too', async () => {
    const renewal = (attributes: object): object => ({
      version: 1,
      reason: 'renewal',
      basis: 'food-operation-licence-rules-35',
      content: {
        region: regions.east,
        holders: [{ organisation: departments.westLand.code }],
        validFrom: '2026-03-02',
        attributes,
      },
    });
    const path = `/licences/${identifier}/renewal`;
    const refused = await server.ask(eastDecider, path, { body: renewal({ note: '😀' }) });
    expect(refused.body).toMatchObject({
      code: 'characters-unprintable',
      field: 'body/content/attributes/note',
    });
    const { body } = await server.ask(eastDecider, path, { body: renewal({ crew: 7 }) });
    await gateway.reach();
    const next = String(body?.['identifier']);
    const why = 'purpose=audit&basis=archives-law:28';
    const shown = await server.ask(eastDecider, `/licences/${next}?${why}`);
    expect(shown.body?.['licence']).toHaveProperty('attributes', { crew: 7 });
  });
});

describe('is refused, with its place:', () => {
  it.each<[string, string, unknown, string]>([
    ['a citizen number', 'note', '999999199001010016', 'personal-number'],
    ['a citizen number with spaces', 'note', '999999 19900101 0016', 'personal-number'],
    ['a citizen number in full width', 'note', '９９９９９９１９９００１０１００１６', 'personal-number'],
    ['a citizen number in a sentence', 'note', '法人 999999199001010016。', 'personal-number'],
    ['a mobile number', 'note', '+86 138-0013-8000', 'personal-number'],
    ['a mobile number in a sentence', 'note', '电话13800138000', 'command-malformed'],
    ['one in full width in a sentence', 'note', '电话１３８００１３８０００', 'command-malformed'],
    ['a mobile number as an amount', 'crew', 13_800_138_000, 'command-malformed'],
    ['a number with a fraction', 'price', 1.5, 'field-invalid'],
    ['a number below zero', 'price', -1, 'field-invalid'],
    ['a number that no computer counts with', 'price', 1e21, 'field-invalid'],
    ['an amount as a text', 'price', '89', 'command-malformed'],
    ['a number as a text', 'note', 89, 'command-malformed'],
    ['a day that there is not', 'starts', '2027-02-29', 'command-malformed'],
    ['a day as people write it', 'starts', '2027/2/9', 'command-malformed'],
    ['a text that is too long', 'note', '字'.repeat(61), 'command-malformed'],
    ['no text', 'note', '', 'field-invalid'],
    ['a list', 'note', ['a'], 'field-invalid'],
    ['nothing', 'note', null, 'field-invalid'],
    ['a choice by its name', 'class', '甲', 'command-malformed'],
    ['what every licence says', 'valid-until', '2030-01-01', 'command-malformed'],
    ['what no request may name', 'constructor', 'a', 'field-unknown'],
    ['what no licence says', 'colour', 'red', 'command-malformed'],
    ['a text that turns around', 'note', 'a\u202eb', 'field-invalid'],
    ['a control character', 'note', 'a\u0000b', 'field-invalid'],
    ['a character that no font has', 'note', '😀', 'characters-unprintable'],
  ])('%s', async (_, code, value, expected) => {
    const { status, body } = await issue({ [code]: value });
    expect([status < 500, body?.['code']]).toEqual([true, expected]);
    expect(JSON.stringify([body?.['field'], body?.['errors']])).toContain(`body/attributes/${code}`);
  });
});
