// SPDX-License-Identifier: Apache-2.0
import { createRecord } from '@guidang/chaincode/commands';
import { officers } from '@guidang/chaincode/sample';
import { aRecord } from '../../../../chaincode/src/testing/a-record';
import { ContentHolders } from '../../content';
import { callerOf, EmbeddedGateway } from '../../testing/embedded-gateway';
import type { StoredFile } from './api';
import { contentsOfRecord } from './named-contents';

jest.setTimeout(60_000);

const acceptor = callerOf(officers.eastAcceptor);
const use = { purpose: 'case-review', basis: 'archives-law-28' };

let gateway: EmbeddedGateway;
beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
});
afterAll(() => gateway.close());

async function* once(text: string): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

function put(text: string): Promise<StoredFile> {
  return gateway.services.http.contents.put(acceptor, once(text), { bytesMax: 100 });
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

describe.each(['sm3', 'sha256'] as const)('a file that a record names by %s', (algorithm) => {
  it('is held, given and verified by either digest', async () => {
    const { contents, admission, verifications } = gateway.services.http;
    const text = `named by ${algorithm}`;
    const stored = await put(text);
    const named = algorithm === 'sm3' ? stored.sm3 : stored.digest;
    const content = { digest: named, bytes: stored.bytes, mediaType: 'text/plain', role: 'scan' };
    await expect(
      admission.unheld(acceptor, contentsOfRecord({ contents: [content] }, 'body')),
    ).resolves.toEqual([]);
    const { result } = await gateway.give(
      officers.eastAcceptor,
      createRecord,
      aRecord({ contents: [content] }),
    );
    for (const digest of [stored.digest, stored.sm3]) {
      const of = { kind: 'record', id: result.id } as const;
      // As the route has it: what stands in the path is 64 characters.
      const request = { digest: { algorithm: 'sha256', value: digest.value }, of } as const;
      await expect(contents.describe(acceptor, request)).resolves.toEqual({
        bytes: text.length,
        mediaType: 'text/plain',
      });
      const opened = await contents.open(acceptor, { ...request, ...use });
      expect(opened && (await textOf(opened.stream))).toBe(text);
      const verdict = await verifications.verify({ digests: [digest] });
      expect(verdict).toMatchObject({ integrity: 'intact', record: result.id, digest });
    }
  });
});

it("a length that is not the file's is told of a file that is named by SM3 too", async () => {
  const { sm3 } = await put('of another length');
  const named = [{ digest: sm3, bytes: 3, field: 'body/contents/0' }];
  const [fault] = await gateway.services.http.admission.unheld(acceptor, named);
  expect(fault?.message).toContain('has 17 bytes, not 3');
});

it('a file of a version that knew one digest is named by both at the next start', async () => {
  const { digest, sm3 } = await put('older');
  const level = gateway.store;
  await level.sublevel('content-sm3').clear();
  const holders = new ContentHolders(level);
  await expect(holders.keptAs(sm3 as { algorithm: 'sm3'; value: string })).resolves.toBeUndefined();
  await holders.nameAll(gateway.contents);
  await expect(holders.keptAs(sm3 as { algorithm: 'sm3'; value: string })).resolves.toEqual(digest);
});
