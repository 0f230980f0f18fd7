// SPDX-License-Identifier: Apache-2.0
import { dateOf, isAuthorised, originOf, statusInHindsight } from '@guidang/chaincode/model';
import { optional } from '../../common/optional';
import type { AnchoredVerdict } from './api';
import { datesOfAuthority } from './both-times';
import type { BothTimes, When } from './both-times';
import type { KnownChange, KnownLicence, KnownRecord } from './fact-source';
import { isLater } from './subject';
import type { Subject } from './subject';
import { isValid } from './verdict';
import type { Verdict } from './verdict';

interface Finding extends Pick<
  Verdict,
  | 'integrity'
  | 'status'
  | 'statusReason'
  | 'ending'
  | 'supersededBy'
  | 'pendingRenewal'
  | 'issuer'
  | 'origin'
  | 'proof'
  | 'licence'
  | 'licences'
  | 'record'
  | 'records'
> {
  readonly times?: BothTimes | undefined;
  readonly isInDoubt?: boolean;
  readonly change?: AnchoredVerdict['change'];
}

interface Judging {
  readonly when: When;
  /** The last block that the anchored head covers. */
  readonly provenUpTo: number;
}

/** A file that stands for several licences is valid only if all of them are; of records the first one tells, a filed one. */
export function judgeAll(subjects: readonly Subject[], judging: Judging): Finding {
  const findings = subjects.map((subject) => judge(subject, judging));
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

function judge(subject: Subject, { when, provenUpTo }: Judging): Finding {
  switch (subject.kind) {
    case 'unknown':
      return {
        integrity: subject.document === undefined ? 'not-on-ledger' : 'other-document',
        status: 'unknown',
        issuer: 'unknown',
        proof: 'unavailable',
        ...optional({ licence: subject.licence }),
      };
    case 'event':
      return {
        integrity: 'intact',
        status: 'not-applicable',
        issuer: 'unknown',
        proof: 'proven',
        times: subject.times,
      };
    case 'record':
      return { record: subject.record.id, ...judgeRecord(subject), proof: proofOf(subject, provenUpTo) };
    case 'licence':
      return {
        licence: subject.licence.identifier,
        origin: originOf(subject.licence),
        ...judgeLicence(subject, { when, provenUpTo }),
      };
  }
}

function proofOf(
  { block = Infinity }: { readonly block: number | undefined },
  provenUpTo: number,
): Finding['proof'] {
  return block <= provenUpTo ? 'proven' : 'pending';
}

function judgeRecord(subject: Extract<Subject, { kind: 'record' }>): Omit<Finding, 'proof'> {
  const { integrity, isInDoubt, times, change } = subject;
  const status = isInDoubt ? 'unknown' : 'not-applicable';
  return { integrity, status, issuer: keeper(subject), isInDoubt, times, change };
}

function judgeLicence(
  subject: Extract<Subject, { kind: 'licence' }>,
  { when, provenUpTo }: Judging,
): Finding {
  const { licence, now, integrity } = subject;
  const { status, ending } = statusInHindsight(licence, now.value, dateOf(when.moment ?? when.asOf));
  // What is known since rests on the newest change; an end with the decision says nothing about the days before.
  const isRetold = ending !== undefined && ending.from !== 'decision';
  const { times, change, block }: KnownChange = isRetold ? now : subject;
  // What was void from the start was so at any moment, whatever was claimed of it.
  const isInDoubt = subject.isInDoubt && ending?.from !== 'start';
  return {
    integrity,
    status: isInDoubt ? 'unknown' : status,
    ...optional({
      statusReason: isInDoubt ? undefined : licence.statusReason,
      ending,
      supersededBy: now.value.supersededBy,
      pendingRenewal: licence.pendingRenewal,
    }),
    issuer: issuer(subject, when),
    proof: proofOf({ block }, provenUpTo),
    isInDoubt,
    times,
    change,
  };
}

/** Whether the registry granted the authority for the region, when the licence was issued by claim and by record. */
function issuer({ licence, authority, issued }: KnownLicence, { asOf }: When): Finding['issuer'] {
  if (authority === undefined) return 'unknown';
  const dates = datesOfAuthority(licence, issued, asOf);
  const held = dates.every((date) => isAuthorised(authority, licence.region, date));
  return held ? 'authorised' : 'not-authorised';
}

/** A record has no issuer; instead its department must belong to the organisation, in the registry, or have belonged then. */
function keeper({ record, department }: KnownRecord): Finding['issuer'] {
  if (department === undefined) return 'unknown';
  const { organisation, createdAt } = record;
  const belonged = (department.formerly ?? []).some(
    (left) => left.organisation === organisation && createdAt <= left.until,
  );
  return belonged || department.organisation === organisation ? 'authorised' : 'not-authorised';
}
