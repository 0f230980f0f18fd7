// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { KeyLike } from 'jose';
import { pino } from 'pino';
import { mspId } from '@guidang/chaincode/model';
import { createRecord } from '@guidang/chaincode/commands';
import { departments, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { until } from '../common/until';
import { readConfig } from '../config/config';
import type { Config, ReaderConfig } from '../config/config';
import { createRecordExample } from '../http/openapi/examples';
import type { LedgerPort } from '../ledger/port';
import { Authority } from '../testing/authority';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { licenceId } from '../testing/fake-services';
import { startReader } from './reader';
import type { Reader } from './reader';

jest.setTimeout(60_000);

const logger = pino({ level: 'silent' });
const issuer = 'http://localhost/issuer';
const audience = 'urn:guidang:gateway';

let folder: string;
/** The organisation's first gateway, on whose ledger the reader follows the blocks. */
let first: EmbeddedGateway;
let issuing: { readonly key: KeyLike; readonly server: Server; readonly keysUrl: string };
let authority: Authority;
let config: Config;
let settings: ReaderConfig;
let reader: Reader;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-reader-'));
  first = await EmbeddedGateway.seeded();
  issuing = await startIssuer();
  authority = await Authority.create('east');
  config = await readerConfig();
  if (config.reader === undefined) throw new Error('the configuration is that of a reader');
  settings = config.reader;
  reader = await startReader(config, settings, { logger, connect });
});

afterAll(async () => {
  await reader.close();
  await first.close();
  issuing.server.close();
  await rm(folder, { recursive: true });
});

async function startIssuer(): Promise<typeof issuing> {
  const { publicKey, privateKey: key } = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }];
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { key, server, keysUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks` };
}

async function readerConfig(): Promise<Config> {
  const { certificate, key } = await authority.issue('O=east, CN=reader.east', 'localhost');
  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(join(folder, name), content, { mode: 0o600 });
    return join(folder, name);
  };
  const own = { certificateFile: await file('cert.pem', certificate), keyFile: await file('key.pem', key) };
  const roots = await file('roots.pem', authority.certificate);
  const connection = {
    ...{ network: 'guidang', channel: 'records', chaincode: 'guidang', organisation: 'east' },
    ...{ mspId: mspId('east'), peerEndpoint: 'localhost:1', identity: own, tls: own },
    ...{ tlsRootCertificateFile: roots, identityRootCertificateFile: roots },
  };
  const cursorKeyFile = await file('cursors', Buffer.alloc(32, 7).toString('base64'));
  const signIn = { issuer, audience, keysUrl: issuing.keysUrl };
  const dataFolder = join(folder, 'data');
  return readConfig({}, { port: 0, dataFolder, reader: { connection, signIn, cursorKeyFile } });
}

function connect(): Promise<LedgerPort> {
  const identity = { organisation: 'east', mspId: mspId('east'), certificatePem: authority.certificate };
  return Promise.resolve(first.ledger.port(identity));
}

interface Asking {
  readonly as?: DemoOfficer;
  readonly method?: string;
  readonly block?: number;
}

interface Answered {
  readonly status: number;
  readonly block: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function ask(path: string, { as, method = 'GET', block }: Asking = {}): Promise<Answered> {
  const sent = request(`${reader.url}${path}`, {
    method,
    ca: authority.certificate,
    headers: {
      ...(as === undefined ? {} : { Authorization: `Bearer ${await tokenOf(as)}` }),
      ...(block === undefined ? {} : { 'Guidang-Min-Block': String(block) }),
    },
  });
  const answered = new Promise<Answered>((resolve, reject) => {
    sent.once('error', reject);
    sent.once('response', (response) => {
      text(response).then((body) => {
        resolve({
          status: response.statusCode ?? 0,
          block: Number(response.headers['guidang-block']),
          body: JSON.parse(body) as Answered['body'],
        });
      }, reject);
    });
  });
  sent.end();
  return answered;
}

function tokenOf({ id, organisation, roles }: DemoOfficer): Promise<string> {
  return new SignJWT({ organisation, officer: id, roles })
    .setProtectedHeader({ alg: 'ES256', kid: 'one', typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(id)
    .setIssuedAt()
    .setExpirationTime('10 minutes')
    .sign(issuing.key);
}

async function ready(): Promise<void> {
  await until('the reader is ready', async () => ((await ask('/readyz')).status === 200 ? true : undefined));
}

describe('a reader', () => {
  it('lists what the first gateway has written, as of the block that is asked for', async () => {
    await ready();
    const written = await first.give(officers.eastRegistrar, createRecord, createRecordExample);
    const { block } = written;
    const listed = await ask('/api/v1/records', { as: officers.eastRegistrar, block });
    expect(listed.status).toBe(200);
    expect(listed.block).toBeGreaterThanOrEqual(block);
    expect(listed.body['items']).toContainEqual(expect.objectContaining({ id: written.result.id }));
  });

  it('says that a block has not come yet, rather than answer without it', async () => {
    const answer = await ask('/api/v1/records', { as: officers.eastRegistrar, block: 1_000_000 });
    expect(answer).toMatchObject({ status: 503, body: { code: 'projection-behind' } });
  });

  it('answers verdicts, of its own query store and of the ledger', async () => {
    const path = `/api/v1/licences/${licenceId}/verification`;
    for (const query of ['', '?consistency=ledger']) {
      await expect(ask(path + query, { as: officers.eastRegistrar })).resolves.toMatchObject({
        status: 200,
        body: { valid: false, status: 'unknown', ledger: 'network' },
      });
    }
  });

  it('knows officers by the registry alone, and those of its own organisation only', async () => {
    await expect(ask('/api/v1/records', { as: officers.westVerifier })).resolves.toMatchObject({
      status: 403,
      body: { code: 'officer-unknown' },
    });
    const stranger = { ...officers.eastRegistrar, id: 'east-nobody' };
    await expect(ask('/api/v1/records', { as: stranger })).resolves.toMatchObject({ status: 403 });
  });

  it('refuses what it would have to record, and every write', async () => {
    const ofAnother = `/api/v1/records?department=${departments.westLand.code}`;
    const as = officers.eastRegistrar;
    await expect(ask(ofAnother, { as })).resolves.toMatchObject({ body: { code: 'purpose-required' } });
    const before = await first.context.organisations.get('east')?.ledger.height();
    await expect(ask(`${ofAnother}&purpose=review&basis=law-1`, { as })).resolves.toMatchObject({
      status: 421,
      body: { code: 'primary-only' },
    });
    await expect(ask('/api/v1/records', { as, method: 'POST' })).resolves.toMatchObject({ status: 421 });
    await expect(first.context.organisations.get('east')?.ledger.height()).resolves.toBe(before);
  });

  it('has no wallet, outbox, contents or keys, and goes on from its own place after a restart', async () => {
    await ready();
    await reader.close();
    reader = await startReader(config, settings, { logger, connect });
    await ready();
    const { checks } = (await ask('/readyz')).body as { checks: Record<string, { ok: boolean }> };
    expect(Object.keys(checks).sort()).toEqual(
      ['ledger', 'log', 'preparation', 'projection', 'registry', 'space', 'storage'].sort(),
    );
  });

  it("is not ready while its organisation's peer is not to be reached", async () => {
    await reader.close();
    const connected = await connect();
    reader = await startReader(config, settings, { logger, connect: () => Promise.resolve(connected) });
    await ready();
    await connected.close();
    await expect(ask('/readyz')).resolves.toMatchObject({
      status: 503,
      body: { checks: { ledger: { ok: false, detail: 'unreachable' } } },
    });
  });

  it('does not start without the key for cursors, makes none, and leaves nothing open', async () => {
    await reader.close();
    const cursorKeyFile = join(folder, 'not-there');
    await expect(
      startReader(config, { ...settings, cursorKeyFile }, { logger, connect }),
    ).rejects.toMatchObject({ code: 'wallet-key-missing' });
    reader = await startReader(config, settings, { logger, connect });
  });
});

describe('the configuration of a reader', () => {
  it('takes no secret of the authority, and stands beside no other ledger', () => {
    const { connection } = settings;
    const registrar = { id: 'registrar', secret: 'x' };
    const withSecret = { ...settings, connection: { ...connection, authority: { registrar } } };
    expect(() => readConfig({}, { dataFolder: folder, reader: withSecret })).toThrow('authority');
    const organisation = { id: 'east', name: 'East' };
    const both = { dataFolder: folder, reader: settings, embedded: { organisations: [organisation] } };
    expect(() => readConfig({}, both)).toThrow('exactly one of');
  });
});
