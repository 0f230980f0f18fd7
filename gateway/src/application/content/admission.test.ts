// SPDX-License-Identifier: Apache-2.0
import {
  annotateRecord,
  createRecord,
  deliverCase,
  fileRecord,
  reportFinding,
} from '@guidang/chaincode/commands';
import { officers } from '@guidang/chaincode/sample';
import { aRecord } from '../../../../chaincode/src/testing/a-record';
import { sha256 } from '../../../../chaincode/src/ledger/hash';
import { signCommand } from '../../identity';
import { callerOf, EmbeddedGateway } from '../../testing/embedded-gateway';
import { recordId } from '../../testing/fake-services';
import { contentsOfRecord } from './named-contents';

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

function filing(record: { readonly id: string; readonly version: number }) {
  return { type: fileRecord.type, body: record };
}

const eastArchivist = callerOf(officers.eastRegistrar);

it('a file that the department has stored, of its length, may be filed', async () => {
  const { contents, admission } = gateway.services.http;
  const { digest, bytes } = await contents.put(acceptor, once(text), { bytesMax: 100 });
  const record = await recordOf(scan({ digest, bytes }));
  await expect(admission.admit(eastArchivist, filing(record))).resolves.toBeUndefined();
  await gateway.give(officers.eastRegistrar, fileRecord, record);
  // The contract says what is wrong with a version that has been.
  await expect(admission.admit(eastArchivist, filing(record))).resolves.toBeUndefined();
});

it.each([
  ['that nobody has', { digest: sha256('nobody has it'), bytes: 6 }, /no file of the digest/u],
  ['of another length', { digest: sha256(text.toString()), bytes: text.length + 1 }, /has 7 bytes, not 8/u],
])('a record with a file %s is told so while it is collected, and not filed', async (_, named, message) => {
  const { contents, admission } = gateway.services.http;
  await contents.put(acceptor, once(text), { bytesMax: 100 });
  const collected = await admission.unheld(acceptor, contentsOfRecord({ contents: [scan(named)] }, 'body'));
  expect(collected).toEqual([expect.objectContaining({ code: 'content-not-held' })]);
  expect(collected[0]?.field).toBe('body/contents/0');
  const refused = { code: 'content-not-held', facts: { field: 'record/contents/0' } };
  const record = await recordOf(scan(named));
  await expect(admission.admit(eastArchivist, filing(record))).rejects.toMatchObject(refused);
  await expect(admission.admit(eastArchivist, filing(record))).rejects.toThrow(message);
});

it('a record that is changed keeps the files of its department, whoever changes it', async () => {
  const { contents, admission } = gateway.services.http;
  const { digest, bytes } = await contents.put(acceptor, once(Buffer.from('kept')), { bytesMax: 100 });
  const { id, version } = await recordOf(scan({ digest, bytes }));
  await gateway.reach();
  const named = contentsOfRecord({ contents: [scan({ digest, bytes })] }, 'body/content');
  expect(version).toBe(1);
  const other = callerOf(officers.westDecider);
  await expect(admission.unheld(other, named)).resolves.toHaveLength(1);
  await expect(admission.unheld(other, named, id)).resolves.toEqual([]);
});

it.each([
  ['a note', annotateRecord.type, { id: recordId, kind: 'ocr' }, 'content'],
  ['a finding', reportFinding.type, { id: recordId, kind: 'ocr' }, 'content'],
] as const)('the file of %s must be here', async (_, type, body, member) => {
  const { admission } = gateway.services.http;
  const content = scan({ digest: sha256('nobody has it'), bytes: 6 });
  await expect(
    admission.admit(acceptor, { type, body: { ...body, [member]: content } }),
  ).rejects.toMatchObject({
    code: 'content-not-held',
    facts: { field: `body/${member}` },
  });
  // What is malformed the contract says.
  await expect(admission.admit(acceptor, { type, body: { [member]: content } })).resolves.toBeUndefined();
});

it('a file is held by the department that stored it, and by no other', async () => {
  const { contents, admission } = gateway.services.http;
  const { digest, bytes } = await contents.put(acceptor, once(Buffer.from('own')), { bytesMax: 100 });
  const delivery = {
    type: deliverCase.type,
    body: { id: `${acceptor.department}.BDC-1`, version: 1, proof: scan({ digest, bytes }) },
  };
  await expect(admission.admit(acceptor, delivery)).resolves.toBeUndefined();
  await expect(admission.admit(callerOf(officers.westDecider), delivery)).rejects.toMatchObject({
    code: 'content-not-held',
    facts: { field: 'body/proof' },
  });
});

it('a record that does not exist passes: the contract refuses it', async () => {
  const record = { id: recordId, version: 1 };
  await expect(gateway.services.http.admission.admit(acceptor, filing(record))).resolves.toBeUndefined();
});

it('whoever signs commands with a key of their own files no record without its files either', async () => {
  const { commands } = gateway.services;
  const record = await recordOf(scan({ digest: sha256('nobody has it'), bytes: 6 }));
  await gateway.reach();
  const { identity } = await gateway.context.officers.actingOfficer(eastArchivist);
  const jws = signCommand(identity, {
    ...gateway.context.ledgerName,
    id: 'filed-by-own-key',
    type: fileRecord.type,
    role: 'registrar',
    issuedAt: new Date().toISOString(),
    body: record,
  });
  await expect(commands.relay(eastArchivist, jws)).rejects.toMatchObject({ code: 'content-not-held' });
});
