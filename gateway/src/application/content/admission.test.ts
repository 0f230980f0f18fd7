// SPDX-License-Identifier: Apache-2.0
import { createRecord, fileRecord } from '@guidang/chaincode/commands';
import { officers } from '@guidang/chaincode/sample';
import { aRecord } from '../../../../chaincode/src/testing/a-record';
import { sha256 } from '../../../../chaincode/src/ledger/hash';
import { callerOf, EmbeddedGateway } from '../../testing/embedded-gateway';

jest.setTimeout(60_000);

const acceptor = callerOf(officers.eastAcceptor);
const text = Buffer.from('a scan\n');

let gateway: EmbeddedGateway;
beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
});
afterAll(() => gateway.close());

async function* once(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}

function scan(of: { readonly digest: ReturnType<typeof sha256>; readonly bytes: number }) {
  return { ...of, mediaType: 'text/plain', role: 'scan' };
}

async function recordOf(...contents: ReturnType<typeof scan>[]): Promise<{ id: string; version: number }> {
  const { services } = gateway;
  // Not waited for: whoever files at once asks a query store that is behind.
  const done = await services.commands.run(acceptor, createRecord, aRecord({ contents }), {});
  if ('submission' in done) throw new Error('the record is on its way');
  return { id: done.result.id, version: done.result.version };
}

it('a file that the department has stored, of its length, may be filed', async () => {
  const { contents, admission } = gateway.services.http;
  const { digest, bytes } = await contents.put(acceptor, once(text), { bytesMax: 100 });
  const record = await recordOf(scan({ digest, bytes }));
  await expect(admission.demandRecordHeld(record)).resolves.toBeUndefined();
  await gateway.give(officers.eastRegistrar, fileRecord, record);
  // The contract says what is wrong with a version that has been.
  await expect(admission.demandRecordHeld(record)).resolves.toBeUndefined();
});

it.each([
  ['that nobody has', { digest: sha256('nobody has it'), bytes: 6 }, /no file of the digest/u],
  ['of another length', { digest: sha256(text.toString()), bytes: text.length + 1 }, /has 7 bytes, not 8/u],
])('a file %s is not filed', async (_, named, message) => {
  const { contents, admission } = gateway.services.http;
  await contents.put(acceptor, once(text), { bytesMax: 100 });
  const refused = { code: 'content-not-held', facts: { field: 'record/contents/0' } };
  const record = await recordOf(scan(named));
  await expect(admission.demandRecordHeld(record)).rejects.toMatchObject(refused);
  await expect(admission.demandRecordHeld(record)).rejects.toThrow(message);
});

it('a file is held by the department that stored it, and by no other', async () => {
  const { contents, admission } = gateway.services.http;
  const { digest, bytes } = await contents.put(acceptor, once(Buffer.from('own')), { bytesMax: 100 });
  const named = [{ digest, bytes, field: 'body/proof' }];
  await expect(admission.demandHeld(acceptor, named)).resolves.toBeUndefined();
  await expect(admission.demandHeld(acceptor, [{ digest, field: 'body/opinion' }])).resolves.toBeUndefined();
  await expect(admission.demandHeld(callerOf(officers.westDecider), named)).rejects.toMatchObject({
    code: 'content-not-held',
    facts: { field: 'body/proof' },
  });
});

it('a file under another algorithm cannot be looked for', async () => {
  const digest = { algorithm: 'sm3', value: 'ab'.repeat(32) } as const;
  await expect(
    gateway.services.http.admission.demandHeld(acceptor, [{ digest, field: 'body/opinion' }]),
  ).resolves.toBeUndefined();
});

it('a record that does not exist passes: the contract refuses it', async () => {
  const record = { id: '0'.repeat(30), version: 1 };
  await expect(gateway.services.http.admission.demandRecordHeld(record)).resolves.toBeUndefined();
});
