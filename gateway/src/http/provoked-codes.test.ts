// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatLicenceIdentifier, formatUniqueCode } from '@guidang/chaincode/model';
import { licenceTypes, officers, departments, regions } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { catalogue, errorCodes } from '../errors/catalogue';
import type { ErrorCode } from '../errors/catalogue';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import { ask } from '../testing/http-client';
import type { HttpAnswer, HttpAsk } from '../testing/http-client';
import { problemSchema } from './openapi/problem-schema';

jest.setTimeout(120_000);

const { eastAcceptor, eastRegistrar, eastDecider, eastMarketDecider, westDecider, archivist, auditor } =
  officers;

const digest = { algorithm: 'sha256', value: 'ab'.repeat(32) };
const aRecord = {
  category: 'WS',
  retention: 'D30',
  year: '2026',
  date: '2026-11-23',
  dossiers: [],
  contents: [{ digest, bytes: 6, mediaType: 'text/plain', role: 'scan' }],
  references: [],
};
const aLicence = {
  type: licenceTypes.foodBusiness,
  region: regions.east,
  holders: [{ organisation: departments.eastLand.code }],
  validFrom: '2026-01-01',
};
const why = { reason: 'inspection', basis: 'food-safety-law:126' };
const aPerson = { schema: 1, name: '王示例', numberType: '111', number: '34010018991231456X' };
const nobody = formatUniqueCode('NOBODYKNOWSIT');
const parcel = '999999001001GB00001F00010001';
const aTitle = {
  ...aLicence,
  type: licenceTypes.realEstate,
  holders: [{ organisation: departments.westLand.code }],
  object: parcel,
};

let gateway: EmbeddedGateway;
let server: GatewayServer;
let record: string;
let licence: string;
let person: { readonly person: string; readonly commitment: unknown };

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  server = await gatewayServer(gateway);
  const made = async (by: DemoOfficer, path: string, body: unknown): Promise<Record<string, string>> => {
    const answer = await asked(by, path, { body });
    expect([path, answer.status]).toEqual([path, 201]);
    return answer.body as Record<string, string>;
  };
  ({ id: record = '' } = await made(eastAcceptor, '/records', aRecord));
  ({ identifier: licence = '' } = await made(eastMarketDecider, '/licences', aLicence));
  person = (await made(eastAcceptor, '/persons', aPerson)) as unknown as typeof person;
  await made(eastDecider, '/licences', aTitle);
  await gateway.reach();
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

function asked(by: DemoOfficer, path: string, more: HttpAsk = {}): Promise<HttpAnswer> {
  return server.ask(by, path, more);
}

/** By whom, where, and with what. */
type Provoked = () => Promise<HttpAnswer>;

const key = { 'Idempotency-Key': 'provoked-1' };

const provoked: Readonly<Partial<Record<ErrorCode, Provoked>>> = {
  'already-exists': () =>
    asked(eastDecider, '/licences', {
      body: aTitle,
    }),
  'authority-missing': () =>
    asked(eastMarketDecider, '/licences', { body: { ...aLicence, region: '000000' } }),
  'characters-unprintable': async () => {
    const rare = { ...aPerson, name: '王\u{3106C}', number: '340100189912314578' };
    const { body } = await asked(eastAcceptor, '/persons', { body: rare });
    const holder = { person: body?.['person'], commitment: body?.['commitment'] };
    await gateway.reach();
    return asked(eastMarketDecider, '/licences', { body: { ...aLicence, holders: [holder] } });
  },
  'command-conflict': async () => {
    await asked(eastAcceptor, '/records', { body: aRecord, headers: key });
    return asked(eastAcceptor, '/records', { body: { ...aRecord, year: '2025' }, headers: key });
  },
  'command-malformed': () =>
    asked(eastMarketDecider, '/licences', { body: { ...aLicence, validUntil: '2025-12-31' } }),
  'commitment-mismatch': () =>
    asked(eastMarketDecider, '/licences', {
      body: { ...aLicence, holders: [{ person: person.person, commitment: digest }] },
    }),
  'content-empty': () =>
    asked(eastAcceptor, '/contents', {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain', 'Content-Length': '0' },
    }),
  'content-not-found': () =>
    asked(eastRegistrar, `/contents/${digest.value}?record=${record}&purpose=case-review&basis=b1`),
  'content-not-held': () => asked(eastRegistrar, `/records/${record}/filing`, { body: { version: 1 } }),
  'keys-missing': () => asked(eastDecider, '/verification-reports', { body: { licence } }),
  'identifier-malformed': () => asked(eastDecider, '/verifications', { body: { licence: '1.2' } }),
  'head-missing': () =>
    asked(auditor, '/exports', { body: { selection: { kind: 'all' }, purpose: 'a1', basis: 'b1' } }),
  'not-competent': () =>
    asked(westDecider, `/licences/${licence}/status`, { body: { change: 'suspend', version: 1, ...why } }),
  'not-found': () => asked(eastRegistrar, `/records/${nobody}/filing`, { body: { version: 1 } }),
  'person-differs': () => asked(eastAcceptor, '/persons', { body: { ...aPerson, name: '李示例' } }),
  'personal-number': () =>
    asked(eastAcceptor, '/records', { body: { ...aRecord, dossiers: [{ object: aPerson.number }] } }),
  'purpose-required': () => asked(eastDecider, `/records?dossier=${parcel}`),
  'receipt-malformed': () => asked(eastDecider, '/verifications', { body: { receipt: 'no receipt' } }),
  'registration-closed': () =>
    asked(eastMarketDecider, '/licences', {
      body: {
        identifier: formatLicenceIdentifier({
          type: licenceTypes.foodBusiness,
          issuer: departments.eastMarket.code,
          serial: 'OLD1',
          version: '001',
        }),
        issuedOn: '2020-01-01',
        region: regions.east,
        holders: aLicence.holders,
        validFrom: '2020-01-01',
        inclusion: { index: 0, count: 1, path: [] },
      },
    }),
  'right-missing': () =>
    asked(eastMarketDecider, `/objects/${parcel}/restrictions`, {
      body: { id: 'R-1', kind: 'seizure', basis: 'b1' },
    }),
  'role-missing': () => asked(archivist, '/licences', { body: aLicence }),
  'state-conflict': () =>
    asked(eastMarketDecider, `/licences/${licence}/status`, {
      body: { change: 'resume', version: 1, ...why },
    }),
  'token-invalid': () => ask(server.url, '/api/v1/records', { as: 'nobody' }),
  'version-required': () =>
    asked(eastMarketDecider, `/licences/${licence}/status`, { body: { change: 'suspend', ...why } }),
  'version-stale': () =>
    asked(eastMarketDecider, `/licences/${licence}/status`, {
      body: { change: 'suspend', version: 9, ...why },
    }),
  'endorser-unavailable': async () => {
    for (const id of ['west', 'audit']) gateway.ledger.stopEndorser(id);
    try {
      return await asked(eastAcceptor, '/records', { body: aRecord });
    } finally {
      for (const id of ['west', 'audit']) gateway.ledger.startEndorser(id);
    }
  },
};

/** Where the other codes are provoked: by a request to a server of their own, by the contract, or by a fault of a store. */
const elsewhere: Readonly<Partial<Record<ErrorCode, string>>> = {
  'authority-refused': 'tests/fabric/identity.test.ts',
  'authority-unreachable': 'tests/fabric/identity.test.ts',
  'body-malformed': 'gateway/src/http/malformed-input.test.ts',
  'body-too-deep': 'gateway/src/http/malformed-input.test.ts',
  'body-too-slow': 'gateway/src/http/server/shares.test.ts',
  'built-in-issuer-forbidden': 'gateway/src/identity/built-in-issuer.test.ts',
  'caller-busy': 'gateway/src/outbox/outbox.test.ts',
  'carrier-mismatch': 'chaincode/src/command/execute.test.ts',
  'certificate-invalid': 'chaincode/src/command/execute.test.ts',
  'checkpoint-inconsistent': 'gateway/src/http/log-witness.test.ts',
  'checkpoint-malformed': 'gateway/src/http/log-witness.test.ts',
  'checkpoint-unsigned': 'gateway/src/http/log-witness.test.ts',
  'client-certificate-invalid': 'gateway/src/identity/client-certificate.test.ts',
  'clock-skew': 'tests/conformance/embedded-ledger.test.ts',
  'command-expired': 'chaincode/src/command/execute.test.ts',
  'condition-unmet': 'chaincode/src/case/completion.test.ts',
  'conflict-of-interest': 'chaincode/src/case/merged-department.test.ts',
  'content-damaged': 'gateway/src/content/folder-store.test.ts',
  'content-key-unknown': 'gateway/src/content/folder-store.test.ts',
  'content-keys-invalid': 'gateway/src/content/content-keys.test.ts',
  'content-mismatch': 'gateway/src/http/transfer/transfer.test.ts',
  'content-quota-exceeded': 'gateway/src/content/usage.test.ts',
  'content-too-large': 'gateway/src/http/malformed-input.test.ts',
  'contract-refused': 'gateway/src/ledger/fabric-gateway/failures.test.ts',
  'credentials-twice': 'gateway/src/http/browser-session.test.ts',
  'cursor-expired': 'gateway/src/http/recorded-lists.test.ts',
  'cursor-invalid': 'gateway/src/http/malformed-input.test.ts',
  'deadline-running': 'chaincode/src/case/time-limits.test.ts',
  'endorsement-mismatch': 'tests/fabric/policy-cases.ts',
  'entries-for-members': 'gateway/src/http/log-files.test.ts',
  'field-duplicate': 'gateway/src/http/malformed-input.test.ts',
  'field-invalid': 'gateway/src/http/malformed-input.test.ts',
  'field-unknown': 'gateway/src/http/malformed-input.test.ts',
  'fresh-sign-in-required': 'gateway/src/http/browser-session.test.ts',
  'head-behind': 'chaincode/src/log/anchor.test.ts',
  'head-conflict': 'chaincode/src/log/anchor.test.ts',
  'head-invalid': 'chaincode/src/log/anchor.test.ts',
  'head-signature-invalid': 'chaincode/src/log/anchor.test.ts',
  'head-set-aside': 'gateway/src/log/resets.test.ts',
  'host-unknown': 'gateway/src/http/browser-session.test.ts',
  'internal-error': 'gateway/src/http/transfer/transfer.test.ts',
  'issuer-unreachable': 'gateway/src/identity/access-token.test.ts',
  'leaves-missing': 'gateway/src/http/log-witness.test.ts',
  'ledger-closed': 'tests/conformance/embedded-ledger.test.ts',
  'ledger-damaged': 'gateway/src/start/damaged-stores.test.ts',
  'ledger-unreachable': 'gateway/src/ledger/fabric-gateway/failures.test.ts',
  'length-required': 'gateway/src/http/transfer/transfer.test.ts',
  'limit-exceeded': 'gateway/src/application/command/service.test.ts',
  'log-key-invalid': 'chaincode/src/log/keys.test.ts',
  'log-unknown': 'gateway/src/http/log-witness.test.ts',
  'material-missing': 'chaincode/src/case/case.test.ts',
  'media-type-unsupported': 'gateway/src/http/malformed-input.test.ts',
  'method-not-allowed': 'gateway/src/http/malformed-input.test.ts',
  'network-unsupported': 'tests/fabric/bft.test.ts',
  'not-from-page': 'gateway/src/http/browser-session.test.ts',
  'numbers-exhausted': 'chaincode/src/record/arrange.test.ts',
  'officer-changed': 'gateway/src/http/browser-session.test.ts',
  'officer-exists': 'gateway/src/identity/embedded-authority.test.ts',
  'officer-revoked': 'chaincode/src/command/execute.test.ts',
  'officer-unknown': 'gateway/src/identity/officer-directory.test.ts',
  'organisation-unknown': 'gateway/src/http/transfer/transfer.test.ts',
  'outbox-closed': 'gateway/src/outbox/outbox.test.ts',
  'outbox-full': 'gateway/src/outbox/outbox.test.ts',
  'outcome-unknown': 'gateway/src/outbox/outbox.test.ts',
  'primary-only': 'gateway/src/start/reader.test.ts',
  'projection-behind': 'gateway/src/http/reads.test.ts',
  'proof-pending': 'gateway/src/application/report/service.test.ts',
  'quorum-missing': 'chaincode/src/log/anchor.test.ts',
  'range-unsatisfiable': 'gateway/src/http/files.test.ts',
  'rate-limited': 'gateway/src/http/server/shares.test.ts',
  'read-conflict': 'gateway/src/outbox/outbox.test.ts',
  'read-used': 'gateway/src/application/content/service.test.ts',
  'request-malformed': 'gateway/src/http/malformed-input.test.ts',
  'route-unknown': 'gateway/src/http/malformed-input.test.ts',
  'separation-of-duties': 'chaincode/src/case/case.test.ts',
  'signature-invalid': 'chaincode/src/command/execute.test.ts',
  'status-timeout': 'gateway/src/outbox/outbox.test.ts',
  'session-ended': 'gateway/src/http/browser-session.test.ts',
  'sign-in-failed': 'tests/e2e/browser-sign-in.test.ts',
  'sign-in-unavailable': 'gateway/src/http/browser-sign-in.test.ts',
  'storage-damaged': 'gateway/src/start/damaged-stores.test.ts',
  'storage-failed': 'gateway/src/start/parts.test.ts',
  'storage-full': 'gateway/src/start/parts.test.ts',
  'titles-building': 'gateway/src/application/title/title.test.ts',
  'stored-value-invalid': 'chaincode/src/ledger/table.test.ts',
  'token-expired': 'gateway/src/identity/access-token.test.ts',
  'token-missing': 'gateway/src/identity/access-token.test.ts',
  'transaction-invalid': 'gateway/src/outbox/outbox.test.ts',
  'upload-offset-differs': 'gateway/src/http/uploads.test.ts',
  'upload-version-unsupported': 'gateway/src/http/uploads.test.ts',
  'uploads-too-many': 'gateway/src/http/uploads.test.ts',
  'version-disagrees': 'gateway/src/http/malformed-input.test.ts',
  'wallet-key-missing': 'gateway/src/start/parts.test.ts',
  'wallet-key-unsafe': 'gateway/src/identity/wallet-key.test.ts',
  'wallet-unreadable': 'gateway/src/identity/wallet.test.ts',
  overloaded: 'gateway/src/http/transfer/transfer.test.ts',
  'wrong-ledger': 'chaincode/src/command/execute.test.ts',
};

describe('every code', () => {
  it.each(Object.entries(provoked))('%s is answered over HTTP to a request', async (code, provoke) => {
    const answer = await provoke();
    const { status } = catalogue[code as ErrorCode];
    expect([answer.status, answer.body?.['code']]).toEqual([status, code]);
    expect(problemSchema.parse(answer.body)).toMatchObject({ code, status });
  });

  it('names the field where the caller wrote it', async () => {
    const fieldOf = async (path: string, more: HttpAsk): Promise<unknown> => {
      const { body } = await asked(eastMarketDecider, path, more);
      return body?.['field'];
    };
    const unknown = formatLicenceIdentifier({
      type: licenceTypes.foodBusiness,
      issuer: departments.eastMarket.code,
      serial: 'NONE1',
      version: '001',
    });
    const body = { change: 'suspend', ...why };
    const stale = { body, headers: { 'If-Match': '"9"' } };
    expect(await fieldOf(`/licences/${unknown}/status`, { body: { ...body, version: 1 } })).toBe(
      'path/identifier',
    );
    expect(await fieldOf(`/licences/${licence}/status`, { body: { ...body, version: 9 } })).toBe(
      'body/version',
    );
    expect(await fieldOf(`/licences/${licence}/status`, stale)).toBe('header/if-match');
    const use = { purpose: 'case-review', basis: aPerson.number };
    expect(await fieldOf(`/records/${record}/accesses`, { body: use })).toBe('body/basis');
    expect(await fieldOf(`/licences/${licence}?${new URLSearchParams(use).toString()}`, {})).toBe(
      'query/basis',
    );
  });

  it('has its test, here or where it is named', () => {
    const root = join(__dirname, '..', '..', '..');
    const untrue = Object.entries(elsewhere).filter(([code, file]) => {
      const path = join(root, file);
      return !existsSync(path) || !readFileSync(path, 'utf8').includes(`'${code}'`);
    });
    expect(untrue).toEqual([]);
    const tested = [...Object.keys(provoked), ...Object.keys(elsewhere)];
    expect(tested.sort()).toEqual([...errorCodes].sort());
  });
});
