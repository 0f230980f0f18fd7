// SPDX-License-Identifier: Apache-2.0
import { formatLicenceIdentifier } from '@guidang/chaincode/model';
import { departments, licenceTypes } from '@guidang/chaincode/sample';
import { ApiProblem } from '../api-client';
import type { ApiClient } from '../api-client';
import { identifiersOf, Manifests, registerLicences } from './licences';
import type { SourceRow } from './source';

const { eastLand, westLand } = departments;

function named(serial: string, issuer = eastLand.code): string {
  return formatLicenceIdentifier({ type: licenceTypes.realEstate, issuer, serial, version: '001' });
}

async function* rowsWith(...texts: readonly string[]): AsyncGenerator<SourceRow> {
  for (const [index, text] of texts.entries()) {
    yield await Promise.resolve({ row: index + 1, text, raw: text });
  }
}

const lines = [named('1'), named('2'), named('3', westLand.code)].map((identifier) =>
  JSON.stringify({ identifier, issuedOn: '2018-01-01' }),
);

describe('the manifests of a file', () => {
  it('hold identifiers in their strict spelling, however the file spells them', async () => {
    const pasted = JSON.stringify({ identifier: ` ${named('1').toLowerCase().replaceAll('.', '．')}` });
    await expect(identifiersOf(rowsWith(pasted))).resolves.toEqual([named('1')]);
  });

  it('are one for each issuer and type, as changes to propose', async () => {
    const manifests = new Manifests(await identifiersOf(rowsWith(...lines)));
    expect(manifests.changes({ until: '2026-12-31', issuer: undefined })).toMatchObject([
      { kind: 'registration', issuer: eastLand.code, manifest: { count: 2 }, until: '2026-12-31' },
      { kind: 'registration', issuer: westLand.code, manifest: { count: 1 } },
    ]);
  });

  it('of a short issuer code need the department whose it was', async () => {
    const short = JSON.stringify({ identifier: named('1', '999999') });
    const manifests = new Manifests(await identifiersOf(rowsWith(short)));
    expect(() => manifests.changes({ until: '2026-12-31', issuer: undefined })).toThrow('--issuer');
    expect(manifests.changes({ until: '2026-12-31', issuer: eastLand.code })).toMatchObject([
      { issuer: eastLand.code },
    ]);
  });

  it.each(['{', '{}', '{"identifier":"x"}'])('are refused with the row %s', async (text) => {
    await expect(identifiersOf(rowsWith(lines[0] ?? '', text))).rejects.toThrow('row 2');
  });
});

describe('registering a file', () => {
  const manifests = new Manifests([named('1'), named('2'), named('3', westLand.code)]);
  const portion = lines.map((text, index) => ({ row: index + 1, text, raw: text }));

  async function register(post: (body: unknown, key?: string) => Promise<unknown>): Promise<unknown> {
    const client = {
      post: (_: string, body: unknown, headers: Record<string, string>) =>
        post(body, headers['idempotency-key']),
    } as unknown as ApiClient;
    const results = [];
    for await (const some of registerLicences(client, portion, { name: 'n', manifests })) {
      results.push(...some);
    }
    return results;
  }

  it('brings the proof of each, under a key of its own', async () => {
    const sent: unknown[] = [];
    const post = (body: unknown, key?: string): Promise<void> => {
      sent.push([body, key]);
      return Promise.resolve();
    };
    expect(await register(post)).toMatchObject([{ row: 1 }, { row: 2 }, { row: 3 }]);
    expect(sent).toMatchObject([
      [{ inclusion: { count: 2, path: [expect.any(String)] } }, 'n-1'],
      [{ inclusion: { count: 2 } }, 'n-2'],
      [{ inclusion: { index: 0, count: 1, path: [] } }, 'n-3'],
    ]);
  });

  it('says which were refused and why, and leaves what may pass to another try', async () => {
    const failing = (status: number) => () =>
      Promise.reject(new ApiProblem(status, { code: 'c', detail: 'd' }));
    expect(await register(failing(403))).toMatchObject([
      { row: 1, problem: { code: 'c', detail: 'd' } },
      { row: 2 },
      { row: 3 },
    ]);
    await expect(register(failing(503))).rejects.toBeInstanceOf(ApiProblem);
  });
});
