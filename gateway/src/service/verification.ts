// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import {
  dateOf,
  isAuthorised,
  statusOn,
  type ArchiveRecord,
  type Authority,
  type Department,
  type Digest,
  type Licence,
} from '@guidang/chaincode';
import type { VerificationQuestion, VerificationService } from '../http/services';
import type { LedgerPort } from '../ledger/port';
import type { Projection } from '../projection';
import { LedgerKnowledge, ProjectedKnowledge, type Knowledge } from '../verification/knowledge';
import { isValid, reasonsOf, type Verdict } from '../verification/verdict';

/** What the ledger knows of what was asked. */
type Subject =
  | {
      readonly kind: 'licence';
      readonly licence: Licence;
      readonly authority: Authority | undefined;
      readonly integrity: 'intact' | 'altered' | 'not-asked';
    }
  | { readonly kind: 'record'; readonly record: ArchiveRecord; readonly department: Department | undefined }
  | { readonly kind: 'unknown'; readonly licence?: string };

type Finding = Pick<Verdict, 'integrity' | 'status' | 'issuer' | 'proof' | 'licence' | 'statusReason'>;

export interface VerificationOptions {
  readonly projection: Projection;
  /** Asked only by callers who want its own word. */
  readonly ledger: LedgerPort;
  readonly kind: Verdict['ledger'];
}

/**
 * Verification shows no details and records nothing. It answers from the projection and touches no peer, unless the
 * caller asks for the ledger's own word.
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
    const { projection, ledger, kind } = this.#options;
    const ofLedger = question.consistency === 'ledger';
    const known: Knowledge = ofLedger
      ? new LedgerKnowledge(ledger, projection)
      : new ProjectedKnowledge(projection, past);
    const freshness = await known.freshness();
    const finding = judge(await subjectOf(question, known), at);
    const [digest] = question.digests;
    return {
      verificationId: randomUUID(),
      ...finding,
      ...(digest === undefined ? {} : { digest }),
      valid: isValid(finding),
      reasons: reasonsOf(finding),
      at,
      ...(freshness === undefined ? {} : { block: freshness.block, freshness }),
      asOf,
      ledger: kind,
    };
  }
}

async function subjectOf(
  { licence: identifier, digests }: VerificationQuestion,
  known: Knowledge,
): Promise<Subject> {
  if (identifier !== undefined) {
    const found = await known.licence(identifier);
    if (found === undefined) return { kind: 'unknown', licence: identifier };
    const registered = found.renditions.some(({ digest }) =>
      digests.some((one) => one.value === digest.value),
    );
    const integrity = digests.length === 0 ? 'not-asked' : registered ? 'intact' : 'altered';
    return { kind: 'licence', ...found, integrity };
  }
  for (const digest of digests) {
    const holder = await holderOf(digest, known);
    if (holder !== undefined) return holder;
  }
  return { kind: 'unknown' };
}

async function holderOf(digest: Digest, known: Knowledge): Promise<Subject | undefined> {
  const identifier = await known.licenceWith(digest);
  const licence = identifier === undefined ? undefined : await known.licence(identifier);
  if (licence !== undefined) return { kind: 'licence', ...licence, integrity: 'intact' };
  const id = await known.recordWith(digest);
  const record = id === undefined ? undefined : await known.record(id);
  return record && { kind: 'record', ...record };
}

function judge(subject: Subject, at: string): Finding {
  switch (subject.kind) {
    case 'unknown':
      return {
        integrity: 'not-on-ledger',
        status: 'unknown',
        issuer: 'unknown',
        proof: 'unavailable',
        ...(subject.licence === undefined ? {} : { licence: subject.licence }),
      };
    case 'record':
      return { integrity: 'intact', status: 'not-applicable', issuer: keeper(subject), proof: 'pending' };
    case 'licence': {
      const { licence, integrity } = subject;
      return {
        licence: licence.identifier,
        integrity,
        status: statusOn(licence, dateOf(at)),
        ...(licence.statusReason === undefined ? {} : { statusReason: licence.statusReason }),
        issuer: issuer(subject),
        proof: 'pending',
      };
    }
  }
}

/** The authority that the registry gave for the region, on the date of issue. */
function issuer({ licence, authority }: Extract<Subject, { kind: 'licence' }>): Finding['issuer'] {
  if (authority === undefined) return 'unknown';
  return isAuthorised(authority, licence.region, licence.issuedOn) ? 'authorised' : 'not-authorised';
}

/** A record has no issuer; what counts is that its department is the organisation's, in the registry. */
function keeper({ record, department }: Extract<Subject, { kind: 'record' }>): Finding['issuer'] {
  if (department === undefined) return 'unknown';
  return department.organisation === record.organisation ? 'authorised' : 'not-authorised';
}

/** A date means its last moment in China Standard Time, in which the field's dates are written. */
function momentOf(at: string): string {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(at) ? `${at}T23:59:59.999+08:00` : at;
  return new Date(moment).toISOString();
}
