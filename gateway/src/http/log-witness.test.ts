// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log/log-error';
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
    jest.spyOn(server.services.log, 'contradictions').mockResolvedValueOnce([contradiction]);
    const evidence = '/api/v1/log/evidence';
    expect((await server.ask(evidence, { as: 'auditor' })).body).toEqual({ items: [contradiction] });
    expect((await server.ask(evidence, { as: 'archivist' })).status).toBe(403);
  });

  it('evidence is acknowledged on the ledger by a governor, with a reason', async () => {
    const id = 'ab'.repeat(32);
    const path = `/api/v1/log/evidence/${id}/acknowledgement`;
    const body = { reason: 'key-stolen' };
    const root = Buffer.alloc(32, 7).toString('base64');
    const known = {
      id,
      kind: 'anchored',
      size: 3,
      foundAt: '2026-11-23T01:02:03.004Z',
      theirs: `guidang/log\n3\n${root}\n`,
      ours: 'b',
    } as const;
    jest.spyOn(server.services.log, 'contradictions').mockResolvedValueOnce([known]);
    const run = jest.spyOn(server.services.commands, 'run');
    const answer = await server.ask(path, { as: 'governor', method: 'POST', body });
    expect(answer.status).toBe(201);
    expect(run.mock.calls[0]?.[1]).toMatchObject({ type: 'log.acknowledgeFork' });
    expect(run.mock.calls[0]?.[2]).toEqual({ kind: 'anchored', size: 3, root, ...body });
    expect((await server.ask(path, { as: 'governor', method: 'POST', body })).status).toBe(404);
    for (const role of ['auditor', 'operator', 'archivist'] as const) {
      expect((await server.ask(path, { as: role, method: 'POST', body })).status).toBe(403);
    }
    const text = await server.ask(path, { as: 'governor', method: 'POST', body: { reason: 'free text' } });
    expect([text.status, text.body?.['field']]).toEqual([400, 'body/reason']);
  });

  it('a reset is suggested where heads are anchored that are none of the log', async () => {
    const path = '/api/v1/log/reset';
    expect((await server.ask(path, { as: 'governor' })).status).toBe(404);
    const head = (size: number) => ({ size, root: Buffer.alloc(32, size).toString('base64') });
    const change = { kind: 'log-reset', setAside: head(9), goOnFrom: head(3) } as const;
    jest.spyOn(server.services.log, 'suggestedReset').mockResolvedValueOnce(change);
    const answer = await server.ask(path, { as: 'auditor' });
    expect([answer.status, answer.body]).toEqual([200, change]);
    expect((await server.ask(path, { as: 'archivist' })).status).toBe(403);
  });

  it('a reset that the own tree speaks against is neither proposed nor approved here', async () => {
    const head = (size: number) => ({ size, root: Buffer.alloc(32, size).toString('base64') });
    const changes = [{ kind: 'log-reset' as const, setAside: head(9), goOnFrom: head(3) }];
    const refuse = new LogError('checkpoint-inconsistent', 'the head to set aside is one of this log');
    const demand = jest.spyOn(server.services.log, 'demandFounded').mockRejectedValue(refuse);
    const proposals = '/api/v1/registry/proposals';
    const body = { id: 'reset', changes };
    const proposed = await server.ask(proposals, { as: 'governor', method: 'POST', body });
    expect([proposed.status, proposed.body?.['code']]).toEqual([422, 'checkpoint-inconsistent']);
    const digest = { algorithm: 'sha256', value: 'ab'.repeat(32) };
    jest.spyOn(server.services.registry, 'proposal').mockResolvedValueOnce({
      ...body,
      schema: 1,
      version: 1,
      approvals: [],
      status: 'open',
      digest: { algorithm: 'sha256', value: 'ab'.repeat(32) },
    });
    const approved = await server.ask(`${proposals}/reset/approvals`, {
      as: 'governor',
      method: 'POST',
      body: { digest },
    });
    expect([approved.status, approved.body?.['code']]).toEqual([422, 'checkpoint-inconsistent']);
    expect(demand).toHaveBeenCalledTimes(2);
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
