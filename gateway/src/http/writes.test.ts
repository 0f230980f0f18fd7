// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@guidang/chaincode/model';
import { caseId, committed, licenceId, pseudonym, recordId, transaction } from '../testing/fake-services';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { ContentError } from '../content/content-error';
import { Problem } from './problem';
import { LedgerError } from '../ledger/ledger-error';
import {
  createRecordExample as body,
  inspectPersonExample,
  issueLicenceExample,
  orderCorrectionExample,
  orderPurgeExample,
  personExample,
} from './openapi/examples';

const records = '/api/v1/records';

const printedNumber = '皖（2026）样例县不动产权第0000001号';
const numbered = {
  region: '999999',
  holders: [{ organisation: '91999999000000086B' }],
  validFrom: '2026-11-23',
  printedNumber,
};

describe('writes', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await testServer();
  });
  afterEach(() => server.close());

  it('answer with block, transaction, place and entity tag', async () => {
    const answer = await server.ask(records, { body });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ id: recordId, version: 1, transaction, block: 7 });
    expect(answer.headers).toMatchObject({
      location: `/api/v1/records/${recordId}`,
      'guidang-block': '7',
      etag: '"1"',
    });
  });

  it('pass the Idempotency-Key on, bare or quoted, and say when the answer is a repeated one', async () => {
    const headers = { 'Idempotency-Key': 'key-0001' };
    const first = await server.ask(records, { body, headers });
    server.services.run = () => Promise.resolve(committed({ id: recordId, version: 1 }, true));
    const again = await server.ask(records, { body, headers: { 'Idempotency-Key': '"key-0001"' } });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([
      undefined,
      'true',
    ]);
    expect(server.services.asked.map(({ request }) => request.idempotencyKey)).toEqual([
      'key-0001',
      'key-0001',
    ]);
  });

  it('answer 202 with the submission to poll when they take long or the caller does not wait', async () => {
    const submission = 'east~east-1~abcdefgh';
    server.services.run = () => Promise.resolve({ submission });
    const answer = await server.ask(records, { body, headers: { Prefer: 'wait=1, respond-async' } });
    expect([answer.status, answer.body]).toEqual([202, { submission, status: 'pending' }]);
    expect(server.services.asked[0]?.respondAsync).toBe(true);
    const place = String(answer.headers.location);
    expect(place).toBe(`/api/v1/submissions/${submission}`);

    server.services.submission = () => ({ status: 'pending' });
    expect((await server.ask(place)).headers['retry-after']).toBe('1');
    server.services.submission = () => ({ status: 'committed', outcome: committed({ id: recordId }) });
    expect((await server.ask(place)).body).toEqual({
      submission,
      status: 'committed',
      result: { id: recordId },
      transaction,
      block: 7,
    });
    server.services.submission = () => ({
      status: 'failed',
      code: 'version-stale',
      detail: 'at 4',
      field: 'body/version',
    });
    expect((await server.ask(place)).body).toMatchObject({ status: 'failed', code: 'version-stale' });
  });

  it.each([
    [{ transition: 'accept', version: 4 }, {}],
    [{ transition: 'accept' }, { 'If-Match': '"4"' }],
    [{ transition: 'accept', version: 4 }, { 'If-Match': '"4"' }],
  ])('take the version from %j and %j', async (sent, headers) => {
    const answer = await server.ask(`/api/v1/cases/${caseId}/transitions`, {
      as: 'acceptor',
      body: sent,
      headers,
    });
    expect(answer.status).toBe(200);
    expect(server.services.asked[0]?.request).toMatchObject({
      type: 'case.transition',
      body: { id: caseId, version: 4, transition: 'accept' },
    });
  });

  it.each([
    ['suspend', { reason: 'r1', basis: 'b1' }],
    ['resume', { reason: 'r1', basis: 'b1' }],
    ['revoke', { reason: 'r1', basis: 'b1', kind: 'annulment' }],
    ['cancel', { reason: 'r1', basis: 'b1' }],
    ['cancel', { reason: 'r1', basis: 'b1', kind: 'wrongly-made' }],
    ['supersede', { reason: 'r1', basis: 'b1', by: licenceId }],
    ['supersede', { reason: 'r1', basis: 'b1', kind: 'wrongly-made', by: licenceId }],
  ])('%s a licence by its own command', async (change, rest) => {
    const sent = { change, version: 2, ...rest };
    const answer = await server.ask(`/api/v1/licences/${licenceId}/status`, { as: 'decider', body: sent });
    expect(answer.status).toBe(200);
    expect(server.services.asked[0]?.request).toMatchObject({
      type: `licence.${change}`,
      body: { identifier: licenceId, version: 2, ...rest },
    });
  });

  it.each([
    ['', { type: issueLicenceExample.type, ...numbered }, 'licence.issue'],
    ['/renewal', { version: 2, reason: 'r1', basis: 'b1', content: numbered }, 'licence.renew'],
    ['/printed-number', { version: 2, printedNumber }, 'licence.number'],
  ])('POST to licences%s gives the ledger a keyed digest of the printed number', async (path, sent, type) => {
    const at = path === '' ? '' : `/${licenceId}${path}`;
    const answer = await server.ask(`/api/v1/licences${at}`, { as: 'decider', body: sent });
    expect(answer.status).toBeLessThan(300);
    const given = server.services.asked[0]?.request;
    const digest = server.services.printedNumbers.digestOf({ type: issueLicenceExample.type, printedNumber });
    expect(given).toMatchObject({ type });
    expect(JSON.stringify(given)).toContain(`"printedNumber":"${digest}"`);
    expect(JSON.stringify(given)).not.toContain(printedNumber);
  });

  it('refuse a printed number of blanks, without repeating it', async () => {
    const path = `/api/v1/licences/${licenceId}/printed-number`;
    const body = { version: 1, printedNumber: ' 〔 〕' };
    const answer = await server.ask(path, { as: 'decider', body, headers: { 'Accept-Language': 'zh' } });
    expect(answer.status).toBe(400);
    expect(answer.body?.['errors']).toMatchObject([
      { field: 'body/printedNumber', message: '须为证照上印制的编号（证照编号）', sent: '4 个字符的文字' },
    ]);
    expect(server.services.asked).toEqual([]);
  });

  it('renew a licence, with what the next one says', async () => {
    const content = {
      region: '999999',
      holders: [{ organisation: '91999999000000086B' }],
      validFrom: '2026-11-23',
    };
    const answer = await server.ask(`/api/v1/licences/${licenceId}/renewal`, {
      as: 'decider',
      body: { version: 2, reason: 'r1', basis: 'b1', content },
    });
    expect(answer.status).toBe(201);
    expect(server.services.asked[0]?.request).toMatchObject({
      type: 'licence.renew',
      body: { identifier: licenceId, version: 2, reason: 'r1', basis: 'b1', content },
    });
  });

  it.each([
    ['annotations', 'archivist', 'record.annotate', { kind: 'ocr' }],
    ['findings', 'auditor', 'record.reportFinding', { kind: 'sample' }],
    ['handovers', 'registrar', 'record.handOver', { to: 'archives' }],
  ] as const)('%s of a record are a command of their own', async (path, as, type, said) => {
    const content = {
      digest: { algorithm: 'sha256', value: 'a'.repeat(64) },
      bytes: 4,
      mediaType: 'text/plain',
      role: 'note',
    };
    const sent = 'kind' in said ? { ...said, content } : said;
    const answer = await server.ask(`${records}/${recordId}/${path}`, { as, body: sent });
    expect(answer.status).toBe(201);
    expect(server.services.asked[0]?.request).toMatchObject({ type, body: { id: recordId, ...sent } });
  });

  it('give a restriction its subject, and lift it by its name', async () => {
    const at = '/api/v1/objects/999999001001GB00001F00010001/restrictions';
    const on = { kind: 'object', id: '999999001001GB00001F00010001' };
    await server.ask(at, { as: 'decider', body: { id: 'SF-1', kind: 'seizure', basis: 'b1' } });
    await server.ask(`${at}/SF-1`, { as: 'decider', method: 'DELETE' });
    const merged = '11999999000000027G';
    await server.ask(`${at}/SF-1?department=${merged}`, { as: 'decider', method: 'DELETE' });
    expect(server.services.asked.map(({ request: { type, body: sent } }) => [type, sent])).toEqual([
      ['licence.setRestriction', { on, id: 'SF-1', kind: 'seizure', basis: 'b1' }],
      ['licence.liftRestriction', { on, id: 'SF-1' }],
      ['licence.liftRestriction', { on, id: 'SF-1', department: merged }],
    ]);
  });

  it('are a body that is a command, to record on credit and to lift what was', async () => {
    const on = { kind: 'person', id: pseudonym };
    const said = {
      id: 'XY-1',
      kind: 'false-promise',
      basis: 'b1',
      material: 'conditions',
      from: '2026-11-23',
    };
    const entry = { on, ...said, case: caseId };
    const repair = { on, id: 'XY-1', basis: 'b2' };
    const recorded = await server.ask('/api/v1/credit-entries', { as: 'decider', body: entry });
    const lifted = await server.ask('/api/v1/credit-entries:lift', { as: 'registrar', body: repair });
    expect([recorded.status, lifted.status]).toEqual([201, 200]);
    expect(server.services.asked.map(({ request: { type, body: sent } }) => [type, sent])).toEqual([
      ['credit.record', entry],
      ['credit.lift', repair],
    ]);
  });

  it('put purpose and basis of an access into the command, not its body', async () => {
    await server.ask(`${records}/${recordId}/accesses`, { body: { purpose: 'review', basis: 'law-1' } });
    expect(server.services.asked[0]?.request).toMatchObject({
      type: 'record.access',
      body: { id: recordId },
      purpose: 'review',
      basis: 'law-1',
    });
  });

  it('carry a command that the client signed', async () => {
    const answer = await server.ask('/api/v1/commands', {
      body: 'aGVhZGVy.cGF5bG9hZA.c2lnbmF0dXJl',
      headers: { 'Content-Type': 'application/jose' },
    });
    expect(answer.status).toBe(200);
    expect(server.services.asked[0]?.request.body).toBe('aGVhZGVy.cGF5bG9hZA.c2lnbmF0dXJl');
    const list = `aGVhZGVy.${'cGF5'.repeat(50_000)}.c2lnbmF0dXJl`;
    const headers = { 'Content-Type': 'application/jose' };
    expect((await server.ask('/api/v1/commands', { body: list, headers })).status).toBe(200);
  });

  it('keep numbers of persons out of URLs, answers and logs', async () => {
    const person = { schema: 1, name: 'Someone Secret', numberType: '414', number: 'E00000000' };
    const entered = await server.ask('/api/v1/persons', { as: 'acceptor', body: person });
    expect(entered.status).toBe(201);
    const { numberType, number } = person;
    const resolved = await server.ask('/api/v1/persons:resolve', {
      as: 'acceptor',
      body: { numberType, number },
    });
    expect([resolved.status, resolved.body?.['person']]).toEqual([200, entered.body?.['person']]);
    const purge = `/api/v1/persons/${String(entered.body?.['person'])}:purge`;
    expect((await server.ask(purge, { as: 'acceptor', method: 'POST' })).status).toBe(200);
    const unknown = { numberType, number: 'E99999999' };
    const missing = await server.ask('/api/v1/persons:resolve', { as: 'acceptor', body: unknown });
    expect(missing.status).toBe(404);
    expect(missing.text + server.log.join('')).not.toMatch(/E00000000|E99999999|Secret/);
  });

  it('order purges and corrections of persons, and carry them out', async () => {
    const pseudonym = orderCorrectionExample.right.person;
    const at = `/api/v1/persons/${pseudonym}`;
    const as = 'decider';
    const ordered = await server.ask(`${at}:orderPurge`, { as, body: orderPurgeExample });
    expect([ordered.status, ordered.body?.['status']]).toEqual([200, 'open']);
    expect(server.services.asked[0]?.request).toMatchObject({
      type: 'person.orderPurge',
      body: { ...orderPurgeExample, person: pseudonym },
    });
    const corrected = await server.ask(`${at}:orderCorrection`, { as, body: orderCorrectionExample });
    expect([corrected.status, corrected.body?.['signatures']]).toEqual([200, 2]);
    const instead = await server.ask(`${at}/replacements`, { as, body: personExample });
    expect(instead.status).toBe(201);
    const done = await server.ask(`${at}:correct`, { as, method: 'POST' });
    expect([done.status, done.body?.['person']]).toEqual([200, instead.body?.['person']]);
  });

  it('tell who stands behind a number, without the number or a name', async () => {
    const { name, ...number } = inspectPersonExample;
    const body = { ...number, name: 'Someone Else' };
    const answer = await server.ask('/api/v1/persons:inspect', { as: 'auditor', body });
    expect([answer.status, answer.body?.['numberFits'], answer.body?.['nameFits']]).toEqual([
      200,
      true,
      false,
    ]);
    expect(answer.body?.['entered']).toMatchObject({ organisation: 'east', officer: 'east-1' });
    expect(answer.text + server.log.join('')).not.toMatch(/E00000000|Someone/);
    const without = await server.ask('/api/v1/persons:inspect', { as: 'auditor', body: number });
    expect(without.body).not.toHaveProperty('nameFits');
    const unknown = { ...number, number: 'E99999999' };
    const missing = await server.ask('/api/v1/persons:inspect', { as: 'auditor', body: unknown });
    expect(missing.status).toBe(404);
  });

  const ledger = (
    code: ConstructorParameters<typeof LedgerError>[0],
    message = 'peer0.east:7051 is down',
  ): LedgerError => new LedgerError(code, message, { retry: 'same' });
  const refusal = JSON.stringify({
    code: 'version-stale',
    message: 'at version 4',
    field: 'body/version',
    detail: { version: 4 },
  });

  it.each([
    [
      new Refusal('version-stale', 'at 4', { field: 'body/version', detail: { version: 4 } }),
      409,
      'version-stale',
      'body/version',
    ],
    [new Refusal('command-conflict', 'used', { field: 'id' }), 409, 'command-conflict', 'id'],
    [new Refusal('already-exists', 'there'), 409, 'already-exists', undefined],
    [new Refusal('separation-of-duties', 'reviewer decides'), 403, 'separation-of-duties', undefined],
    [new Refusal('authority-missing', 'none'), 403, 'authority-missing', undefined],
    [new Refusal('not-found', 'no case'), 404, 'not-found', undefined],
    [ledger('contract-refused', refusal), 409, 'version-stale', 'body/version'],
    [ledger('contract-refused', 'panic: x'), 500, 'contract-refused', undefined],
    [
      ledger('contract-refused', '{"code":"of-the-future","message":"x"}'),
      500,
      'contract-refused',
      undefined,
    ],
    [ledger('ledger-unreachable'), 503, 'ledger-unreachable', undefined],
    [ledger('endorser-unavailable'), 503, 'endorser-unavailable', undefined],
    [ledger('outcome-unknown'), 503, 'outcome-unknown', undefined],
    [new ContentError('content-damaged', 'chunk 3 of /data/x'), 500, 'content-damaged', undefined],
    [new Problem('status-timeout', 'not recorded yet'), 503, 'status-timeout', undefined],
    [new Error('secret /etc/passwd'), 500, 'internal-error', undefined],
    [new TypeError('undefined is not a function'), 500, 'internal-error', undefined],
  ])('answer %s with %i %s', async (error, status, code, field) => {
    server.services.run = () => Promise.reject(error);
    const answer = await server.ask(records, { body });
    expect([answer.status, answer.body?.['code'], answer.body?.['field']]).toEqual([status, code, field]);
    expect(answer.headers['retry-after']).toBe(status === 503 ? '1' : undefined);
    if (status >= 500) expect(answer.text).not.toMatch(/peer0|passwd|\/data|panic|undefined is/);
    expect(answer.body?.['instance']).toBe(`urn:guidang:request:${String(answer.headers['x-request-id'])}`);
  });

  it('tell the version that there is when one is stale', async () => {
    server.services.run = () => Promise.reject(ledger('contract-refused', refusal));
    const { body: problem } = await server.ask(records, { body });
    expect(problem).toMatchObject({ retry: 'new', facts: { version: 4 }, type: '/problems/version-stale' });
  });
});
