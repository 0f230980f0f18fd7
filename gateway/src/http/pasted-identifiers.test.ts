// SPDX-License-Identifier: Apache-2.0
import { department, licenceId, pseudonym, recordId } from '../testing/fake-services';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { createRecordExample, issueLicenceExample } from './openapi/examples';

const digest = 'ab'.repeat(32);
const printed = (digest.toUpperCase().match(/../gu) ?? []).join(':');
const commitment = { algorithm: 'sha256', value: digest };

describe('identifiers as people paste them', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await testServer();
  });
  afterEach(() => server.close());

  it.each([
    ` ${licenceId}\n`,
    `${licenceId}\u200b`,
    licenceId.replaceAll('.', '．'),
    licenceId.toLowerCase(),
    `证照标识：${licenceId}`,
    `http://localhost:3000/api/v1/licences/${licenceId}/verification`,
  ])('are read in a body: %j', async (licence) => {
    const answer = await server.ask('/api/v1/verifications', { body: { licence } });
    expect(answer.status).toBe(200);
    expect(server.services.questions).toMatchObject([{ licence: licenceId }]);
  });

  it('are read in paths, filters, forms and the lists of a body', async () => {
    const path = encodeURIComponent(` ${licenceId.toLowerCase()}`);
    expect((await server.ask(`/api/v1/licences/${path}/verification`)).status).toBe(200);
    const holder = encodeURIComponent(`${pseudonym.toLowerCase()} `);
    const list = `/api/v1/licences?issuer=${department.toLowerCase()}&holder=${holder}&purpose=a1&basis=b1`;
    expect((await server.ask(list)).status).toBe(200);
    expect(server.services.lists).toMatchObject([{ filters: { issuer: department, holder: pseudonym } }]);
    const [content] = createRecordExample.contents;
    const body = {
      ...createRecordExample,
      contents: [{ ...content, digest: { algorithm: 'sha256', value: printed } }],
      references: [recordId.toLowerCase()],
    };
    expect((await server.ask('/api/v1/records', { body })).status).toBe(201);
    expect(server.services.asked.at(-1)?.request.body).toMatchObject({
      contents: [{ digest: commitment }],
      references: [recordId],
    });
  });

  it('are read in each alternative of a union', async () => {
    const holders = [
      { person: ` ${pseudonym.toLowerCase()}`, commitment: { algorithm: 'sha256', value: printed } },
      { organisation: `${department.slice(0, 8)} ${department.slice(8)}` },
    ];
    const asked = await server.ask('/api/v1/licences', {
      as: 'decider',
      body: { ...issueLicenceExample, holders },
    });
    expect(asked.status).toBe(201);
    expect(server.services.asked[0]?.request.body).toMatchObject({
      holders: [{ person: pseudonym, commitment }, { organisation: department }],
    });
  });

  it('are refused with what is wrong after reading, and where', async () => {
    const wrong = `${licenceId.slice(0, -1)}V`.replaceAll('.', '．');
    const answer = await server.ask('/api/v1/verifications', { body: { licence: wrong } });
    expect([answer.status, answer.body?.['code'], answer.body?.['field']]).toEqual([
      422,
      'identifier-malformed',
      'body/licence',
    ]);
    expect(answer.text).toContain('wrong check character, expected U');
    const other = await server.ask('/api/v1/verifications', {
      body: { licence: '1.2.156.3006.1' },
      headers: { 'Accept-Language': 'zh' },
    });
    expect(other.text).toContain('不以 1.2.156.3005.2 开头');
    const short = await server.ask('/api/v1/verifications', {
      body: { digest: { algorithm: 'sha256', value: printed.slice(0, -2) } },
    });
    expect([short.status, short.body?.['field']]).toEqual([400, 'body/digest/value']);
  });
});
