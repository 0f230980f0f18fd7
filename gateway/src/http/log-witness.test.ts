// SPDX-License-Identifier: Apache-2.0
import { Problem } from './problem';
import { eventAt } from '../testing/fake-services';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';

const body = Buffer.from('old 0\n\nguidang/log\n');
const add = '/log/witness/add-checkpoint';

describe('the witness', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => server.close());

  const post = (bytes: Buffer) => server.ask(add, { as: null, method: 'POST', body: bytes });

  it('answers anonymous callers with cosignature lines', async () => {
    const { status, headers, text } = await post(body);
    expect([status, headers['content-type'], text]).toEqual([
      200,
      'text/plain; charset=utf-8',
      '— guidang/east AAAA\n',
    ]);
  });

  it('says how far it has cosigned', async () => {
    jest.spyOn(server.services.log, 'addCheckpoint').mockResolvedValueOnce({ cosignedSize: 12 });
    const { status, headers, text } = await post(body);
    expect([status, headers['content-type'], text]).toEqual([409, 'text/x.tlog.size', '12\n']);
  });

  it.each([
    ['checkpoint-malformed', 400],
    ['checkpoint-unsigned', 403],
    ['log-unknown', 404],
    ['checkpoint-inconsistent', 422],
    ['leaves-missing', 503],
  ] as const)('refuses with %s as %i', async (code, status) => {
    jest.spyOn(server.services.log, 'addCheckpoint').mockRejectedValueOnce(new Problem(code, 'no'));
    const answer = await post(body);
    expect([answer.status, answer.body?.['code']]).toEqual([status, code]);
    expect(answer.headers['retry-after']).toBe(status === 503 ? '1' : undefined);
  });

  it('takes a bounded body, by POST alone', async () => {
    expect((await post(Buffer.alloc(200_000, 'a'))).status).toBe(413);
    const { status, headers } = await server.ask(add, { as: null });
    expect([status, headers['allow']]).toEqual([405, 'POST']);
  });

  it('shows monitors what it has cosigned', async () => {
    const path = `/log/witness/${'ab'.repeat(32)}/checkpoint`;
    expect((await server.ask(path, { as: null })).status).toBe(404);
    jest.spyOn(server.services.log, 'monitored').mockReturnValueOnce('a note\n');
    const { status, headers, text } = await server.ask(path, { as: null });
    expect([status, headers['content-type'], text]).toEqual([200, 'text/plain; charset=utf-8', 'a note\n']);
  });
});

describe('the keys', () => {
  it('are open to all', async () => {
    const server = await testServer();
    const answer = await server.ask('/api/v1/log/keys', { as: null });
    expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([
      200,
      'text/plain; charset=utf-8',
      '# origin guidang/log\n# quorum 1 from 0\n',
    ]);
    jest.spyOn(server.services.log, 'keys').mockResolvedValueOnce(undefined);
    expect((await server.ask('/api/v1/log/keys', { as: null })).status).toBe(404);
    await server.close();
  });
});

describe('receipts and evidence', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => server.close());

  const path = `/api/v1/events/${eventAt(0).id}/receipt`;
  const receipt = (accept?: string) =>
    server.ask(path, { headers: accept === undefined ? {} : { Accept: accept } });

  it('are text, unless JSON is asked for', async () => {
    const hash = Buffer.alloc(32, 5).toString('base64');
    const checkpoint = server.services.log.checkpoint() ?? '';
    for (const accept of [undefined, '*/*', 'text/plain', 'text/plain, application/json;q=0.5']) {
      const { status, headers, text } = await receipt(accept);
      expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
      expect(text).toBe(`c2sp.org/tlog-proof@v1\nextra e30=\nindex 1\n${hash}\n\n${checkpoint}`);
    }
    const { status, body: json, headers } = await receipt('application/json');
    expect([status, headers['vary'], headers['etag']]).toEqual([200, 'Accept', undefined]);
    expect(json).toEqual({ index: 1, leaf: '{}', proof: [hash], checkpoint });
  });

  it('are asked for again while no head covers the event', async () => {
    jest.spyOn(server.services.log, 'receipt').mockResolvedValueOnce('pending');
    const { status, headers, body: json } = await receipt();
    expect([status, headers['retry-after'], json]).toEqual([202, '1', { status: 'pending' }]);
    expect((await server.ask(`/api/v1/events/${'0'.repeat(64)}-0/receipt`)).status).toBe(404);
    expect((await server.ask(path, { as: null })).status).toBe(401);
  });

  it('evidence is for those who must judge it', async () => {
    const contradiction = {
      id: 'ab'.repeat(32),
      kind: 'proposed',
      size: 3,
      foundAt: '2026-11-23T01:02:03.004Z',
      theirs: 'a',
      ours: 'b',
    } as const;
    jest.spyOn(server.services.log, 'contradictions').mockReturnValueOnce([contradiction]);
    const evidence = '/api/v1/log/evidence';
    expect((await server.ask(evidence, { as: 'auditor' })).body).toEqual({ items: [contradiction] });
    expect((await server.ask(evidence, { as: 'archivist' })).status).toBe(403);
  });

  it('evidence is acknowledged by a governor, with a reason', async () => {
    const path = `/api/v1/log/evidence/${'ab'.repeat(32)}/acknowledgement`;
    const body = { reason: 'the key was stolen; it is replaced' };
    const shown = {
      id: 'ab'.repeat(32),
      kind: 'anchored',
      size: 3,
      foundAt: '2026-11-23T01:02:03.004Z',
      theirs: 'a',
      ours: 'b',
      acknowledged: { organisation: 'east', officer: 'g', at: '2026-11-23T01:02:03.004Z', ...body },
    } as const;
    const acknowledge = jest.spyOn(server.services.log, 'acknowledge').mockResolvedValueOnce(shown);
    const answer = await server.ask(path, { as: 'governor', method: 'POST', body });
    expect([answer.status, answer.body]).toEqual([200, shown]);
    expect(acknowledge.mock.calls).toMatchObject([[shown.id, { organisation: 'east', ...body }]]);
    expect((await server.ask(path, { as: 'governor', method: 'POST', body })).status).toBe(404);
    for (const role of ['auditor', 'operator', 'archivist'] as const) {
      expect((await server.ask(path, { as: role, method: 'POST', body })).status).toBe(403);
    }
    const blank = await server.ask(path, { as: 'governor', method: 'POST', body: { reason: ' ' } });
    expect([blank.status, blank.body?.['field']]).toEqual([400, 'body/reason']);
  });

  it('the next keys are for a governor to propose', async () => {
    const next = '/api/v1/log/next-keys';
    const answer = await server.ask(next, { as: 'governor', method: 'POST' });
    expect([answer.status, answer.body]).toEqual([
      200,
      { kind: 'log-keys', organisation: 'east', add: [], retire: [] },
    ]);
    expect((await server.ask(next, { as: 'archivist', method: 'POST' })).status).toBe(403);
  });

  it('are measured', async () => {
    const { text } = await server.ask('/metrics', { as: null });
    expect(text).toMatch(/guidang_log_leaves 5\n/);
    expect(text).toMatch(/guidang_log_head_size 3\n/);
    expect(text).toMatch(/guidang_log_contradictions 0\n/);
    expect(text).toMatch(/guidang_log_contradictions_acknowledged 0\n/);
  });
});
