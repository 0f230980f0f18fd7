// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { dateOf, isAuthorised, originOf, statusInHindsight } from '@guidang/chaincode/model';
import type { ArchiveRecord, Department, Digest, ProvenanceEvent } from '@guidang/chaincode/model';
import { optional } from '../../common/optional';
import type { VerificationQuestion, VerificationService } from './api';
import type { LedgerPort } from '../../ledger/port';
import type { Receipts } from '../../log/receipts';
import type { Projection } from '../../projection';
import { LedgerFactSource, ProjectedFactSource } from './fact-source';
import type { FactSource, KnownLicence } from './fact-source';
import { holdersOfFile, isRenditionOf } from './renditions';
import { isValid, reasonsOf } from './verdict';
import type { Verdict } from './verdict';

/** The facts about the subject of the question. */
type Subject =
  | (KnownLicence & {
      readonly kind: 'licence';
      readonly integrity: 'intact' | 'altered' | 'not-asked';
      /** The file was another licence's before: this one is named, and tells nothing. */
      readonly isLater?: boolean;
    })
  | {
      readonly kind: 'record';
      readonly record: ArchiveRecord;
      readonly department: Department | undefined;
      readonly integrity: 'intact' | 'altered';
      readonly block: number | undefined;
    }
  /** The event proven by a receipt, of a subject without a verdict of its own: a case, an officer. */
  | { readonly kind: 'event' }
  | { readonly kind: 'unknown'; readonly licence?: string };

type Finding = Pick<
  Verdict,
  | 'integrity'
  | 'status'
  | 'statusReason'
  | 'ending'
  | 'issuer'
  | 'origin'
  | 'proof'
  | 'licence'
  | 'licences'
  | 'record'
  | 'records'
>;

interface VerificationOptions {
  readonly projection: Projection;
  /** Used only for callers who choose the ledger as the source. */
  readonly ledger: LedgerPort;
  /** Verifies receipts. */
  readonly receipts: Pick<Receipts, 'check'>;
  readonly kind: Verdict['ledger'];
}

/**
 * Verification shows no details and records nothing. It reads the projection and contacts no peer, unless the caller
 * chooses the ledger as the source.
 */
export class Verification implements VerificationService {
  readonly #options: VerificationOptions;

  constructor(options: VerificationOptions) {
    this.#options = options;
  }

  async verify(question: VerificationQuestion): Promise<Verdict> {
    const asOf = new Date().toISOString();
    const past = question.at === undefined ? undefined : momentOf(question.at);
    const at = past ?? asOf;
    const { projection, ledger, receipts, kind } = this.#options;
    const ofLedger = question.consistency === 'ledger';
    const known: FactSource = ofLedger
      ? new LedgerFactSource(ledger, projection)
      : new ProjectedFactSource(projection, past);
    const freshness = await known.freshness();
    const subjects =
      question.receipt === undefined
        ? await subjectsOf(question, known)
        : [await subjectOfReceipt(await receipts.check(question.receipt), question, known)];
    const finding = judgeAll(subjects, { at, provenUpTo: projection.head?.block ?? -1 });
    const [digest] = question.digests;
    return {
      verificationId: randomUUID(),
      ...finding,
      ...optional({ digest }),
      valid: isValid(finding),
      reasons: reasonsOf(finding),
      at,
      ...(freshness === undefined ? {} : { block: freshness.block, freshness }),
      asOf,
      ledger: kind,
    };
  }
}

async function subjectsOf(
  { licence: identifier, digests }: VerificationQuestion,
  known: FactSource,
): Promise<readonly Subject[]> {
  if (identifier !== undefined) return [await namedLicence(identifier, digests, known)];
  const holders = await holdersOf(digests, known);
  return holders.length > 0 ? holders : [{ kind: 'unknown' }];
}

async function namedLicence(
  identifier: string,
  digests: readonly Digest[],
  known: FactSource,
): Promise<Subject> {
  const found = await known.licence(identifier);
  if (found === undefined) return { kind: 'unknown', licence: identifier };
  if (digests.length === 0) return { kind: 'licence', ...found, integrity: 'not-asked' };
  const { renditions } = found.now.value;
  const isIts = await isRenditionOf({ identifier, renditions }, digests, known);
  const integrity = isIts ? 'intact' : 'altered';
  return { kind: 'licence', ...found, integrity };
}

/** A receipt proves an event: the verdict is on that event's subject, as of the moment of the question. */
async function subjectOfReceipt(
  event: ProvenanceEvent | undefined,
  { digests }: VerificationQuestion,
  known: FactSource,
): Promise<Subject> {
  if (event === undefined) return { kind: 'unknown' };
  const { kind, id } = event.subject;
  if (kind === 'licence') return namedLicence(id, digests, known);
  if (kind !== 'record') return { kind: 'event' };
  const found = await known.record(id);
  if (found === undefined) return { kind: 'unknown' };
  const isContent = found.record.contents.some(({ digest }) =>
    digests.some((one) => one.value === digest.value),
  );
  return { kind, ...found, integrity: digests.length === 0 || isContent ? 'intact' : 'altered' };
}

/** Whoever holds the file under any of its digests: one may have registered it by SHA-256, another by SM3. */
async function holdersOf(digests: readonly Digest[], known: FactSource): Promise<readonly Subject[]> {
  const licences: Subject[] = [];
  const { first, later } = await holdersOfFile(digests, known);
  for (const identifier of [...first, ...later]) {
    const licence = await known.licence(identifier);
    if (licence === undefined) continue;
    const isLater = later.includes(identifier);
    licences.push({ kind: 'licence', ...licence, integrity: 'intact', isLater });
  }
  if (licences.length > 0) return licences;
  const records: Subject[] = [];
  for (const id of await unionOf(digests, (digest) => known.recordsWith(digest))) {
    const record = await known.record(id);
    if (record !== undefined) records.push({ kind: 'record', ...record, integrity: 'intact' });
  }
  return records;
}

async function unionOf(
  digests: readonly Digest[],
  namesOf: (digest: Digest) => Promise<readonly string[]>,
): Promise<ReadonlySet<string>> {
  const names = await Promise.all(digests.map(namesOf));
  return new Set(names.flat());
}

/** A file that stands for several licences is valid only if all of them are; of records the first one tells, a filed one. */
function judgeAll(subjects: readonly Subject[], when: Parameters<typeof judge>[1]): Finding {
  const findings = subjects.map((subject) => judge(subject, when));
  const telling = findings.filter((_, index) => !isLater(subjects[index]));
  const refuted = telling.find((candidate) => candidate.licence !== undefined && !isValid(candidate));
  const finding = refuted ?? telling[0] ?? findings[0];
  if (finding === undefined) throw new Error('a question has a subject');
  if (findings.length === 1) return finding;
  const licences = findings.flatMap(({ licence }) => licence ?? []);
  const records = findings.flatMap(({ record }) => record ?? []);
  return {
    ...finding,
    ...(licences.length > 0 ? { licences } : {}),
    ...(records.length > 0 ? { records } : {}),
  };
}

function isLater(subject: Subject | undefined): boolean {
  return subject?.kind === 'licence' && subject.isLater === true;
}

/** @param provenUpTo the last block that the anchored head covers. */
function judge(
  subject: Subject,
  { at, provenUpTo }: { readonly at: string; readonly provenUpTo: number },
): Finding {
  const proofOf = ({ block = Infinity }: { readonly block: number | undefined }): Finding['proof'] =>
    block <= provenUpTo ? 'proven' : 'pending';
  switch (subject.kind) {
    case 'unknown':
      return {
        integrity: 'not-on-ledger',
        status: 'unknown',
        issuer: 'unknown',
        proof: 'unavailable',
        ...optional({ licence: subject.licence }),
      };
    case 'record':
      return {
        record: subject.record.id,
        integrity: subject.integrity,
        status: 'not-applicable',
        issuer: keeper(subject),
        proof: proofOf(subject),
      };
    case 'event':
      return { integrity: 'intact', status: 'not-applicable', issuer: 'unknown', proof: 'proven' };
    case 'licence': {
      const { licence, now, integrity } = subject;
      const { status, ending } = statusInHindsight(licence, now.value, dateOf(at));
      // What is known since rests on the newest change; an end with the decision says nothing about the days before.
      const isRetold = ending !== undefined && ending.from !== 'decision';
      return {
        licence: licence.identifier,
        integrity,
        status,
        ...optional({ statusReason: licence.statusReason, ending }),
        issuer: issuer(subject),
        origin: originOf(licence),
        proof: proofOf(isRetold ? now : subject),
      };
    }
  }
}

/** Whether the registry granted the authority for the region, on the date of issue. */
function issuer({ licence, authority }: Extract<Subject, { kind: 'licence' }>): Finding['issuer'] {
  if (authority === undefined) return 'unknown';
  return isAuthorised(authority, licence.region, licence.issuedOn) ? 'authorised' : 'not-authorised';
}

/** A record has no issuer; instead its department must belong to the organisation, in the registry, or have belonged then. */
function keeper({ record, department }: Extract<Subject, { kind: 'record' }>): Finding['issuer'] {
  if (department === undefined) return 'unknown';
  const { organisation, createdAt } = record;
  const belonged = (department.formerly ?? []).some(
    (left) => left.organisation === organisation && createdAt <= left.until,
  );
  return belonged || department.organisation === organisation ? 'authorised' : 'not-authorised';
}

/** A date means the end of that day in China Standard Time, in which the domain's dates are given. */
function momentOf(at: string): string {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(at) ? `${at}T23:59:59.999+08:00` : at;
  return new Date(moment).toISOString();
}
