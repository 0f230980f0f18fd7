// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@guidang/chaincode/model';
import type { CheckedReceipt } from '../../log/receipts';
import type { VerificationQuestion } from './api';
import type { BothTimes } from './both-times';
import { isOfEmptyFile, tellingDigests } from './empty-file';
import type { FactSource, KnownLicence, KnownRecord } from './fact-source';
import { licencesIn } from './named-licences';
import { isPrintedReport } from './own-document';
import type { OwnDocument } from './own-document';
import { holdersOfFile, isRenditionOf } from './renditions';
import type { ReceiptFault } from './verdict';

type Compared = 'intact' | 'altered' | 'not-comparable' | 'other-document';

/** The same file's digests by other algorithms, where its store is: it may be registered under any. */
export type OtherNames = (digest: Digest) => Promise<readonly Digest[]>;

/** The facts about the subject of the question. */
export type Subject =
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
      /** The licences that the file names, where they are several: which of them is meant, nobody can say. */
      readonly namedByFile?: readonly string[];
      /** What the file is in the place of one that somebody could have registered. */
      readonly document?: OwnDocument | undefined;
      readonly receiptFault?: ReceiptFault;
    };

/** The last block that changed any of the facts; -1 for none, infinite for ones that are ahead of the projection. */
export function restsOn(subject: Subject): number {
  return subject.kind === 'licence' || subject.kind === 'record' ? (subject.restsOn ?? Infinity) : -1;
}

export interface Facts {
  readonly known: FactSource;
  readonly otherNames: OtherNames;
}

/** What a question without a receipt is about: the licence that it names, whatever has the file, what the file names. */
export async function subjectsOf(question: VerificationQuestion, facts: Facts): Promise<readonly Subject[]> {
  const { licence: identifier, digests, bytes } = question;
  if (identifier !== undefined) {
    const subject = await namedLicence(identifier, digests, facts);
    return [isOther(subject) ? asDocument(subject, await documentIn(question)) : subject];
  }
  const holders = await holdersOf({ digests: tellingDigests(digests), bytes }, facts.known);
  return holders.length > 0 ? holders : [await subjectByHint(question, facts)];
}

/** More than a bundle of copies holds; a catalogue can name thousands. */
const namedMax = 20;

/** A file that was saved again is not the registered one; what it names helps to find that. */
async function subjectByHint(question: VerificationQuestion, facts: Facts): Promise<Subject> {
  const { named = [], digests } = question;
  const document = await documentIn(question);
  const shown = named.length === 1 ? [] : licencesIn(await shownIn(question));
  const hints = shown.length > 0 ? shown : named;
  if (hints.length > 1) return { kind: 'unknown', document, namedByFile: hints.slice(0, namedMax) };
  const [hint] = hints;
  const hinted = hint === undefined ? undefined : await namedLicence(hint, digests, facts);
  if (hinted?.kind !== 'licence') return { kind: 'unknown', document };
  return asDocument({ ...hinted, isNamedByFile: document === undefined }, document);
}

/** By the file's form, else by what its pages show, which takes longer. */
async function documentIn(question: VerificationQuestion): Promise<OwnDocument | undefined> {
  const { document } = question;
  return document ?? (isPrintedReport(await shownIn(question)) ? { kind: 'report' } : undefined);
}

/** Read once, whoever asks. */
async function shownIn({ shown }: VerificationQuestion): Promise<readonly string[]> {
  return (await shown?.()) ?? [];
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

export function documentOf(subject: Subject): OwnDocument | undefined {
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
export async function subjectOfReceipt(
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

export function isLater(subject: Subject | undefined): boolean {
  return subject?.kind === 'licence' && subject.isLater === true;
}

export function namedByFile(subject: Subject): readonly string[] {
  return subject.kind === 'unknown' && subject.document === undefined ? (subject.namedByFile ?? []) : [];
}

export function isNamedByFile(subject: Subject): boolean {
  return subject.kind === 'licence' && subject.isNamedByFile === true;
}
