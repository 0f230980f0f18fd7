// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatLicenceIdentifier, licences, limits, parseLicenceIdentifier } from '@guidang/chaincode/model';
import type { Digest, RecordContent, RegistryChange } from '@guidang/chaincode/model';
import {
  accessionRecords,
  addRendition,
  createRecord,
  fileRecord,
  issueLicence,
  proposeChange,
  registerLicence,
  suspendLicence,
  cancelLicence,
  resumeLicence,
  revokeLicence,
  supersedeLicence,
} from '@guidang/chaincode/commands';
import { sha256 } from '../../../../chaincode/src/ledger/hash';
import { aRecord } from '../../../../chaincode/src/testing/a-record';
import { entered } from '../../../../chaincode/src/testing/people';
import { agree } from '../../../../chaincode/src/testing/scenes';
import { manifestOf } from '@guidang/chaincode/proof';
import { existingLicence, inclusionOf } from '../../../../chaincode/src/testing/existing';
import { World } from '../../../../chaincode/src/testing/world';
import { allButTheDate } from '../../testing/fake-date';
import type { Actor } from '../../../../chaincode/src/testing/world';
import { departments, licenceTypes, regions } from '@guidang/chaincode/sample';
import { headTransaction } from '../../testing/head-transaction';
import { blocksWith, transactionsOf } from '../../testing/world-blocks';
import type { VerificationQuestion } from './api';
import { LedgerError } from '../../ledger/ledger-error';
import type { LedgerBlock, LedgerPort, LedgerTransaction } from '../../ledger/port';
import { everyRow, list, Projection } from '../../projection';
import { verdictSchema } from './verdict';
import type { Verdict } from './verdict';
import { Verification } from './service';

jest.setTimeout(60_000);

let base: World;
let world: World;
let folder: string;
let projection: Projection;
let service: Verification;
let last: LedgerBlock | undefined;
let transactions: number;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const file = sha256('the printed licence');
const sm3: Digest = { algorithm: 'sm3', value: '7'.repeat(64) };
const noFile = { digests: [] };

beforeAll(async () => {
  base = await World.create();
});

beforeEach(async () => {
  world = base.fork();
  folder = await mkdtemp(join(tmpdir(), 'guidang-verification-'));
  projection = await Projection.open(folder);
  const receipts = { check: () => Promise.resolve({ fault: 'unproven' } as const) };
  const seals = { check: () => Promise.resolve({ seal: 'unknown' } as const) };
  service = new Verification({ projection, ledger: ledgerOf(world), receipts, seals, kind: 'embedded' });
  last = undefined;
  transactions = 0;
});

afterEach(async () => {
  await projection.close();
  await rm(folder, { recursive: true });
});

/** The part of the world's ledger that verification queries. */
function ledgerOf(asked: World): LedgerPort {
  const port: Pick<LedgerPort, 'height' | 'evaluate'> = {
    height: () => Promise.resolve(asked.ledger.log.length),
    evaluate: async ({ transaction, args }) => JSON.stringify(await asked.query(transaction, ...args)),
  };
  return port as LedgerPort;
}

/** @param rewrite changes stored values on their way, as if another version had written them. */
async function catchUp(rewrite?: (text: string) => string): Promise<void> {
  await apply(newTransactions(rewrite));
}

/** As {@link catchUp}, with a head after each transaction, cosigned when that claims to be made. */
async function catchUpAnchored(rewrite?: (text: string) => string): Promise<void> {
  for (const transaction of newTransactions(rewrite)) {
    await apply([transaction]);
    await anchor(transaction.claimedAt);
  }
}

function newTransactions(rewrite?: (text: string) => string): LedgerTransaction[] {
  const given = transactionsOf(world, transactions);
  transactions += given.length;
  return rewrite === undefined ? given : given.map((transaction) => rewritten(transaction, rewrite));
}

async function anchor(...cosigned: readonly string[]): Promise<void> {
  await apply([headTransaction({ size: projection.checkpoint.nextSequence, cosigned })]);
}

async function apply(more: readonly LedgerTransaction[]): Promise<void> {
  for (const block of blocksWith(
    more.map((transaction) => [transaction]),
    last,
  )) {
    await projection.apply(block);
    last = block;
  }
}

function rewritten(transaction: LedgerTransaction, rewrite: (text: string) => string): LedgerTransaction {
  const writes = transaction.writes.map(({ key, value }) => ({
    key,
    value: value && Buffer.from(rewrite(Buffer.from(value).toString('utf8'))),
  }));
  return { ...transaction, writes };
}

/** As if what stands under this digest had been registered without a claim: as before there were any. */
function asFile(text: string, name: string): string {
  return text.replaceAll(sha256(name).value, file.value);
}

async function verify(question: VerificationQuestion): Promise<Verdict> {
  // What was is told by what was recorded; what is, is told at once.
  await (question.at === undefined ? catchUp() : catchUpAnchored());
  const verdict = await service.verify(question);
  expect(verdictSchema.parse(verdict)).toEqual(verdict);
  return verdict;
}

function short({ integrity, status, issuer, valid, reasons }: Verdict): unknown[] {
  return [integrity, status, issuer, valid, reasons];
}

const content = {
  type: licenceTypes.foodBusiness,
  region: regions.east,
  holders: [entered.holder],
  validFrom: '2026-11-01',
};

/** A food business licence, with one registered rendition: two versions. */
async function issue(more: { readonly validUntil?: string } = {}): Promise<string> {
  return issueWith(file, more);
}

async function issueWith(printed: Digest, more: { readonly validUntil?: string } = {}): Promise<string> {
  const { eastMarketDecider } = world.officers;
  const { done } = await world.give(eastMarketDecider, issueLicence, { ...content, ...more });
  const identifier = done.result.identifier;
  await render(identifier, 1, printed);
  return identifier;
}

async function render(identifier: string, version: number, digest: Digest): Promise<void> {
  await world.give(world.officers.eastMarketDecider, addRendition, {
    identifier,
    version,
    rendition: { digest, bytes: 1, mediaType: 'application/pdf' },
  });
}

const because = { reason: 'inspection', basis: 'food-safety-law:124' };

async function alter(identifier: string, command: typeof suspendLicence, version = 2): Promise<void> {
  // A penalty leaves the days before as they were.
  const more = command.type === revokeLicence.type ? { kind: 'penalty' } : {};
  await world.give(world.officers.eastMarketDecider, command, { identifier, version, ...because, ...more });
}

async function revoke(identifier: string, kind: 'annulment' | 'withdrawal' | 'penalty'): Promise<void> {
  const body = { identifier, version: 2, ...because, kind };
  await world.give(world.officers.eastMarketDecider, revokeLicence, body);
}

function pass(ms: number): void {
  world.now = new Date(Date.parse(world.now) + ms).toISOString();
}

describe('a file without bytes', () => {
  const nothing = [sha256(''), { algorithm: 'sm3', value: createHash('sm3').digest('hex') }] as const;

  it.each([
    ['SHA-256', nothing[0]],
    ['SM3', nothing[1]],
  ])('is never intact, though a licence should name it by %s', async (_, digest) => {
    const licence = await issueWith(digest);
    const reasons = ['file-empty', 'file-altered'];
    const named = await verify({ licence, digests: [...nothing] });
    expect(named).toMatchObject({ integrity: 'altered', valid: false, reasons });
    const alone = await verify({ digests: [digest] });
    expect(alone).toMatchObject({ integrity: 'not-on-ledger', valid: false });
    expect(alone.reasons).toContain('file-empty');
    expect([alone.licence, alone.record]).toEqual([undefined, undefined]);
  });
});

describe('a file that several records name', () => {
  async function recordOf(bytes: number): Promise<string> {
    const contents = [{ digest: file, bytes, mediaType: 'text/plain', role: 'scan' }];
    const { done } = await world.give(world.officers.eastRegistrar, createRecord, aRecord({ contents }));
    return done.result.id;
  }

  it('is in those that state its length', async () => {
    const [one, wrong, two] = [await recordOf(12), await recordOf(3_000_000_000), await recordOf(12)];
    const verdict = await verify({ digests: [file], bytes: 12 });
    expect(new Set(verdict.records)).toEqual(new Set([one, two]));
    expect(verdict).toMatchObject({ integrity: 'intact', valid: true });
    // Of a digest alone, nobody can say which length is false.
    const { records = [] } = await verify({ digests: [file] });
    expect(new Set(records)).toEqual(new Set([one, wrong, two]));
    await expect(verify({ digests: [file], bytes: 13 })).resolves.toMatchObject({
      integrity: 'not-on-ledger',
    });
  });
});

describe('a file that names a licence itself', () => {
  const savedAgain = [sha256('the printed licence, saved again')];

  it('shows that licence, and is not its registered file', async () => {
    const licence = await issue();
    const verdict = await verify({ named: [licence], digests: savedAgain });
    expect(verdict).toMatchObject({ licence, integrity: 'altered', status: 'in-force', valid: false });
    expect(verdict.reasons).toEqual(['file-not-registered', 'file-altered']);
  });

  it('is judged by who registered it, whatever it names', async () => {
    const licence = await issue();
    const other = await issueWith(sha256('another'));
    await expect(verify({ named: [other], digests: [file] })).resolves.toMatchObject({
      licence,
      valid: true,
    });
  });

  it('is unknown if it names one that nobody knows', async () => {
    const licence = await issue();
    const named = formatLicenceIdentifier({ ...parseLicenceIdentifier(licence), serial: '999999999' });
    const verdict = await verify({ named: [named], digests: savedAgain });
    expect(verdict).toMatchObject({ integrity: 'not-on-ledger', status: 'unknown', valid: false });
    expect([verdict.licence, verdict.reasons.includes('file-not-registered')]).toEqual([undefined, false]);
  });

  it('is unknown if it names several, and says which', async () => {
    const several = [await issue(), await issueWith(sha256('another'))];
    const inTitles = await verify({ named: several, digests: savedAgain });
    const onPages = await verify({ shown: () => Promise.resolve(several), digests: savedAgain });
    for (const verdict of [inTitles, onPages]) {
      expect(verdict).toMatchObject({ integrity: 'not-on-ledger', named: several, valid: false });
      expect(verdict.reasons).toContain('file-names-several');
      expect(verdict.licence).toBeUndefined();
    }
  });

  it('shows the one on its pages, if its titles name several', async () => {
    const [licence, other] = [await issue(), await issueWith(sha256('another'))];
    const shown = (): Promise<string[]> => Promise.resolve([licence]);
    const verdict = await verify({ named: [licence, other], shown, digests: savedAgain });
    expect(verdict).toMatchObject({ licence, integrity: 'altered' });
  });
});

describe('the file', () => {
  it.each([
    ['is not asked about', [], 'not-asked', true],
    ['is the rendition', [file], 'intact', true],
    ['is the rendition by one of its digests', [sm3, file], 'intact', true],
    ['is another one', [sha256('forged')], 'altered', false],
  ] as const)('%s', async (_, digests, integrity, valid) => {
    const licence = await issue();
    const verdict = await verify({ licence, digests: [...digests] });
    expect(verdict).toMatchObject({ licence, integrity, status: 'in-force', issuer: 'authorised', valid });
    expect(verdict.reasons).toEqual(valid ? [] : ['file-altered']);
  });

  it('is neither intact nor altered by a digest of an algorithm by which nothing is known of the registered one', async () => {
    const licence = await issue();
    const bySm3 = { algorithm: 'sm3', value: 'ab'.repeat(32) } as const;
    const verdict = await verify({ licence, digests: [bySm3] });
    expect(verdict).toMatchObject({ licence, integrity: 'not-comparable', status: 'in-force', valid: false });
    expect(verdict.reasons).toEqual(['digest-not-comparable']);
  });

  it('is intact for any of the renditions, also by the national digest', async () => {
    const licence = await issue();
    await render(licence, 2, sm3);
    await expect(verify({ licence, digests: [sm3] })).resolves.toMatchObject({ integrity: 'intact' });
    await expect(verify({ licence, digests: [file] })).resolves.toMatchObject({ integrity: 'intact' });
    const alone = await verify({ digests: [sm3] });
    expect(alone).toMatchObject({ licence, digest: sm3, integrity: 'intact', valid: true });
  });

  it('alone finds its licence', async () => {
    const licence = await issue();
    const verdict = await verify({ digests: [file] });
    expect(verdict).toMatchObject({
      licence,
      digest: file,
      integrity: 'intact',
      status: 'in-force',
      valid: true,
    });
  });

  it('that two licences registered, before the contract kept it to one, is valid only if both are', async () => {
    const [revoked, other] = [await issueWith(sha256('one file')), await issueWith(sha256('another file'))];
    await alter(revoked, revokeLicence);
    await catchUp((text) => asFile(asFile(text, 'one file'), 'another file'));
    const verdict = await service.verify({ digests: [file] });
    expect(verdict).toMatchObject({ licence: revoked, status: 'revoked', valid: false });
    expect(verdict.licences?.toSorted()).toEqual([revoked, other].sort());
  });

  it('of a revoked licence stays revoked, by whatever digest another licence has it', async () => {
    const revoked = await issueWith(sm3);
    await alter(revoked, revokeLicence);
    const other = await issueWith(file);
    const verdict = await verify({ digests: [file, sm3] });
    expect(verdict).toMatchObject({ licence: revoked, status: 'revoked', valid: false });
    expect(verdict.licences?.toSorted()).toEqual([revoked, other].sort());
  });

  it.each([
    ['in force', 'revoked', 'in-force', true],
    ['revoked', 'in force', 'revoked', false],
  ])(
    'of a licence that is %s, and was there before there were claims, is not taken by one that is %s',
    async (older, _, status, valid) => {
      const first = await issueWith(sha256('the older file'));
      await catchUp((text) => asFile(text, 'the older file'));
      const later = await issue();
      await alter(older === 'revoked' ? first : later, revokeLicence);
      await catchUp((text) => asFile(text, 'the older file'));
      const verdict = await verify({ digests: [file] });
      expect(verdict).toMatchObject({ licence: first, integrity: 'intact', status, valid });
      expect(verdict.licences?.toSorted()).toEqual([first, later].sort());
      await expect(verify({ licence: later, digests: [file] })).resolves.toMatchObject({
        integrity: 'altered',
        valid: false,
      });
      await expect(verify({ licence: first, digests: [file] })).resolves.toMatchObject({
        integrity: 'intact',
        valid,
      });
    },
  );

  it('is not spoilt by who registers it by another digest, later', async () => {
    const own = await issueWith(file);
    const spoiler = await issueWith(sm3);
    await alter(spoiler, revokeLicence);
    await expect(verify({ digests: [file, sm3] })).resolves.toMatchObject({ licence: own, valid: true });
    await expect(verify({ licence: spoiler, digests: [file, sm3] })).resolves.toMatchObject({
      integrity: 'altered',
    });
  });

  it('that a majority has taken back stands for the licence that it was released to', async () => {
    const squatter = await issue();
    const own = await issueWith(sha256('draft'));
    const release = { kind: 'release', name: { kind: 'rendition', digest: file }, version: 1, to: own };
    await agree(world, 'back', release);
    await expect(verify({ digests: [file] })).resolves.toMatchObject({ integrity: 'not-on-ledger' });
    await expect(verify({ licence: squatter, digests: [file] })).resolves.toMatchObject({
      integrity: 'altered',
    });
    await render(own, 2, file);
    await alter(squatter, revokeLicence);
    const verdict = await verify({ digests: [file] });
    expect(verdict).toMatchObject({ licence: own, integrity: 'intact', valid: true });
    expect(verdict).not.toHaveProperty('licences');
    await expect(verify({ licence: own, digests: [file], consistency: 'ledger' })).resolves.toMatchObject({
      integrity: 'intact',
      valid: true,
    });
  });

  it('in several records names them all, filed ones first', async () => {
    const { eastRegistrar } = world.officers;
    const body = aRecord({
      contents: [{ digest: sm3, bytes: 1, mediaType: 'application/pdf', role: 'contract' }],
    });
    const filed = (await world.give(eastRegistrar, createRecord, body)).done.result.id;
    await world.give(eastRegistrar, fileRecord, { id: filed, version: 1 });
    const copy = (await world.give(eastRegistrar, createRecord, body)).done.result.id;
    expect(await verify({ digests: [sm3] })).toMatchObject({
      record: filed,
      records: [filed, copy],
      valid: true,
    });
  });

  it('of a filed record is not hidden by copies that somebody collects by the thousand', async () => {
    const { eastRegistrar, westDecider } = world.officers;
    const body = aRecord({
      contents: [{ digest: sm3, bytes: 1, mediaType: 'application/pdf', role: 'contract' }],
    });
    const filed = (await world.give(eastRegistrar, createRecord, body)).done.result.id;
    await world.give(eastRegistrar, fileRecord, { id: filed, version: 1 });
    const copies = Array<typeof body>(limits.recordsPerAccessionMax).fill(body);
    for (let made = 0; made <= 2_100; made += copies.length) {
      await world.give(westDecider, accessionRecords, { records: copies });
    }
    const verdict = await verify({ digests: [sm3] });
    expect(verdict).toMatchObject({ record: filed, valid: true });
    expect(verdict.records?.[0]).toBe(filed);
  });

  it('alone finds a record, which has no status; its keeper is its issuer', async () => {
    await world.give(
      world.officers.eastRegistrar,
      createRecord,
      aRecord({
        category: 'ZY·BDC',
        retention: 'D30',
        contents: [{ digest: sm3, bytes: 1, mediaType: 'application/pdf', role: 'contract' }],
      }),
    );
    const verdict = await verify({ digests: [file, sm3] });
    expect(short(verdict)).toEqual(['intact', 'not-applicable', 'authorised', true, []]);
    expect(verdict).not.toHaveProperty('licence');
  });

  it('that was never registered is not on the ledger, rather than altered', async () => {
    const verdict = await verify({ digests: [sha256('nobody knows')] });
    const reasons = ['not-on-ledger', 'status-unknown', 'issuer-unknown'];
    expect(short(verdict)).toEqual(['not-on-ledger', 'unknown', 'unknown', false, reasons]);
    expect(verdict.proof).toBe('unavailable');
  });
});

describe('the status', () => {
  it.each([
    ['suspended', suspendLicence],
    ['revoked', revokeLicence],
    ['cancelled', cancelLicence],
  ])('that was changed is %s, with its reason, while the file stays intact', async (status, command) => {
    const licence = await issue();
    await alter(licence, command);
    const verdict = await verify({ licence, digests: [file] });
    expect(short(verdict)).toEqual(['intact', status, 'authorised', false, [`licence-${status}`]]);
    expect(verdict.statusReason).toMatchObject({ reason: 'inspection', basis: 'food-safety-law:124' });
    await expect(verify({ digests: [file] })).resolves.toMatchObject({ status, valid: false });
  });

  it('is in force again after a suspension', async () => {
    const licence = await issue();
    await alter(licence, suspendLicence);
    await alter(licence, resumeLicence, 3);
    await expect(verify({ licence, ...noFile })).resolves.toMatchObject({ status: 'in-force', valid: true });
  });

  it('is superseded once replaced by another', async () => {
    const licence = await issue();
    const { done } = await world.give(world.officers.eastMarketDecider, issueLicence, content);
    const body = { identifier: licence, version: 2, by: done.result.identifier, ...because };
    await world.give(world.officers.eastMarketDecider, supersedeLicence, body);
    await expect(verify({ licence, ...noFile })).resolves.toMatchObject({
      status: 'superseded',
      valid: false,
    });
  });

  it.each([
    ['2026-11-24', 'in-force', true],
    ['2026-11-25', 'in-force', true],
    ['2026-11-26', 'expired', false],
  ])(
    'on %s of a licence valid until the 25th is %s, whether or not the expiry was recorded',
    async (at, status, valid) => {
      const licence = await issue({ validUntil: '2026-11-25' });
      await expect(verify({ licence, digests: [file], at })).resolves.toMatchObject({ status, valid });
    },
  );

  it('of an unregistered identifier is unknown, and never valid', async () => {
    const licence = formatLicenceIdentifier({
      type: licenceTypes.foodBusiness,
      issuer: departments.eastMarket.code,
      serial: '1',
      version: '001',
    });
    const verdict = await verify({ licence, ...noFile });
    const reasons = ['not-on-ledger', 'status-unknown', 'issuer-unknown'];
    expect(short(verdict)).toEqual(['not-on-ledger', 'unknown', 'unknown', false, reasons]);
    expect(verdict.licence).toBe(licence);
  });
});

describe('the moment', () => {
  it('in the past is answered as of then: before it was issued, in force, and revoked', async () => {
    const before = new Date(Date.parse(world.now) - 1).toISOString();
    const licence = await issue();
    const inForce = world.now;
    world.now = new Date(Date.parse(world.now) + hourMs).toISOString();
    await alter(licence, suspendLicence);
    const suspended = world.now;
    world.now = new Date(Date.parse(world.now) + hourMs).toISOString();
    await alter(licence, revokeLicence, 3);
    const revoked = world.now;
    const statusAt = async (at: string): Promise<string> => {
      const verdict = await verify({ licence, digests: [file], at });
      expect(verdict.at).toBe(at);
      return verdict.status;
    };
    await expect(statusAt(before)).resolves.toBe('unknown');
    await expect(statusAt(inForce)).resolves.toBe('in-force');
    await expect(statusAt(suspended)).resolves.toBe('suspended');
    await expect(statusAt(revoked)).resolves.toBe('revoked');
    await expect(verify({ digests: [file], at: before })).resolves.toMatchObject({
      integrity: 'not-on-ledger',
      valid: false,
    });
    await expect(verify({ digests: [file], at: inForce })).resolves.toMatchObject({ valid: true });
  });

  it('given as a date is the end of that day in China Standard Time', async () => {
    const licence = await issue();
    const verdict = await verify({ licence, ...noFile, at: '2026-11-23' });
    expect(verdict.at).toBe('2026-11-23T15:59:59.999Z');
    expect(verdict.status).toBe('in-force');
    await expect(verify({ licence, ...noFile, at: '2026-11-22' })).resolves.toMatchObject({
      status: 'unknown',
    });
  });

  it('does not make a genuine file altered: renditions are registered after the issue', async () => {
    const { done } = await world.give(world.officers.eastMarketDecider, issueLicence, content);
    const licence = done.result.identifier;
    const issued = world.now;
    world.now = new Date(Date.parse(world.now) + hourMs).toISOString();
    await render(licence, 1, file);
    await expect(verify({ licence, digests: [file], at: issued })).resolves.toMatchObject({
      integrity: 'intact',
      valid: true,
    });
  });

  it('of now includes a change by a gateway whose clock is ahead of ours', async () => {
    const licence = await issue();
    await catchUp();
    jest.useFakeTimers({ now: Date.parse(world.now), doNotFake: allButTheDate });
    try {
      world.now = new Date(Date.now() + 4 * 60_000).toISOString();
      await alter(licence, revokeLicence);
      const revoked = { status: 'revoked', valid: false };
      await expect(verify({ licence, ...noFile })).resolves.toMatchObject(revoked);
      await expect(verify({ digests: [file] })).resolves.toMatchObject(revoked);
    } finally {
      jest.useRealTimers();
    }
  });

  it('in the past finds the record that had the content then, whatever was added later', async () => {
    const body = aRecord({
      category: 'ZY·BDC',
      retention: 'D30',
      contents: [{ digest: file, bytes: 1, mediaType: 'application/pdf', role: 'contract' }],
    });
    await world.give(world.officers.eastRegistrar, createRecord, body);
    const then = world.now;
    world.now = new Date(Date.parse(world.now) + dayMs).toISOString();
    await world.give(world.officers.eastRegistrar, createRecord, body);
    await expect(verify({ digests: [file], at: then })).resolves.toMatchObject({ integrity: 'intact' });
  });
});

describe('a change that was recorded later than it claims', () => {
  const minutes = (count: number): string => new Date(Date.parse(start) + count * 60_000).toISOString();
  let start: string;
  beforeEach(() => {
    // Cosignatures have whole seconds.
    world.now = new Date(Math.ceil(Date.parse(world.now) / 1000) * 1000).toISOString();
    start = world.now;
  });

  /** Changes a licence at the world's time, and has that recorded only so many minutes after the start. */
  async function held(act: () => Promise<unknown>, recordedAfter: number): Promise<void> {
    await act();
    await catchUp();
    await anchor(minutes(recordedAfter));
  }

  it('does not alter the verdict for a moment before: the status is unknown then, and says why', async () => {
    const licence = await issue();
    await verify({ licence, ...noFile, at: start });
    world.now = minutes(1);
    const asked = { licence, digests: [file], at: minutes(2) };
    await expect(verify(asked)).resolves.toMatchObject({ status: 'in-force', valid: true });
    await held(() => alter(licence, revokeLicence), 7);
    const doubtful = await verify(asked);
    expect(short(doubtful)).toEqual(['intact', 'unknown', 'authorised', false, ['recorded-later']]);
    expect(doubtful).toMatchObject({ claimedAt: minutes(1), recordedAt: minutes(7), proof: 'proven' });
    expect(doubtful).not.toHaveProperty('statusReason');
    const before = await verify({ ...asked, at: new Date(Date.parse(minutes(1)) - 1).toISOString() });
    expect(before).toMatchObject({ status: 'in-force', valid: true });
    for (const at of [minutes(7), minutes(60), undefined]) {
      const after = await verify({ ...asked, at });
      expect(after).toMatchObject({
        status: 'revoked',
        recordedAt: minutes(7),
        reasons: ['licence-revoked'],
      });
    }
  });

  it('and is not recorded yet is not the past, but it is the present', async () => {
    const licence = await issue();
    await catchUp();
    const past = await service.verify({ licence, ...noFile, at: start });
    expect(past).toMatchObject({ status: 'unknown', reasons: ['recorded-later'], proof: 'pending' });
    expect(past).toMatchObject({ claimedAt: start });
    expect(past).not.toHaveProperty('recordedAt');
    const now = await service.verify({ licence, ...noFile });
    expect(now).toMatchObject({ status: 'in-force', valid: true, proof: 'pending' });
    expect(now).toHaveProperty('claimedAt');
    expect(now).not.toHaveProperty('recordedAt');
  });

  it('and alters no status leaves no doubt: what was recorded by then stands', async () => {
    const { done } = await world.give(world.officers.eastMarketDecider, issueLicence, content);
    const licence = done.result.identifier;
    await verify({ licence, ...noFile, at: start });
    world.now = minutes(1);
    await held(() => render(licence, 1, file), 7);
    const verdict = await verify({ licence, digests: [file], at: minutes(2) });
    expect(verdict).toMatchObject({ integrity: 'intact', valid: true, claimedAt: start, recordedAt: start });
  });

  it('and issues a licence: it was not known by then', async () => {
    let licence = '';
    await held(async () => {
      licence = await issue();
    }, 7);
    const verdict = await verify({ licence, ...noFile, at: minutes(2) });
    expect(verdict).toMatchObject({ status: 'unknown', valid: false, reasons: ['recorded-later'] });
    await expect(verify({ licence, ...noFile, at: minutes(7) })).resolves.toMatchObject({ valid: true });
  });

  it('and brings a record, or other contents of one: what it held by then is unknown', async () => {
    const { eastRegistrar } = world.officers;
    const contents = [{ digest: file, bytes: 1, mediaType: 'application/pdf', role: 'contract' }] as const;
    let id = '';
    await held(async () => {
      const { done } = await world.give(eastRegistrar, createRecord, aRecord({ contents: [...contents] }));
      id = done.result.id;
    }, 7);
    const asked = { digests: [file], at: minutes(2) };
    const doubtful = await verify(asked);
    expect(short(doubtful)).toEqual(['intact', 'unknown', 'authorised', false, ['recorded-later']]);
    await expect(verify({ ...asked, at: minutes(8) })).resolves.toMatchObject({ record: id, valid: true });
    // Filing leaves the contents as they were.
    world.now = minutes(9);
    await held(() => world.give(eastRegistrar, fileRecord, { id, version: 1 }), 15);
    await expect(verify({ ...asked, at: minutes(10) })).resolves.toMatchObject({
      status: 'not-applicable',
      valid: true,
      recordedAt: minutes(7),
    });
  });
});

describe('a department that has moved to another organisation', () => {
  const move = async (): Promise<void> => {
    await agree(world, 'move', { ...departments.eastMarket, organisation: 'west' });
  };
  const decider = async (): Promise<Actor> => {
    const { eastMarketDecider } = world.officers;
    const officer = await world.enrol({ ...eastMarketDecider, id: 'west-market', organisation: 'west' });
    await world.register(officer);
    return officer;
  };

  it('has its licences there: a change counts, and leaves the past as it was', async () => {
    const licence = await issue();
    const before = world.now;
    world.now = new Date(Date.parse(world.now) + hourMs).toISOString();
    await move();
    await world.give(await decider(), revokeLicence, {
      identifier: licence,
      version: 2,
      kind: 'penalty',
      ...because,
    });
    await catchUpAnchored();
    await expect(verify({ licence, ...noFile })).resolves.toMatchObject({ status: 'revoked' });
    await expect(verify({ licence, ...noFile, at: before })).resolves.toMatchObject({ status: 'in-force' });
    await expect(verify({ licence, ...noFile, consistency: 'ledger' })).resolves.toMatchObject({
      status: 'revoked',
      proof: 'proven',
    });
    const { items } = await list(projection, { index: everyRow(licences), limit: 10 });
    expect(items).toMatchObject([{ identifier: licence, version: 3, organisation: 'west' }]);
  });

  it('kept its records genuine, the earlier and the later ones', async () => {
    const holding = (digest: Digest): RecordContent =>
      aRecord({ contents: [{ digest, bytes: 1, mediaType: 'application/pdf', role: 'contract' }] });
    await world.give(world.officers.eastMarketDecider, createRecord, holding(sm3));
    await move();
    await expect(verify({ digests: [sm3] })).resolves.toMatchObject({ issuer: 'authorised', valid: true });
    await world.give(await decider(), createRecord, holding(file));
    await expect(verify({ digests: [file] })).resolves.toMatchObject({ issuer: 'authorised', valid: true });
  });
});

describe('a day before a licence was revoked', () => {
  let licence: string;
  let before: string;
  beforeEach(async () => {
    licence = await issue();
    before = world.now;
    pass(dayMs);
  });
  const then = (): Promise<Verdict> => verify({ licence, digests: [file], at: before });

  it.each(['withdrawal', 'penalty'] as const)(
    '%s: stays valid, and says that it ended later',
    async (kind) => {
      await revoke(licence, kind);
      const verdict = await then();
      expect(short(verdict)).toEqual(['intact', 'in-force', 'authorised', true, []]);
      expect(verdict.ending).toMatchObject({ ...because, kind, from: 'decision' });
      expect(await verify({ licence, ...noFile })).toMatchObject({
        status: 'revoked',
        reasons: ['licence-revoked'],
        ending: { kind },
      });
    },
  );

  it('as void from the start is not valid, and says so', async () => {
    await revoke(licence, 'annulment');
    const reasons = ['licence-revoked', 'licence-void-from-start'];
    const verdict = await then();
    expect(short(verdict)).toEqual(['intact', 'revoked', 'authorised', false, reasons]);
    expect(verdict.ending).toMatchObject({ ...because, kind: 'annulment', from: 'start' });
    await expect(verify({ digests: [file], at: before })).resolves.toMatchObject({ valid: false, reasons });
    await expect(verify({ licence, ...noFile })).resolves.toMatchObject({ valid: false, reasons });
  });

  it('and closed goes on saying so', async () => {
    await revoke(licence, 'annulment');
    pass(dayMs);
    await alter(licence, cancelLicence, 3);
    await expect(then()).resolves.toMatchObject({ status: 'revoked', ending: { kind: 'annulment' } });
    await expect(verify({ licence, ...noFile })).resolves.toMatchObject({
      status: 'cancelled',
      reasons: ['licence-cancelled', 'licence-void-from-start'],
    });
  });

  const withoutKind = (text: string): string =>
    text.replaceAll('"kind":"penalty",', '').replaceAll(/,"revocation":\{[^}]*\}/g, '');

  it('of a kind that older data do not tell, is not known to have been valid', async () => {
    await revoke(licence, 'penalty');
    await catchUpAnchored(withoutKind);
    const reasons = ['status-unknown', 'revocation-kind-unknown'];
    const verdict = await then();
    expect(short(verdict)).toEqual(['intact', 'unknown', 'authorised', false, reasons]);
    expect(verdict.ending).toMatchObject({ ...because, kind: 'unknown', from: 'unknown' });
  });

  it('and closed by an older version, which kept only the closing', async () => {
    await revoke(licence, 'penalty');
    pass(dayMs);
    await alter(licence, cancelLicence, 3);
    await render(licence, 4, sha256('one more'));
    await catchUpAnchored(withoutKind);
    await expect(then()).resolves.toMatchObject({ status: 'unknown', ending: { kind: 'unknown' } });
    const consistency = 'ledger' as const;
    for (const more of [{}, { consistency }]) {
      await expect(verify({ licence, ...noFile, ...more })).resolves.toMatchObject({
        status: 'cancelled',
        valid: false,
      });
    }
  });

  it('is as valid as it was when it was only closed since', async () => {
    await alter(licence, cancelLicence);
    const verdict = await then();
    expect(verdict).toMatchObject({ status: 'in-force', valid: true });
    expect(verdict).not.toHaveProperty('ending');
  });

  it('as wrongly made is not valid either, though nobody revoked anything', async () => {
    const body = { identifier: licence, version: 2, ...because, kind: 'wrongly-made' } as const;
    await world.give(world.officers.eastMarketDecider, cancelLicence, body);
    await expect(then()).resolves.toMatchObject({
      status: 'cancelled',
      valid: false,
      reasons: ['licence-cancelled', 'licence-wrongly-made'],
    });
  });
});

describe('the issuer', () => {
  const old = (serial: string): string =>
    formatLicenceIdentifier({
      type: licenceTypes.foodBusiness,
      issuer: departments.eastMarket.code,
      serial,
      version: '001',
    });
  const consent = async (id: string, change: RegistryChange): Promise<void> => {
    const { east, west, archives } = world.governors;
    await world.give(east, proposeChange, { id, changes: [change] });
    await world.approve(archives, id);
    await world.approve(west, id);
  };
  const at = { issuer: departments.eastMarket.code, licenceType: licenceTypes.foodBusiness };

  it('was authorised on the date of issue, whatever changed since', async () => {
    const identifier = old('2016001');
    await world.give(world.officers.eastMarketDecider, registerLicence, {
      identifier,
      issuedOn: '2016-01-01',
      region: regions.east,
      holders: content.holders,
      validFrom: '2016-01-01',
      inclusion: inclusionOf(identifier),
    });
    await consent('end', { kind: 'authority-end', ...at, until: '2020-01-01' });
    await expect(verify({ licence: identifier, ...noFile })).resolves.toMatchObject({
      issuer: 'authorised',
      valid: true,
    });
  });

  it('had to be authorised when the issue was recorded too, and not only when it claims to be of', async () => {
    const licence = await issue();
    await consent('end', { kind: 'authority-end', ...at, until: '2026-11-23' });
    await catchUp();
    await anchor('2026-11-24T00:00:00.000Z');
    const verdict = await verify({ licence, ...noFile });
    expect(short(verdict).slice(1)).toEqual(['in-force', 'not-authorised', false, ['issuer-not-authorised']]);
  });

  it('of a licence that existed before is judged by its stated day, and it is told from those issued here', async () => {
    const [existing, issued] = [old('2016002'), await issue()];
    await world.give(world.officers.eastMarketDecider, registerLicence, {
      identifier: existing,
      issuedOn: '2016-01-01',
      region: regions.east,
      holders: content.holders,
      validFrom: '2016-01-01',
      inclusion: inclusionOf(existing),
    });
    for (const consistency of ['projection', 'ledger'] as const) {
      const origins = [
        await verify({ licence: existing, ...noFile, consistency }),
        await verify({ licence: issued, ...noFile, consistency }),
      ].map(({ origin, valid }) => [origin, valid]);
      expect(origins).toEqual([
        ['registered', true],
        ['issued', true],
      ]);
    }
  });

  it('is the predecessor that issued it, whose authority it was', async () => {
    const { eastMarket } = departments;
    const merged = { ...eastMarket, code: '11999999000000086K', successor: eastMarket.code };
    const licenceType = licenceTypes.foodBusiness;
    const name = existingLicence('2009001', { type: licenceType, issuer: merged.code });
    const { root, count } = manifestOf([name]);
    const grant = { regions: [regions.east], from: '2000-01-01', until: '2015-09-30' };
    await consent('merged', merged);
    await consent('grant', { kind: 'authority', issuer: merged.code, licenceType, grant });
    await consent('open', {
      kind: 'registration',
      issuer: merged.code,
      licenceType,
      manifest: { root, count },
      until: '2026-12-31',
    });
    await world.give(world.officers.eastMarketDecider, registerLicence, {
      identifier: name,
      issuedOn: '2009-01-01',
      region: regions.east,
      holders: content.holders,
      validFrom: '2009-01-01',
      inclusion: { index: 0, count: 1, path: [] },
    });
    for (const consistency of ['projection', 'ledger'] as const) {
      await expect(verify({ licence: name, ...noFile, consistency })).resolves.toMatchObject({
        issuer: 'authorised',
        origin: 'registered',
        valid: true,
      });
    }
  });

  it('is not authorised when the grant is later found to have ended before', async () => {
    const licence = await issue();
    await consent('end', { kind: 'authority-end', ...at, until: '2026-11-22' });
    const verdict = await verify({ licence, digests: [file] });
    expect(short(verdict)).toEqual([
      'intact',
      'in-force',
      'not-authorised',
      false,
      ['issuer-not-authorised'],
    ]);
  });
});

it('has block, ledger, time and an identifier of its own', async () => {
  await expect(service.verify(noFile)).resolves.not.toHaveProperty('freshness');
  const licence = await issue();
  const first = await verify({ licence, ...noFile });
  const second = await verify({ licence, ...noFile });
  expect(first).toMatchObject({ block: transactions - 1, ledger: 'embedded', proof: 'pending' });
  expect(first.verificationId).not.toBe(second.verificationId);
  expect(Date.parse(first.asOf)).toBeLessThanOrEqual(Date.now());
  const height = projection.checkpoint.height;
  await verify({ licence, ...noFile });
  expect(projection.checkpoint.height).toBe(height);
});

describe('freshness', () => {
  it('is the last block read, and the time since then or since the ledger confirmed that it is the last', async () => {
    const nowMs = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(nowMs);
    try {
      const licence = await issue();
      const { freshness, block } = await verify({ licence, ...noFile });
      const { claimedAt } = projection.checkpoint;
      expect(freshness).toMatchObject({ block, blockClaimedAt: claimedAt, ageMs: 0 });
      clock.mockReturnValue(nowMs + hourMs);
      projection.noteLedgerHeight(transactions + 1);
      expect((await service.verify({ licence, ...noFile })).freshness?.ageMs).toBeGreaterThan(
        hourMs - 60_000,
      );
      projection.noteLedgerHeight(transactions);
      expect((await service.verify({ licence, ...noFile })).freshness?.ageMs).toBe(0);
    } finally {
      clock.mockRestore();
    }
  });
});

describe('the ledger as the source', () => {
  const consistency = 'ledger' as const;

  it('knows what the projection has not read yet', async () => {
    const licence = await issue();
    await catchUp();
    const body = { identifier: licence, version: 2, reason: 'inspection', basis: 'law:1' };
    await world.give(world.officers.eastMarketDecider, suspendLicence, body);
    await expect(service.verify({ licence, ...noFile })).resolves.toMatchObject({ status: 'in-force' });
    await expect(service.verify({ licence, ...noFile, consistency })).resolves.toMatchObject({
      status: 'suspended',
      issuer: 'authorised',
      block: transactions,
      freshness: { block: transactions, ageMs: 0 },
    });
  });

  it('agrees with the projection when that is up to date', async () => {
    const licence = await issue();
    const unknown = formatLicenceIdentifier({
      type: licenceTypes.foodBusiness,
      issuer: departments.eastMarket.code,
      serial: '1',
      version: '001',
    });
    for (const question of [
      { licence, digests: [file] },
      { licence, digests: [sm3] },
      { digests: [file] },
      { digests: [sm3] },
      { licence: unknown, digests: [] },
    ]) {
      const projected = await verify(question);
      expect(short(await verify({ ...question, consistency }))).toEqual(short(projected));
    }
  });

  it('is not replaced by the projection when the ledger cannot be reached', async () => {
    const licence = await issue();
    await catchUp();
    const lost = new LedgerError('ledger-unreachable', 'no peer answers', { retry: 'same' });
    const unreachable = { ...ledgerOf(world), evaluate: () => Promise.reject(lost) } as unknown as LedgerPort;
    const receipts = { check: () => Promise.resolve({ fault: 'unproven' } as const) };
    const seals = { check: () => Promise.resolve({ seal: 'unknown' } as const) };
    const cut = new Verification({ projection, ledger: unreachable, receipts, seals, kind: 'network' });
    await expect(cut.verify({ licence, ...noFile, consistency })).rejects.toBe(lost);
    await expect(cut.verify({ licence, ...noFile })).resolves.toMatchObject({ valid: true });
  });
});
