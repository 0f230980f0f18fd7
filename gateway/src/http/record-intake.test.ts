// SPDX-License-Identifier: Apache-2.0
import { request } from 'node:http';
import { limits, Refusal } from '@guidang/chaincode/model';
import { sliceMs } from '../common/breather';
import { until } from '../common/until';
import { committed, recordId } from '../testing/fake-services';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { createRecordExample as content } from './openapi/examples';

const path = '/api/v1/records:batch';
const headers = { 'Content-Type': 'application/x-ndjson' };

describe('POST /records:batch', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await testServer({ jsonBytesMax: 4_000 });
    server.services.run = (_, { body }) => {
      const { records } = body as { records: unknown[] };
      return Promise.resolve(committed({ runs: [[0, 0, records.length]] }));
    };
  });
  afterEach(() => server.close());

  interface Sent {
    readonly status: number;
    readonly rows: readonly unknown[];
    readonly code: unknown;
  }

  const send = async (lines: readonly string[]): Promise<Sent> => {
    const { status, text, body } = await server.ask(path, { body: Buffer.from(lines.join('\n')), headers });
    const rows = status === 200 ? text.split('\n').filter((line) => line !== '') : [];
    return { status, rows: rows.map((line) => JSON.parse(line) as unknown), code: body?.['code'] };
  };
  const good = JSON.stringify(content);

  it('answers a line for each row, numbered as the lines are', async () => {
    const { status, rows } = await send([good, '', good, '{"year":1}', 'no json', good, '']);
    expect(status).toBe(200);
    expect(rows).toMatchObject([
      { row: 1, id: expect.any(String) as string },
      { row: 3, id: expect.any(String) as string },
      { row: 4, problem: { code: 'field-invalid', status: 400 } },
      { row: 5, problem: { code: 'body-malformed' } },
      { row: 6, id: expect.any(String) as string },
    ]);
  });

  it.each([
    ['a duplicate name', `{"year":"2026",${good.slice(1)}`, 'field-duplicate'],
    ['an unknown field', `{"yeer":"2026",${good.slice(1)}`, 'field-unknown'],
    ['a wrong type', '[]', 'field-invalid'],
    [
      'an unknown reference form',
      good.replace('"references":[]', '"references":["x"]'),
      'identifier-malformed',
    ],
  ])('says of a row with %s what is wrong, and takes the others', async (_, line, code) => {
    const { rows } = await send([line, good]);
    expect(rows).toMatchObject([
      { row: 1, problem: { code } },
      { row: 2, id: expect.any(String) as string },
    ]);
  });

  it('names the row that the ledger refuses', async () => {
    const run = server.services.run;
    server.services.run = (caller, request) => {
      const { records } = request.body as { records: unknown[] };
      if (records.length < 3) return run(caller, request);
      return Promise.reject(
        new Refusal('not-found', 'there is no such record', { field: 'body/records/1/references/0' }),
      );
    };
    const withReference = JSON.stringify({ ...content, references: [recordId] });
    const { rows } = await send([good, withReference, good]);
    expect(rows).toMatchObject([
      { row: 1, id: expect.any(String) as string },
      { row: 2, problem: { code: 'not-found', field: 'row/references/0' } },
      { row: 3, id: expect.any(String) as string },
    ]);
  });

  it('answers an error of the whole body with a status of its own', async () => {
    server.services.run = () => Promise.reject(new Refusal('officer-revoked', 'the officer is revoked'));
    await expect(send([good])).resolves.toMatchObject({ status: 403, code: 'officer-revoked' });
  });

  it('of many refused rows lets another caller be served before its last row', async () => {
    // Each look at the clock finds a slice used up, so that this is of turns and not of the machine's pace.
    let looks = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => (looks += 1) * sliceMs);
    const order: string[] = [];
    let other: Promise<unknown> | undefined;
    const { run } = server.services;
    server.services.run = (caller, command) => {
      order.push(order.length === 0 ? 'first accession' : 'last row');
      other ??= server
        .ask('/api/v1/session', { as: 'verifier' })
        .then(({ status }) => order.push(String(status)));
      return run(caller, command);
    };
    // So many accessions are read ahead of their answers, and their rows come in one piece.
    const count = limits.recordsPerAccessionMax * 6;
    const { rows } = await send([good, ...Array.from({ length: count }, () => '{"a":1}'), good]);
    await other;
    clock.mockRestore();
    expect(rows).toHaveLength(count + 2);
    expect(order).toEqual(['first accession', '200', 'last row']);
  });

  it('outlives whoever leaves before the first row is in', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const { run } = server.services;
    let isAsked = false;
    server.services.run = async (caller, command) => {
      isAsked = true;
      await released;
      return run(caller, command);
    };
    const gone = request(`${server.url}${path}`, {
      method: 'POST',
      headers: { ...headers, Authorization: 'Bearer acceptor' },
    });
    gone.on('error', () => undefined);
    gone.end(good);
    await until('the row is asked for', () => isAsked || undefined);
    gone.destroy();
    await until('it is seen', () => server.log.find((line) => line.includes('"aborted":true')));
    release();
    await expect(send([good])).resolves.toMatchObject({ status: 200, rows: [{ row: 1 }] });
    expect(server.log.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
  });

  it('refuses another media type, and a line without end', async () => {
    const other = await server.ask(path, { body: content });
    expect([other.status, other.body?.['code']]).toEqual([415, 'media-type-unsupported']);
    const endless = await send(['x'.repeat(10_000)]);
    expect([endless.status, endless.code]).toEqual([413, 'content-too-large']);
  });

  it('of an empty list is empty', async () => {
    expect(await send([''])).toEqual({ status: 200, rows: [], code: undefined });
  });
});
