// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Digest } from '@guidang/chaincode/model';
import { addRendition, createRecord, issueLicence } from '@guidang/chaincode/commands';
import { departments, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { callerOf, EmbeddedGateway } from '../../testing/embedded-gateway';
import type { ContentRequest } from './api';
import type { EventEntry } from '../event/api';
import type { Services } from '../services';
import { aRecord } from '../../../../chaincode/src/testing/a-record';

jest.setTimeout(60_000);

const bytesMax = 1024 * 1024;
const use = { purpose: 'case-handling', basis: 'archives-law:28' };
const caller = callerOf(officers.westVerifier);

let gateway: EmbeddedGateway;
let services: Services;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  services = gateway.services.http;
});
afterAll(() => gateway.close());

/** Stored by both departments whose records and licences name it. */
async function put(bytes: Buffer, more: object = {}): ReturnType<Services['contents']['put']> {
  await putBy(officers.eastMarketDecider, bytes, more);
  return putBy(officers.eastRegistrar, bytes, more);
}

function putBy(
  officer: DemoOfficer,
  bytes: Buffer,
  more: object = {},
): ReturnType<Services['contents']['put']> {
  return services.contents.put(callerOf(officer), Readable.from([bytes]), { bytesMax, ...more });
}

async function recordOf(digest: Digest, bytes: number): Promise<string> {
  const { result } = await gateway.give(
    officers.eastRegistrar,
    createRecord,
    aRecord({ contents: [{ digest, bytes, mediaType: 'text/plain', role: 'note' }] }),
  );
  return result['id'];
}

async function licenceOf(digest: Digest, bytes: number): Promise<string> {
  const { result } = await gateway.give(officers.eastMarketDecider, issueLicence, {
    type: licenceTypes.foodBusiness,
    region: regions.east,
    holders: [{ organisation: departments.eastLand.code }],
    validFrom: '2026-11-01',
  });
  const identifier = result['identifier'];
  const rendition = { digest, bytes, mediaType: 'application/pdf' } as const;
  await gateway.give(officers.eastMarketDecider, addRendition, {
    identifier,
    version: 1,
    rendition,
  });
  return identifier;
}

async function historyOf(kind: 'record' | 'licence', id: string): Promise<readonly EventEntry[]> {
  await gateway.reach();
  return (await services.events.history({ filters: { subject: { kind, id } }, limit: 100 }))?.items ?? [];
}

function height(): Promise<number> {
  return gateway.reach().then(() => gateway.projection.checkpoint.height);
}

it('are stored under the international and the national digest of their bytes', async () => {
  const bytes = Buffer.from('abc');
  const stored = await put(bytes);
  expect(stored).toEqual({
    digest: {
      algorithm: 'sha256',
      value: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    },
    // GB/T 32905 annex A.1
    sm3: { algorithm: 'sm3', value: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0' },
    bytes: 3,
  });
  const expected = { algorithm: 'sha256', value: 'a'.repeat(64) } as const;
  await expect(put(bytes, { expected })).rejects.toMatchObject({ code: 'content-mismatch' });
  await expect(put(bytes, { bytesMax: 2 })).rejects.toMatchObject({ code: 'content-too-large' });
});

it.each([
  ['no bytes at all', []],
  ['empty parts', [Buffer.alloc(0), Buffer.alloc(0)]],
])('are not stored if there are %s', async (_, parts) => {
  const caller = callerOf(officers.eastRegistrar);
  const stored = services.contents.put(caller, Readable.from(parts), { bytesMax });
  await expect(stored).rejects.toMatchObject({ code: 'content-empty', facts: { field: 'body' } });
});

it.each([
  ['record', recordOf, 'record.accessed'],
  ['licence', licenceOf, 'licence.used'],
] as const)('of a %s are served after the access is on the ledger', async (kind, make, type) => {
  const bytes = randomBytes(100_000);
  const { digest } = await put(bytes);
  const id = await make(digest, bytes.length);
  const before = await height();
  const open = await services.contents.open(caller, { digest, of: { kind, id }, ...use });
  // The access is on the ledger before the first byte is read.
  await expect(height()).resolves.toBe(before + 1);
  expect(open?.access.block).toBe(before);
  expect((await historyOf(kind, id)).at(-1)).toMatchObject({
    type,
    ...use,
    officer: { organisation: 'west', officer: officers.westVerifier.id, role: 'verifier' },
    transaction: open?.access.transaction,
  });
  expect(open?.bytes).toBe(bytes.length);
  expect((await buffer(open?.stream as Readable)).equals(bytes)).toBe(true);
});

describe('are not served', () => {
  const request = async (more: Partial<ContentRequest> = {}): Promise<ContentRequest> => {
    const { digest } = await put(Buffer.from('a note'));
    return { digest, of: { kind: 'record', id: await recordOf(digest, 6) }, ...use, ...more };
  };

  it.each([
    ['to a digest that is not of that record', { digest: { algorithm: 'sha256', value: 'a'.repeat(64) } }],
    ['for a record that is not there', { of: { kind: 'record', id: 'X' } }],
    ['for a licence that is not there', { of: { kind: 'licence', id: 'X' } }],
  ] as const)('%s, and nothing is recorded', async (_, more) => {
    const asked = await request(more);
    const before = await height();
    await expect(services.contents.open(caller, asked)).resolves.toBeUndefined();
    await expect(height()).resolves.toBe(before);
  });

  it('under a licence when they belong to a record', async () => {
    const { digest } = await request();
    const other = await put(randomBytes(9));
    const id = await licenceOf(other.digest, 9);
    const asked = { digest, of: { kind: 'licence', id }, ...use } as const;
    await expect(services.contents.open(caller, asked)).resolves.toBeUndefined();
  });

  it.each([
    ['to a role that may not read', callerOf(officers.archivist, []), 'role-missing'],
    ['to a role of operation', callerOf(officers.eastOperator), 'role-missing'],
    ['to nobody whom we know', { ...caller, officer: 'nobody' }, 'officer-unknown'],
  ] as const)('%s', async (_, stranger, code) => {
    await expect(services.contents.open(stranger, await request())).rejects.toMatchObject({ code });
  });

  it('without a purpose that the ledger accepts', async () => {
    const asked = await request({ purpose: '好奇 (free text)' });
    await expect(services.contents.open(caller, asked)).rejects.toMatchObject({ code: 'command-malformed' });
  });

  it('when they are stored elsewhere: nothing was read, so nothing is recorded', async () => {
    const digest: Digest = { algorithm: 'sha256', value: 'b'.repeat(64) };
    const id = await recordOf(digest, 6);
    const before = await height();
    const asked = { digest, of: { kind: 'record', id }, ...use } as const;
    await expect(services.contents.open(caller, asked)).rejects.toMatchObject({ code: 'content-not-found' });
    await expect(height()).resolves.toBe(before);
  });

  it('before the access is endorsed', async () => {
    const asked = await request();
    for (const id of ['west', 'audit']) gateway.ledger.stopEndorser(id);
    const outcome = services.contents.open(caller, asked);
    await expect(outcome).rejects.toMatchObject({ code: 'endorser-unavailable' });
    for (const id of ['west', 'audit']) gateway.ledger.startEndorser(id);
  });
});

describe('under a digest copied from others', () => {
  const bytes = Buffer.from('a scan of the market department');

  it.each([
    ['record', recordOf, officers.eastMarketDecider, officers.eastRegistrar],
    ['licence', licenceOf, officers.eastRegistrar, officers.eastMarketDecider],
  ] as const)(
    'nothing is opened as that of a %s, until its department has stored it too',
    async (kind, make, other, own) => {
      const scan = Buffer.concat([bytes, Buffer.from(kind)]);
      const { digest } = await putBy(other, scan);
      const asked = { digest, of: { kind, id: await make(digest, scan.length) }, ...use } as const;
      const before = await height();
      await expect(services.contents.open(caller, asked)).rejects.toMatchObject({
        code: 'content-not-found',
      });
      await expect(height()).resolves.toBe(before);
      await putBy(own, scan);
      const open = await services.contents.open(caller, asked);
      expect(await buffer(open?.stream as Readable)).toEqual(scan);
    },
  );

  it('what a system stored is opened for any licence of its organisation', async () => {
    const { digest } = await putBy(officers.eastSystem, Buffer.from('printed elsewhere'));
    const of = { kind: 'licence', id: await licenceOf(digest, 17) } as const;
    await expect(services.contents.open(caller, { digest, of, ...use })).resolves.toMatchObject({
      bytes: 17,
    });
  });

  it('what was stored before anybody was noted stays open, also when it is stored again', async () => {
    const older = Buffer.from('from before');
    await gateway.contents.put(Readable.from([older]), { sizeBytesMax: bytesMax });
    const digest = { algorithm: 'sha256', value: createHash('sha256').update(older).digest('hex') } as const;
    const of = { kind: 'record', id: await recordOf(digest, older.length) } as const;
    for (let times = 0; times < 2; times += 1) {
      const open = await services.contents.open(caller, { digest, of, ...use });
      expect(await buffer(open?.stream as Readable)).toEqual(older);
      await putBy(officers.eastMarketDecider, older);
    }
  });
});

describe('one recorded read covers one download', () => {
  const accessesOf = async (id: string): Promise<readonly EventEntry[]> =>
    (await historyOf('record', id)).filter(({ type }) => type === 'record.accessed');
  const opened = async (asked: ContentRequest): Promise<string> => {
    const open = await services.contents.open(caller, asked);
    return (await buffer(open?.stream as Readable)).toString();
  };
  const stored = async (text: string): Promise<{ digest: Digest; id: string }> => {
    const { digest } = await put(Buffer.from(text));
    return { digest, id: await recordOf(digest, text.length) };
  };

  it('and an old Idempotency-Key opens nothing', async () => {
    const { digest, id } = await stored('once');
    const asked = { digest, of: { kind: 'record', id }, ...use, idempotencyKey: 'one access' } as const;
    await expect(opened(asked)).resolves.toBe('once');
    await expect(services.contents.open(caller, asked)).rejects.toMatchObject({ code: 'read-used' });
    await expect(accessesOf(id)).resolves.toHaveLength(1);
    await expect(opened({ ...asked, idempotencyKey: 'another access' })).resolves.toBe('once');
    await expect(accessesOf(id)).resolves.toHaveLength(2);
  });

  it('of two at once under one key, one is answered', async () => {
    const { digest, id } = await stored('at once');
    const asked = { digest, of: { kind: 'record', id }, ...use, idempotencyKey: 'at once' } as const;
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => opened(asked)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(accessesOf(id)).resolves.toHaveLength(1);
  });

  it('which is resumed, within an hour, and no other file is', async () => {
    const { digest, id } = await stored('resumed');
    const of = { kind: 'record', id } as const;
    const asked = { digest, of, ...use, idempotencyKey: 'resumed access', continues: true };
    await expect(opened(asked)).resolves.toBe('resumed');
    await expect(opened(asked)).resolves.toBe('resumed');
    await expect(accessesOf(id)).resolves.toHaveLength(1);
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    try {
      await expect(services.contents.open(caller, asked)).rejects.toMatchObject({ code: 'read-used' });
    } finally {
      now.mockRestore();
    }
  });

  it('of one file of a licence, not of each', async () => {
    const [first, second] = [await put(randomBytes(9)), await put(randomBytes(10))];
    const identifier = await licenceOf(first.digest, 9);
    const rendition = { digest: second.digest, bytes: 10, mediaType: 'application/pdf' } as const;
    await gateway.give(officers.eastMarketDecider, addRendition, { identifier, version: 2, rendition });
    const of = { kind: 'licence', id: identifier } as const;
    const asked = { of, ...use, idempotencyKey: 'one file', continues: true };
    await opened({ ...asked, digest: first.digest });
    const other = services.contents.open(caller, { ...asked, digest: second.digest });
    await expect(other).rejects.toMatchObject({ code: 'read-used' });
  });
});
