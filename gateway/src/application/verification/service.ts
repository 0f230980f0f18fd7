// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { dateOf, isAuthorised, licences, originOf, statusInHindsight } from '@guidang/chaincode/model';
import type { Digest } from '@guidang/chaincode/model';
import { systemClock, timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import { lastMomentOf } from '../../common/moment';
import { optional } from '../../common/optional';
import { LogError } from '../../log/log-error';
import type {
  AnchoredVerdict,
  AnchoredVerificationService,
  VerificationQuestion,
  VerificationService,
} from './api';
import type { LedgerPort } from '../../ledger/port';
import type { CheckedReceipt, Receipts } from '../../log/receipts';
import type { Seals } from '../../log/seals';
import { find } from '../../projection';
import type { AnchoredHead, Projection } from '../../projection';
import { datesOfAuthority } from './both-times';
import type { BothTimes, When } from './both-times';
import { Currency } from './currency';
import { isOfEmptyFile, tellingDigests } from './empty-file';
import { LedgerFactSource, ProjectedFactSource } from './fact-source';
import type { FactSource, KnownChange, KnownLicence, KnownRecord } from './fact-source';
import { RecordedTimes } from './recorded-times';
import { holdersOfFile, isRenditionOf } from './renditions';
import { onlyLicenceIn } from './named-licences';
import { isPrintedReport } from './own-document';
import type { OwnDocument } from './own-document';
import { isValid, reasonsOf } from './verdict';
import type { ReceiptFault, Verdict } from './verdict';

type Compared = 'intact' | 'altered' | 'not-comparable' | 'other-document';

/** The same file's digests by other algorithms, where its store is: it may be registered under any. */
type OtherNames = (digest: Digest) => Promise<readonly Digest[]>;

/** The facts about the subject of the question. */
type Subject =
  | (KnownLicence & {
      readonly kind: 'licence';
      readonly integrity: Compared | 'not-asked';
      /** The file was another licence's before: this one is named, and tells nothing. */
      readonly isLater?: boolean;
      /** Nobody named it but the file, which nobody has registered. */
      readonly isNamedByFile?: boolean;
      readonly document?: OwnDocument | undefined;
    })
  | (KnownRecord & { readonly kind: 'record'; readonly integrity: Compared })
  /** The event proven by a receipt, of a subject without a verdict of its own: a case, an officer. */
  | { readonly kind: 'event'; readonly times: BothTimes }
  | {
      readonly kind: 'unknown';
      readonly licence?: string;
      /** What the file is in the place of one that somebody could have registered. */
      readonly document?: OwnDocument | undefined;
      readonly receiptFault?: ReceiptFault;
    };

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

/** A verdict, and what it rests on. */
interface Judgement extends Pick<AnchoredVerdict, 'verdict' | 'change'> {
  /** The last block that changed any of the facts; -1 for no facts, infinite for ones that are ahead of the projection. */
  readonly restsOn: number;
}

interface VerificationOptions {
  readonly projection: Projection;
  /** Asked for what a licence is by callers who choose it as the source, and by nobody else. */
  readonly ledger: LedgerPort;
  /** Verifies receipts. */
  readonly receipts: Pick<Receipts, 'check'>;
  /** Verifies the seals of reports. */
  readonly seals: Pick<Seals, 'check'>;
  readonly kind: Verdict['ledger'];
  readonly clock?: Clock;
  readonly otherNames?: OtherNames;
  /** How long a verdict for a report waits for a head. */
  readonly headWithinMs?: number;
}

/** A head follows an event within five seconds. */
const headWithinMs = 8_000;

/**
 * Verification shows no details and records nothing. It reads the projection and contacts no peer, unless the caller
 * chooses the ledger as the source.
 */
export class Verification implements VerificationService, AnchoredVerificationService {
  readonly #options: VerificationOptions;
  readonly #recorded: RecordedTimes;
  readonly #currency: Currency;

  constructor(options: VerificationOptions) {
    this.#options = options;
    this.#recorded = new RecordedTimes(options.projection);
    this.#currency = new Currency(options);
  }

  isCurrent(): Promise<boolean> {
    return this.#currency.isCurrent();
  }

  async verify(question: VerificationQuestion): Promise<Verdict> {
    const asked = await this.#withNames(question);
    return (await this.#judge(asked, this.#options.projection.head)).verdict;
  }

  async verifyAnchored(asked: VerificationQuestion): Promise<AnchoredVerdict> {
    const { projection } = this.#options;
    const question = await this.#withNames(asked);
    const signal = AbortSignal.timeout(this.#options.headWithinMs ?? headWithinMs);
    for (;;) {
      // Read first: the facts may be newer than the head, and must not be older.
      const { head } = projection;
      const { verdict, change, restsOn } = await this.#judge(question, head);
      const wanted = Math.max(0, restsOn);
      if (head !== undefined && wanted <= head.block) return { verdict, head, change };
      if (!(await projection.waitForHead(wanted, signal))) {
        throw new LogError(
          head === undefined ? 'head-missing' : 'proof-pending',
          'no head covers the facts yet',
        );
      }
    }
  }

  /** Of a file that was sent both digests are known already. */
  async #withNames(question: VerificationQuestion): Promise<VerificationQuestion> {
    const { licence, digests } = question;
    const [digest, ...more] = digests;
    if (digest === undefined || more.length > 0) return question;
    const others =
      licence === undefined ? this.#otherNames(digest) : this.#namesAmongFilesOf(licence, digest);
    return { ...question, digests: [digest, ...(await others)] };
  }

  /**
   * The other digests of a file of this licence. Its files are asked for theirs, the same for any question: to look for
   * the file in question takes longer if it is here, whosever it is, and a stranger who named some licence could tell.
   */
  async #namesAmongFilesOf(identifier: string, asked: Digest): Promise<readonly Digest[]> {
    const { renditions = [] } = (await find(this.#options.projection, licences, identifier)) ?? {};
    const files = await Promise.all(
      renditions.map(async ({ digest }) => [digest, ...(await this.#otherNames(digest))]),
    );
    const names = files.find((file) => file.some(({ value }) => value === asked.value)) ?? [];
    return names.filter(({ value }) => value !== asked.value);
  }

  readonly #otherNames: OtherNames = async (digest) => (await this.#options.otherNames?.(digest)) ?? [];

  async #judge(question: VerificationQuestion, head: AnchoredHead | undefined): Promise<Judgement> {
    const asOf = timeOf(this.#options.clock ?? systemClock);
    const moment = question.at === undefined ? undefined : lastMomentOf(question.at);
    const when: When = { moment, asOf };
    const known = this.#factsFor(question, when);
    const freshness = await known.freshness();
    const subjects = await this.#subjectsOf(question, known);
    const { isInDoubt, times, change, ...finding } = judgeAll(subjects, {
      when,
      provenUpTo: head?.block ?? -1,
    });
    const [digest] = question.digests;
    const document = await this.#documentIn(subjects);
    const verdict: Verdict = {
      verificationId: randomUUID(),
      ...finding,
      ...optional({ digest }),
      ...optional({ document }),
      valid: isValid(finding),
      reasons: reasonsOf(
        {
          ...finding,
          document,
          isFileEmpty: question.digests.some(isOfEmptyFile),
          isNamedByFile: subjects.some(isNamedByFile),
          receiptFault: subjects.find((subject) => subject.kind === 'unknown')?.receiptFault,
        },
        isInDoubt,
      ),
      at: moment ?? asOf,
      ...optional({ claimedAt: times?.claimedAt, recordedAt: times?.recordedAt }),
      ...(freshness === undefined ? {} : { block: freshness.block, freshness }),
      asOf,
      ledger: this.#options.kind,
    };
    return { verdict, change, restsOn: Math.max(-1, ...subjects.map(restsOn)) };
  }

  /** What the file is in the place of a registered one. Of a report that is one alone, its seal is checked. */
  async #documentIn(subjects: readonly Subject[]): Promise<Verdict['document']> {
    const [document] = subjects.flatMap((subject) => documentOf(subject) ?? []);
    if (document === undefined) return undefined;
    const { kind, claim } = document;
    if (kind !== 'report') return { kind };
    return claim === undefined
      ? { kind, seal: 'absent' }
      : { kind, ...(await this.#options.seals.check(claim)) };
  }

  #factsFor({ consistency }: VerificationQuestion, when: When): FactSource {
    const { projection, ledger } = this.#options;
    const projected = { projection, recorded: this.#recorded };
    return consistency === 'ledger'
      ? new LedgerFactSource(ledger, projected, when)
      : new ProjectedFactSource(projected, when);
  }

  async #subjectsOf(question: VerificationQuestion, known: FactSource): Promise<readonly Subject[]> {
    const facts: Facts = { known, otherNames: this.#otherNames };
    if (question.receipt === undefined) return subjectsOf(question, facts);
    return [await subjectOfReceipt(await this.#options.receipts.check(question.receipt), question, facts)];
  }
}

function restsOn(subject: Subject): number {
  return subject.kind === 'licence' || subject.kind === 'record' ? (subject.restsOn ?? Infinity) : -1;
}

interface Facts {
  readonly known: FactSource;
  readonly otherNames: OtherNames;
}

async function subjectsOf(question: VerificationQuestion, facts: Facts): Promise<readonly Subject[]> {
  const { licence: identifier, digests, bytes } = question;
  if (identifier !== undefined) {
    const subject = await namedLicence(identifier, digests, facts);
    return [isOther(subject) ? asDocument(subject, documentIn(question, await shownIn(question))) : subject];
  }
  const holders = await holdersOf({ digests: tellingDigests(digests), bytes }, facts.known);
  return holders.length > 0 ? holders : [await subjectByHint(question, facts)];
}

/** A file that was saved again is not the registered one; what it names helps to find that. */
async function subjectByHint(question: VerificationQuestion, facts: Facts): Promise<Subject> {
  const { named, digests } = question;
  const texts = await shownIn(question);
  const document = documentIn(question, texts);
  const hint = named ?? onlyLicenceIn(texts);
  const hinted = hint === undefined ? undefined : await namedLicence(hint, digests, facts);
  if (hinted?.kind !== 'licence') return { kind: 'unknown', document };
  return asDocument({ ...hinted, isNamedByFile: document === undefined }, document);
}

async function shownIn({ shown }: VerificationQuestion): Promise<readonly string[]> {
  return (await shown?.()) ?? [];
}

/** By the file's form, else by what its pages show. */
function documentIn({ document }: VerificationQuestion, texts: readonly string[]): OwnDocument | undefined {
  return document ?? (isPrintedReport(texts) ? { kind: 'report' } : undefined);
}

/** A report on a licence, or a receipt, is no altered file of it. */
function asDocument(subject: Subject, document: OwnDocument | undefined): Subject {
  return isOther(subject) && document !== undefined
    ? { ...subject, integrity: 'other-document', document }
    : subject;
}

/** A file was asked about, and it is none of the licence's. */
function isOther(subject: Subject): subject is Extract<Subject, { kind: 'licence' }> {
  return subject.kind === 'licence' && !['intact', 'not-asked'].includes(subject.integrity);
}

function documentOf(subject: Subject): OwnDocument | undefined {
  return subject.kind === 'licence' || subject.kind === 'unknown' ? subject.document : undefined;
}

async function namedLicence(
  identifier: string,
  digests: readonly Digest[],
  { known, otherNames }: Facts,
): Promise<Subject> {
  const found = await known.licence(identifier);
  if (found === undefined) return { kind: 'unknown', licence: identifier };
  if (digests.length === 0) return { kind: 'licence', ...found, integrity: 'not-asked' };
  const { renditions } = found.now.value;
  const isIts = await isRenditionOf({ identifier, renditions }, tellingDigests(digests), known);
  const integrity = isIts ? 'intact' : await otherThan(renditions, digests, otherNames);
  return { kind: 'licence', ...found, integrity };
}

/** What a file is that is none of these: of other algorithms' digests it may be one all the same. */
async function otherThan(
  registered: readonly { readonly digest: Digest }[],
  digests: readonly Digest[],
  otherNames: OtherNames,
): Promise<Compared> {
  if (digests.some(isOfEmptyFile)) return 'altered';
  const isComparable = ({ algorithm }: Digest): boolean =>
    digests.some((asked) => asked.algorithm === algorithm);
  for (const { digest } of registered) {
    if (isComparable(digest) || (await otherNames(digest)).some(isComparable)) continue;
    return 'not-comparable';
  }
  return 'altered';
}

/** A receipt proves an event: the verdict is on that event's subject, as of the moment of the question. */
async function subjectOfReceipt(
  checked: CheckedReceipt,
  { digests }: VerificationQuestion,
  facts: Facts,
): Promise<Subject> {
  if ('fault' in checked) return { kind: 'unknown', receiptFault: checked.fault };
  const { event } = checked;
  const { known, otherNames } = facts;
  const { kind, id } = event.subject;
  if (kind === 'licence') return namedLicence(id, digests, facts);
  if (kind !== 'record') return { kind: 'event', times: await known.timesOf(event) };
  const found = await known.record(id);
  if (found === undefined) return { kind: 'unknown' };
  const { contents } = found.record;
  const isContent = contents.some(({ digest }) =>
    tellingDigests(digests).some((one) => one.value === digest.value),
  );
  const isIts = digests.length === 0 || isContent;
  return {
    kind,
    ...found,
    integrity: isIts ? 'intact' : await otherThan(contents, digests, otherNames),
  };
}

/** Whoever holds the file under any of its digests: one may have registered it by SHA-256, another by SM3. */
async function holdersOf(
  { digests, bytes }: Pick<VerificationQuestion, 'digests' | 'bytes'>,
  known: FactSource,
): Promise<readonly Subject[]> {
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
    if (record === undefined || !isOfLength(record.record, digests, bytes)) continue;
    records.push({ kind: 'record', ...record, integrity: 'intact' });
  }
  return records;
}

/** Anybody can state a false length for a digest that is known: the file that is here refutes it. */
function isOfLength(
  { contents }: KnownRecord['record'],
  digests: readonly Digest[],
  bytes: number | undefined,
): boolean {
  if (bytes === undefined) return true;
  return contents.some(
    (content) => content.bytes === bytes && digests.some(({ value }) => value === content.digest.value),
  );
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

function isNamedByFile(subject: Subject): boolean {
  return subject.kind === 'licence' && subject.isNamedByFile === true;
}

interface Judging {
  readonly when: When;
  /** The last block that the anchored head covers. */
  readonly provenUpTo: number;
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
