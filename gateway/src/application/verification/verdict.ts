// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import {
  digestSchema,
  effectiveStatuses,
  endingKinds,
  licenceIdentifierSchema,
  recordIdSchema,
  pendingRenewalSchema,
  statusReasonSchema,
} from '@guidang/chaincode/model';
import { ownDocumentKindSchema } from './own-document';

/**
 * `altered` only if a licence or record was named and the file is not one of its registered renditions;
 * `not-comparable` if it was named by a digest of another algorithm than those are known by here; `other-document` if it
 * is a document of this system that is no such file, and nobody has registered it as one.
 */
export const integritySchema = z.enum([
  'intact',
  'altered',
  'not-comparable',
  'other-document',
  'not-asked',
  'not-on-ledger',
  'unreachable',
]);

export const verdictStatusSchema = z.enum([...effectiveStatuses, 'not-applicable', 'unknown']);

/**
 * Whether the issuer had the authority in the registry, at the time of issue: for a licence that was registered as
 * existing, on the day that was stated.
 */
export const issuerSchema = z.enum(['authorised', 'not-authorised', 'unknown']);

/** Whether a licence was issued on this ledger, or existed before and was registered as such. */
const originSchema = z.enum(['issued', 'registered']);

/** Whether the event is covered by a checkpoint that the organisations have cosigned. */
const proofSchema = z.enum(['proven', 'pending', 'unavailable']);

/** Why a verdict is not `valid`. */
const verdictReasonSchema = z.enum([
  'file-empty',
  'file-not-registered',
  'file-names-several',
  'file-altered',
  'digest-not-comparable',
  'file-is-report',
  'file-is-receipt',
  'file-is-export',
  'file-is-keys',
  'file-is-answer',
  'report-seal-absent',
  'report-seal-broken',
  'report-seal-unknown',
  'file-of-other-kind',
  'receipt-of-other-log',
  'receipt-proves-nothing',
  'not-on-ledger',
  'ledger-unreachable',
  'licence-not-yet-in-force',
  'licence-suspended',
  'licence-revoked',
  'licence-cancelled',
  'licence-expired',
  'licence-superseded',
  'status-unknown',
  'recorded-later',
  'licence-void-from-start',
  'licence-wrongly-made',
  'revocation-kind-unknown',
  'issuer-not-authorised',
  'issuer-unknown',
]);

/**
 * How the licence ended, as known now, where that says something about earlier days: 撤销 makes it void from the start,
 * 撤回 and 吊销 end it with the decision, a wrongly made certificate (证书错制) is no fact about its holder.
 */
const endingSchema = statusReasonSchema.extend({
  kind: z.enum(endingKinds),
  from: z.enum(['start', 'decision', 'unknown']),
});

/**
 * What a file is that is a document of this system and no file of a licence or record. Of a report the seal was checked
 * here, and nothing else of it: the whole is checked at `/verify`, or by the offline verifier.
 */
const documentSchema = z.strictObject({
  kind: ownDocumentKindSchema,
  seal: z.enum(['holds', 'absent', 'broken', 'unknown']).optional(),
  /** The organisation whose seal holds. */
  sealedBy: z.string().optional(),
});

/** How current the facts of a verdict are. */
const freshnessSchema = z.strictObject({
  /** The last block included; for an answer from the ledger itself, a block that it certainly includes. */
  block: z.int().min(0),
  /** The latest time claimed by a transaction up to this block; absent for an answer from the ledger itself. */
  blockClaimedAt: z.iso.datetime().optional(),
  /** Milliseconds since this was known to be the ledger's latest block. */
  ageMs: z.int().min(0),
});

/**
 * The typed result of a verification (核验结论). Revoked is not altered, unreachable is not invalid, and unknown is never
 * valid.
 */
export const verdictSchema = z.strictObject({
  verificationId: z.uuid(),
  /** The identifiers of the subject, as far as they were given or found. */
  licence: licenceIdentifierSchema.optional(),
  record: recordIdSchema.optional(),
  /** Of a file that several have registered, all: it is valid only if all licences are; filed records come first. */
  licences: z.array(licenceIdentifierSchema).optional(),
  records: z.array(recordIdSchema).optional(),
  /** The licences that an unregistered file names, where they are several: each is asked about by itself. */
  named: z.array(licenceIdentifierSchema).optional(),
  digest: digestSchema.optional(),
  integrity: integritySchema,
  document: documentSchema.optional(),
  status: verdictStatusSchema,
  statusReason: statusReasonSchema.optional(),
  ending: endingSchema.optional(),
  /** The licence in whose favour it ended, or is to end. */
  supersededBy: licenceIdentifierSchema.optional(),
  /** A renewal that was asked for in time keeps it in force until it is decided (行政许可法 art. 50). */
  pendingRenewal: pendingRenewalSchema.optional(),
  issuer: issuerSchema,
  /** Of a licence: whether the ledger saw it issued, or took its day of issue from who registered it. */
  origin: originSchema.optional(),
  proof: proofSchema,
  valid: z.boolean(),
  /** Why it is not valid; empty when it is. */
  reasons: z.array(verdictReasonSchema),
  /** The moment that the verdict is about: now, or the past moment of the question. */
  at: z.iso.datetime(),
  /** When the change claims to have been made on which the verdict rests. */
  claimedAt: z.iso.datetime().optional(),
  /** When a quorum of the organisations vouched for it; absent while no anchored head covers it. */
  recordedAt: z.iso.datetime().optional(),
  /** The last block that the verdict includes. */
  block: z.int().min(0).optional(),
  freshness: freshnessSchema.optional(),
  /** When the verdict was given. */
  asOf: z.iso.datetime(),
  /** The trust model of the ledger: one machine, or a network of organisations. */
  ledger: z.enum(['embedded', 'network']),
});

export type Verdict = z.infer<typeof verdictSchema>;
type Integrity = z.infer<typeof integritySchema>;
type VerdictReason = z.infer<typeof verdictReasonSchema>;

/** Valid requires all three parts, and nothing unknown passes. */
export function isValid({
  integrity,
  status,
  issuer,
}: Pick<Verdict, 'integrity' | 'status' | 'issuer'>): boolean {
  return (
    (integrity === 'intact' || integrity === 'not-asked') &&
    (status === 'in-force' || status === 'not-applicable') &&
    issuer === 'authorised'
  );
}

const statusReasons: Readonly<Record<Verdict['status'], VerdictReason | undefined>> = {
  'in-force': undefined,
  'not-applicable': undefined,
  'not-yet-in-force': 'licence-not-yet-in-force',
  suspended: 'licence-suspended',
  revoked: 'licence-revoked',
  cancelled: 'licence-cancelled',
  expired: 'licence-expired',
  superseded: 'licence-superseded',
  unknown: 'status-unknown',
};

/** What a status alone does not say; an ending with the decision leaves the days before as they were. */
const endingReasons: Readonly<Record<NonNullable<Verdict['ending']>['kind'], VerdictReason | undefined>> = {
  annulment: 'licence-void-from-start',
  withdrawal: undefined,
  penalty: undefined,
  'wrongly-made': 'licence-wrongly-made',
  unknown: 'revocation-kind-unknown',
};

const integrityReasons: Readonly<Record<Integrity, VerdictReason | undefined>> = {
  intact: undefined,
  'not-asked': undefined,
  altered: 'file-altered',
  'not-comparable': 'digest-not-comparable',
  'other-document': 'file-of-other-kind',
  'not-on-ledger': 'not-on-ledger',
  unreachable: 'ledger-unreachable',
};

const issuerReasons: Readonly<Record<Verdict['issuer'], VerdictReason | undefined>> = {
  authorised: undefined,
  'not-authorised': 'issuer-not-authorised',
  unknown: 'issuer-unknown',
};

/** What says more than that a receipt leads to no event on this ledger. */
const receiptReasons = { 'other-log': 'receipt-of-other-log', unproven: 'receipt-proves-nothing' } as const;

/** Why a receipt leads to no event. */
export type ReceiptFault = keyof typeof receiptReasons;

function documentReasons({ kind, seal = 'holds' }: NonNullable<Verdict['document']>): VerdictReason[] {
  const reason = `file-is-${kind}` as const;
  return seal === 'holds' ? [reason] : [reason, `report-seal-${seal}`];
}

interface ReasonedOn extends Pick<Verdict, 'integrity' | 'document' | 'status' | 'ending' | 'issuer'> {
  /** The file has no bytes: it was not read or loaded, rather than altered. */
  readonly isFileEmpty?: boolean | undefined;
  /** The licence is the one that the file names: it may be the registered one saved or printed again, or forged. */
  readonly isNamedByFile?: boolean | undefined;
  /** The file names several licences, as a bundle of copies does. */
  readonly isSeveral?: boolean | undefined;
  readonly receiptFault?: ReceiptFault | undefined;
}

/**
 * The reasons why a verdict is not valid, in reading order.
 * @param isInDoubt the status is unknown because a change claims to be older than the moment, and was recorded after it.
 */
export function reasonsOf(
  {
    integrity,
    document,
    status,
    ending,
    issuer,
    isFileEmpty = false,
    isNamedByFile = false,
    isSeveral = false,
    receiptFault,
  }: ReasonedOn,
  isInDoubt = false,
): VerdictReason[] {
  return [
    isFileEmpty ? ('file-empty' as const) : undefined,
    isNamedByFile ? ('file-not-registered' as const) : undefined,
    isSeveral ? ('file-names-several' as const) : undefined,
    document && documentReasons(document),
    receiptFault && receiptReasons[receiptFault],
    integrityReasons[integrity],
    isInDoubt ? 'recorded-later' : statusReasons[status],
    ending && endingReasons[ending.kind],
    issuerReasons[issuer],
  ]
    .flat()
    .filter((reason) => reason !== undefined);
}
