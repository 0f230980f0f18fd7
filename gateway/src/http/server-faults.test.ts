// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@guidang/chaincode/model';
import { ContentError } from '../content/content-error';
import { IdentityError } from '../identity/identity-error';
import { catalogue, errorCodes } from '../errors/catalogue';
import type { ErrorCode } from '../errors/catalogue';
import { LedgerError } from '../ledger/ledger-error';
import { LogError } from '../log/log-error';
import { OutboxError } from '../outbox';
import { StorageError } from '../storage';
import { ask } from '../testing/http-client';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { createRecordExample as body } from './openapi/examples';

/** What an inner error may say: where the operator's machines and files are. */
const inner =
  'connect ECONNREFUSED 10.20.30.40:7051 peer0.east.internal:7051 /srv/guidang/keys/wallet.key at Peer.ask (/srv/guidang/peer.js:12:5)';
const telling = /10\.20\.30\.40|7051|internal:|\/srv\/|\.js|ECONNREFUSED|\bat /;

const throwers: readonly (readonly [string, (code: ErrorCode) => Error])[] = [
  ['OutboxError', (code) => new OutboxError(code as never, inner)],
  ['LogError', (code) => new LogError(code as never, inner, { cause: new Error(inner) })],
  ['LedgerError', (code) => new LedgerError(code as never, inner, { retry: 'same' })],
  ['IdentityError', (code) => new IdentityError(code as never, inner)],
  ['ContentError', (code) => new ContentError(code as never, inner)],
  ['StorageError', (code) => new StorageError(code as never, inner)],
  ['Refusal', (code) => new Refusal(code as never, inner, { field: 'body/id' })],
];

const serverFaults = errorCodes.filter((code) => catalogue[code].status >= 500);

describe('a fault of the server', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());

  async function answerTo(error: Error, language: string) {
    server.services.run = () => Promise.reject(error);
    // Not as this route would: any fault is thrown here.
    return ask(server.url, '/api/v1/records', { body, headers: { 'Accept-Language': language } });
  }

  describe.each(['en', 'zh'] as const)('in %s', (language) => {
    it.each(throwers)('says nothing of what an %s says, whatever its code', async (_, thrower) => {
      for (const code of serverFaults) {
        const { status, body: problem } = await answerTo(thrower(code), language);
        expect(problem).toMatchObject({ code, status, title: catalogue[code].title[language] });
        // The identifier of the request is random, and may hold the digits of a port.
        expect(JSON.stringify({ ...problem, instance: undefined })).not.toMatch(telling);
        expect(String(problem?.['detail'])).toContain(catalogue[code].text[language]);
      }
    });

    it.each([
      ['a bug', new TypeError(inner)],
      ['an error of Node', Object.assign(new Error(inner), { code: 'EACCES', path: '/srv/guidang' })],
      ['a refusal of a contract newer than the gateway', new Refusal('of-the-future' as never, inner)],
    ])('says nothing of %s', async (_, error) => {
      const { status, body: problem } = await answerTo(error, language);
      expect(status).toBe(500);
      expect(JSON.stringify(problem)).not.toMatch(telling);
    });
  });

  it('is in the log with its cause, under the identifier of the request', async () => {
    const { headers } = await answerTo(new OutboxError('ledger-unreachable', inner), 'en');
    const line = server.log.find(
      (each) => each.includes(inner.slice(0, 20)) && each.includes(String(headers['x-request-id'])),
    );
    expect(line).toContain('ledger-unreachable');
  });
});
