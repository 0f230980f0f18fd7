// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import { addRendition, createRecord, issueLicence, revokeLicence } from '@guidang/chaincode/commands';
import { formatLicenceIdentifier } from '@guidang/chaincode/model';
import type { Digest } from '@guidang/chaincode/model';
import { departments, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { callerOf, EmbeddedGateway } from '../testing/embedded-gateway';
import { licenceId } from '../testing/fake-services';
import { ask } from '../testing/http-client';
import type { HttpAnswer } from '../testing/http-client';
import { testServer } from '../testing/test-server';
import { createApp } from './create-app';
import { httpConfig } from './server/http-config';
import { startServer } from './server/start-server';
import type { RunningServer } from './server/start-server';

jest.setTimeout(60_000);

const path = '/api/v1/public/verifications';
type Sha256 = Digest & { readonly algorithm: 'sha256' };

function digestOf(byte: string): Sha256 {
  return { algorithm: 'sha256', value: byte.repeat(32) };
}

const printed = digestOf('4d');
const another = digestOf('5e');
const filed = digestOf('6f');
const nobodys = digestOf('70');
const decider = officers.eastMarketDecider;

describe('a licence that anybody names', () => {
  let gateway: EmbeddedGateway;
  let server: RunningServer;

  const told = async (body: unknown, headers = {}): Promise<HttpAnswer> =>
    ask(server.url, path, { as: null, body, headers });
  const issued = async (rendition: Sha256): Promise<string> => {
    const { result } = await gateway.give(decider, issueLicence, {
      type: licenceTypes.foodBusiness,
      region: regions.east,
      holders: [{ organisation: departments.eastLand.code }],
      validFrom: '2026-01-01',
    });
    const { identifier } = result;
    const file = { digest: rendition, bytes: 1, mediaType: 'application/pdf' } as const;
    await gateway.give(decider, addRendition, { identifier, version: 1, rendition: file });
    return identifier;
  };

  let licence: string;
  let revoked: string;

  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded();
    licence = await issued(printed);
    revoked = await issued(another);
    const why = { reason: 'inspection', basis: 'food-safety-law:126' };
    await gateway.give(decider, revokeLicence, { identifier: revoked, version: 2, kind: 'penalty', ...why });
    await gateway.give(officers.eastAcceptor, createRecord, {
      category: 'WS',
      retention: 'D30',
      year: '2026',
      date: '2026-11-23',
      dossiers: [],
      contents: [{ digest: filed, bytes: 6, mediaType: 'text/plain', role: 'scan' }],
      references: [],
    });
    await gateway.reach();
    const app = createApp({
      services: gateway.services.http,
      config: httpConfig(),
      logger: pino({ level: 'silent' }),
      metrics: new Registry(),
      version: '0.0.0-test',
    });
    server = await startServer(app, { port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await server.close();
    await gateway.close();
  });

  it('is in force, and a file named beside it is its own or not, whose ever it is', async () => {
    const parts = async (body: unknown): Promise<unknown> => {
      const { status, body: verdict } = await told(body);
      return [status, verdict?.['integrity'], verdict?.['status'], verdict?.['issuer'], verdict?.['valid']];
    };
    expect(await parts({ licence })).toEqual([200, 'not-asked', 'in-force', 'authorised', true]);
    expect(await parts({ licence, digest: printed })).toEqual([
      200,
      'intact',
      'in-force',
      'authorised',
      true,
    ]);
    // A file of another licence, of a record, and of nobody are told apart by nothing.
    const others = await Promise.all(
      [another, filed, nobodys].map(async (digest) => {
        const { asOf, digest: named, ...rest } = (await told({ licence, digest })).body ?? {};
        return rest;
      }),
    );
    expect(others[0]).toMatchObject({ integrity: 'altered', reasons: ['file-altered'], valid: false });
    expect(new Set(others.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it('that does not exist says nothing of a file, which is not even looked for', async () => {
    const unknown = formatLicenceIdentifier({
      type: licenceTypes.foodBusiness,
      issuer: departments.eastMarket.code,
      serial: 'NONE1',
      version: '001',
    });
    const looked = jest.spyOn(gateway.services.http.contents, 'otherNames');
    const { body } = await told({ licence: unknown, digest: printed });
    expect(body).toMatchObject({ integrity: 'not-on-ledger', status: 'unknown', valid: false });
    expect(looked).not.toHaveBeenCalled();
    looked.mockRestore();
  });

  it('that exists is no way either to find out by its digest, or by the time that takes, that a file is here', async () => {
    const looked = jest.spyOn(gateway.services.http.contents, 'otherNames');
    for (const digest of [another, filed, nobodys]) await told({ licence, digest });
    expect(looked.mock.calls).toEqual([[printed], [printed], [printed]]);
    looked.mockRestore();
  });

  it('is known by either digest of its file', async () => {
    const { contents } = gateway.services.http;
    const bytes = Readable.from([Buffer.from('as printed')]);
    const stored = await contents.put(callerOf(decider), bytes, { bytesMax: 100 });
    const named = await issued(stored.digest as Sha256);
    await gateway.reach();
    for (const digest of [stored.digest, stored.sm3]) {
      expect((await told({ licence: named, digest })).body).toMatchObject({ integrity: 'intact', digest });
    }
    const otherSm3 = { algorithm: 'sm3', value: 'ab'.repeat(32) } as const;
    // Its own file is here, and known by both digests; that of the other licence is kept elsewhere.
    expect((await told({ licence: named, digest: otherSm3 })).body).toMatchObject({ integrity: 'altered' });
    expect((await told({ licence, digest: stored.sm3 })).body).toMatchObject({
      integrity: 'not-comparable',
      reasons: ['digest-not-comparable'],
      valid: false,
    });
  });

  it('is not said to be in force while the ledger cannot be asked whether it still is', async () => {
    const current = jest.spyOn(gateway.services.http.verifications, 'isCurrent').mockResolvedValue(false);
    try {
      const { status, body } = await told({ licence, digest: printed });
      expect([status, body]).toEqual([
        200,
        {
          licence,
          digest: printed,
          integrity: 'unreachable',
          status: 'unknown',
          issuer: 'unknown',
          proof: 'unavailable',
          valid: false,
          reasons: ['ledger-unreachable', 'status-unknown', 'issuer-unknown'],
          asOf: expect.any(String) as string,
          ledger: 'embedded',
        },
      ]);
      const page = await ask(server.url, `/v/${licence}?lang=zh`, { as: null });
      expect(page.text).toContain('账本不可达');
      expect(page.text).not.toMatch(/class="(?:whole|part) good"|✓|证照有效/u);
    } finally {
      current.mockRestore();
    }
    expect((await told({ licence })).body).toMatchObject({ status: 'in-force', valid: true });
  });

  it('shows no details, of how it ended neither, and nothing is recorded', async () => {
    const before = await gateway.services.http.events.nextSequence();
    const { body } = await told({ licence: revoked, digest: another });
    expect(Object.keys(body ?? {}).sort()).toEqual([
      'asOf',
      'digest',
      'integrity',
      'issuer',
      'ledger',
      'licence',
      'proof',
      'reasons',
      'status',
      'valid',
    ]);
    expect(body).toMatchObject({ integrity: 'intact', status: 'revoked', reasons: ['licence-revoked'] });
    expect(JSON.stringify(body)).not.toMatch(/penalty|inspection|126|2026-01-01/);
    expect(await gateway.services.http.events.nextSequence()).toBe(before);
  });

  it('must be named: no question is about a file alone, a receipt or a day', async () => {
    for (const body of [{ digest: printed }, { licence, at: '2026-01-01' }, { licence, receipt: 'r' }]) {
      expect([body, (await told(body)).status]).toEqual([body, 400]);
    }
  });
});

it('each address asks few such questions, whatever else it may ask', async () => {
  const server = await testServer({ publicVerificationsMax: 3 });
  const ask = async (route = path, body?: unknown): Promise<number> =>
    (await server.ask(route, { as: null, ...(body === undefined ? {} : { body }) })).status;
  try {
    const answers = [];
    for (let count = 0; count < 4; count += 1) answers.push(await ask(path, { licence: licenceId }));
    expect(answers).toEqual([200, 200, 200, 429]);
    expect(await ask('/checkpoint')).toBe(200);
    expect((await server.ask('/api/v1/verifications', { body: { licence: licenceId } })).status).toBe(200);
  } finally {
    await server.close();
  }
});
