// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { canonicalJson, logKeys } from '@guidang/chaincode/model';
import type { RegistryChange } from '@guidang/chaincode/model';
import { createRecord, fileRecord } from '@guidang/chaincode/commands';
import { keyLabel, leafSalt, readVerifierKey } from '@guidang/chaincode/proof';
import { officers } from '@guidang/chaincode/sample';
import { sha256Hex } from '../common/sha256';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { LogSigner } from '../../../chaincode/src/testing/log-signer';
import { LogError } from './log-error';
import { find, findEvent } from '../projection';
import type { Verdict } from '../application/verification/verdict';
import { hashLeaf } from '../merkle/hashing';
import { noteOf } from './own-tree';
import { rootByInclusion } from '../merkle/proof';
import { SigningKeys } from './signing-keys';
import { formatReceipt, parseReceipt } from './receipt';
import type { Receipt } from './receipt';
import { aRecord } from '../../../chaincode/src/testing/a-record';

jest.setTimeout(60_000);

const file = { algorithm: 'sha256', value: '3b'.repeat(32) } as const;
const record = aRecord({
  contents: [{ digest: file, mediaType: 'application/pdf', bytes: 5, role: 'main' }],
});

let gateway: EmbeddedGateway;

beforeEach(async () => {
  gateway = await EmbeddedGateway.seeded({ logKeeper: 'archives' });
});
afterEach(() => gateway.close());

/** Creates a record; returns it with its creation event. */
async function create(): Promise<{ id: string; event: string }> {
  const { result, transaction } = await gateway.give(officers.eastRegistrar, createRecord, record);
  return { id: result['id'], event: `${transaction}-0` };
}

async function receiptOf(event: string): Promise<Receipt> {
  const receipt = await gateway.services.http.log.receipt(event);
  if (receipt === undefined || receipt === 'pending') throw new Error(`no receipt: ${String(receipt)}`);
  return receipt;
}

function verify(receipt: string, digests: Parameters<typeof ask>[0]['digests'] = []): Promise<Verdict> {
  return ask({ receipt, digests });
}
function ask(question: Parameters<EmbeddedGateway['services']['http']['verifications']['verify']>[0]) {
  return gateway.services.http.verifications.verify(question);
}

it('says who has cosigned the newest head, and when', async () => {
  expect(await gateway.services.http.log.cosignedHead()).toBeUndefined();
  const { event } = await create();
  await gateway.anchorHead();
  const [, size = '', root = ''] = (await receiptOf(event)).checkpoint.split('\n');
  const head = await gateway.services.http.log.cosignedHead();
  expect(head).toMatchObject({ size: Number(size), root, quorum: 1 });
  // Opened once, however many look.
  expect(await gateway.services.http.log.cosignedHead()).toBe(head);
  expect(head?.cosigners.map(({ organisation }) => organisation)).toEqual(['archives']);
  expect(Date.parse(head?.cosigners[0]?.at ?? '')).not.toBeNaN();
});

describe('a receipt', () => {
  it('exists once a head covers the event', async () => {
    const { http } = gateway.services;
    const { event } = await create();
    await expect(http.log.receipt(event)).resolves.toBe('pending');
    await expect(http.log.receipt(`${'0'.repeat(64)}-0`)).resolves.toBeUndefined();
    await gateway.anchorHead();
    const receipt = await receiptOf(event);
    const stored = await http.events.get(event);
    const { id, block, sequence, ...whole } = stored ?? { id: '', block: 0, sequence: 0 };
    expect(id).toBe(event);
    expect(receipt.index).toBe(sequence);
    const opened = JSON.parse(receipt.leaf) as { leaf: { digest: string }; event: object; salt: string };
    expect(opened).toMatchObject({ leaf: { schema: 2, block: { number: block } }, event: whole });
    expect(canonicalJson(opened)).toBe(receipt.leaf);
    expect(opened.leaf.digest).toBe(sha256Hex(opened.salt + canonicalJson(whole)));
    expect(receipt.checkpoint).toBe(http.log.checkpoint());
    const [, size = '', root = ''] = receipt.checkpoint.split('\n');
    const proven = rootByInclusion(hashLeaf(canonicalJson(opened.leaf)), { ...receipt, size: Number(size) });
    expect(Buffer.from(proven ?? []).toString('base64')).toBe(root);
  });

  it('discloses its own event, and neither the seed nor the salt of its neighbours', async () => {
    const { event } = await create();
    await gateway.anchorHead();
    const stored = await findEvent(gateway.projection, event);
    const seed = stored?.seed ?? '';
    expect(seed).toMatch(/^[0-9a-f]{32}$/);
    const text = (await receiptOf(event)).leaf;
    const { salt } = JSON.parse(text) as { salt: string };
    expect(text).not.toContain(seed);
    const [transaction = ''] = event.split('-');
    expect(salt).toBe(leafSalt(seed, { transaction, position: 0 }));
    // Taken for a seed, the salt gives none that is there.
    const derived = [0, 1].map((position) => leafSalt(salt, { transaction, position }));
    const genuine = [0, 1].map((position) => leafSalt(seed, { transaction, position }));
    expect(derived.filter((one) => genuine.includes(one))).toEqual([]);
    expect(new Set(genuine).size).toBe(2);
  });

  it('of an event stays valid under newer heads', async () => {
    const { event, id } = await create();
    await gateway.anchorHead();
    const old = formatReceipt(await receiptOf(event));
    await create();
    await gateway.anchorHead();
    expect(formatReceipt(await receiptOf(event))).not.toBe(old);
    await expect(verify(old)).resolves.toMatchObject({ integrity: 'intact', proof: 'proven', valid: true });
    await gateway.give(officers.eastRegistrar, fileRecord, { id, version: 1 });
    // The receipt is still valid; its subject has changed since that head.
    await expect(verify(old)).resolves.toMatchObject({ integrity: 'intact', proof: 'pending', valid: true });
  });

  it('is verified together with the file', async () => {
    const { event } = await create();
    await gateway.anchorHead();
    const receipt = formatReceipt(await receiptOf(event));
    await expect(verify(receipt, [file])).resolves.toMatchObject({ integrity: 'intact' });
    const mailed = `\ufeff${receipt.replaceAll('\n', '\r\n')}`;
    await expect(verify(mailed, [file])).resolves.toMatchObject({ integrity: 'intact' });
    const other = { algorithm: 'sha256' as const, value: '00'.repeat(32) };
    await expect(verify(receipt, [other])).resolves.toMatchObject({ integrity: 'altered', valid: false });
  });

  it('of a subject without a verdict of its own is proven, and no more', async () => {
    await gateway.anchorHead();
    const history = await gateway.services.http.events.history({
      filters: { subject: { kind: 'log-keys', id: 'archives' } },
      limit: 1,
    });
    const receipt = await receiptOf(history?.items[0]?.id ?? '');
    await expect(verify(formatReceipt(receipt))).resolves.toMatchObject({
      integrity: 'intact',
      proof: 'proven',
      issuer: 'unknown',
      valid: false,
    });
  });

  it.each<[string, (receipt: Receipt, other: Receipt) => Partial<Receipt>]>([
    ['another index', ({ index }) => ({ index: index - 1 })],
    ['an index beyond the tree', () => ({ index: Number.MAX_SAFE_INTEGER })],
    ['the path of another leaf', (_, { proof }) => ({ proof })],
    ['another leaf', (_, { leaf }) => ({ leaf })],
    ['no path', () => ({ proof: [] })],
    ['a path that is too long', ({ proof }) => ({ proof: [...proof, ...proof] })],
    [
      'a head without cosignatures',
      ({ checkpoint }) => ({ checkpoint: `${checkpoint.split('\n').slice(0, 5).join('\n')}\n` }),
    ],
    [
      'a head of another size',
      ({ checkpoint }) => ({
        checkpoint: checkpoint.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) - 1}\n`),
      }),
    ],
    ['a head that is no note', () => ({ checkpoint: 'guidang/log' })],
    [
      'a head by strangers',
      ({ checkpoint }) => {
        const [, size = '', root = ''] = checkpoint.split('\n');
        const head = { origin: 'guidang/log', size: Number(size), root: Buffer.from(root, 'base64') };
        return { checkpoint: noteOf(head, new LogSigner('archives').propose(head, 1_800_000_000)) };
      },
    ],
  ])('with %s proves nothing', async (_, change) => {
    const { event } = await create();
    const other = await create();
    await gateway.anchorHead();
    const receipt = await receiptOf(event);
    const forged = { ...receipt, ...change(receipt, await receiptOf(other.event)) };
    await expect(verify(formatReceipt(forged))).resolves.toMatchObject({
      integrity: 'not-on-ledger',
      status: 'unknown',
      proof: 'unavailable',
      valid: false,
    });
  });

  it('round-trips, and any other text is a problem', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
    const good = fc.record({
      index: fc.maxSafeNat(),
      leaf: fc.string({ minLength: 1, unit: 'grapheme' }),
      proof: fc.array(hash, { maxLength: 63 }),
      checkpoint: fc.string({ minLength: 1 }),
    });
    fc.assert(
      fc.property(good, fc.nat(), fc.string({ maxLength: 3 }), (receipt, at, text) => {
        const written = formatReceipt(receipt);
        expect(parseReceipt(written)).toEqual(receipt);
        const place = at % written.length;
        try {
          parseReceipt(written.slice(0, place) + text + written.slice(place + 1));
        } catch (error) {
          expect(error).toBeInstanceOf(LogError);
        }
      }),
    );
  });
});

describe('the proof of a verdict', () => {
  it('is pending until a head covers the block of the last change', async () => {
    const { id } = await create();
    const proof = async (consistency?: 'ledger'): Promise<string> =>
      (await ask({ digests: [file], consistency })).proof;
    await expect(proof()).resolves.toBe('pending');
    await gateway.anchorHead();
    await expect(proof()).resolves.toBe('proven');
    await expect(proof('ledger')).resolves.toBe('proven');
    await gateway.give(officers.eastRegistrar, fileRecord, { id, version: 1 });
    await expect(proof()).resolves.toBe('pending');
    await gateway.anchorHead();
    await expect(proof()).resolves.toBe('proven');
    const unknown = { algorithm: 'sha256' as const, value: '00'.repeat(32) };
    await expect(ask({ digests: [unknown] })).resolves.toMatchObject({ proof: 'unavailable' });
  });
});

describe('the keys', () => {
  const lines = async (): Promise<string[]> => ((await gateway.services.http.log.keys()) ?? '').split('\n');
  const registered = () => find(gateway.projection, logKeys, 'archives');

  it('are listed with their organisation and the heads for which they count', async () => {
    const text = await lines();
    const row = await registered();
    const history = await gateway.services.http.events.history({
      filters: { subject: { kind: 'log-keys', id: 'archives' } },
      limit: 1,
    });
    const from = history?.items[0]?.sequence;
    expect(text).toEqual([
      '# origin guidang/log',
      `# quorum 1 from ${from}`,
      `# archives log ed25519 from ${from}`,
      row?.keys[0]?.vkey,
      `# archives cosigner ed25519 from ${from}`,
      row?.keys[1]?.vkey,
      `# archives cosigner ml-dsa-44 from ${from}`,
      row?.keys[2]?.vkey,
      `# archives seal ed25519 from ${from}`,
      row?.keys[3]?.vkey,
      '',
    ]);
  });

  it('are rotated by consent, and old heads stay valid', async () => {
    const { http } = gateway.services;
    const { event } = await create();
    await gateway.anchorHead();
    const old = formatReceipt(await receiptOf(event));
    const change = (await http.log.nextKeys('archives')) as Extract<RegistryChange, { kind: 'log-keys' }>;
    // A repeated request before the change takes effect returns the same keys.
    await expect(http.log.nextKeys('archives')).resolves.toEqual(change);
    expect(change.retire).toEqual(
      (await registered())?.keys.map(({ vkey }) => keyLabel(readVerifierKey(vkey))),
    );
    await gateway.consent('rotation', [change]);
    const until = gateway.projection.checkpoint.nextSequence;
    const text = await lines();
    expect(text.filter((line) => line.startsWith('# archives'))).toHaveLength(8);
    expect(text.filter((line) => /^# archives \w+ [\w-]+ from \d+ until \d+$/.test(line))).toHaveLength(4);
    await gateway.anchorHead();
    const [, size = ''] = http.log.checkpoint()?.split('\n') ?? [];
    expect(Number(size)).toBeGreaterThanOrEqual(until);
    await expect(verify(old)).resolves.toMatchObject({ proof: 'proven' });
    await expect(verify(formatReceipt(await receiptOf(event)))).resolves.toMatchObject({ proof: 'proven' });
    const next = await http.log.nextKeys('archives');
    expect(next).not.toEqual(change);
  });

  it('that are retired do not count for newer heads', async () => {
    const { http } = gateway.services;
    const { event } = await create();
    const change = await http.log.nextKeys('archives');
    await gateway.consent('rotation', [change as RegistryChange]);
    await gateway.anchorHead();
    const receipt = await receiptOf(event);
    const head = await gateway.log.tree.head(Number(receipt.checkpoint.split('\n')[1]));
    if (head === undefined) throw new Error('no head');
    const [first] = await gateway.wallet.logKeys('archives');
    if (first === undefined) throw new Error('no keys');
    const retired = new SigningKeys(first.seeds, { network: 'guidang', organisation: 'archives' });
    const forged = noteOf(head, [retired.signHead(head), ...retired.cosign(head, 1_800_000_000)]);
    await expect(verify(formatReceipt({ ...receipt, checkpoint: forged }))).resolves.toMatchObject({
      proof: 'unavailable',
    });
  });

  it('of other organisations are not held here', async () => {
    await expect(gateway.services.http.log.nextKeys('east')).resolves.toBeUndefined();
  });
});
