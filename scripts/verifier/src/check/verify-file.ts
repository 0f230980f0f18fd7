// SPDX-License-Identifier: Apache-2.0
import { decodeLatin1, decodeUtf8, encodeUtf8 } from '../bytes';
import { attempt, demand, isNotChecked, VerificationError } from '../errors';
import type { Completeness } from '../export/completeness';
import { describeHead, verifyExport } from '../export/verify-export';
import type { ExportVerification } from '../export/verify-export';
import { Findings } from '../findings';
import type { Finding } from '../findings';
import { parseKeys } from '../head/keys';
import type { Policy } from '../head/open-head';
import { asObject, member, parseJson } from '../json';
import { limits } from '../limits';
import { digestsOf, verifyDocument } from '../receipt/document';
import { describeLeaf } from '../receipt/leaf';
import { parseReceiptJson, parseReceiptText, verifyReceipt } from '../receipt/receipt';
import type { ProvenReceipt } from '../receipt/receipt';
import { demandNotRefuted } from '../report/against';
import { parsePdf, verifyPdf } from '../report/pdf';
import { parseReport, verifyReport } from '../report/report';
import type { ProvenReport } from '../report/report';
import { isoTime } from '../time';
import { carriedReceipt, keysIn, receiptsIn } from './carried';
import { mistakenJson, mistakenKeys, mistakenText } from './mistaken';
import { readFirstLine, readLines, readText, readWhole, textOf } from './source';
import type { Source } from './source';

/** The detected kind of a file. */
export type Kind = 'receipt' | 'report' | 'export';

/** The result of a check. */
export type Result = 'proven' | 'wrong' | 'not-checked' | 'not-complete';

/** The outcome of checking a file. */
export interface Verification {
  readonly kind?: Kind;
  readonly result: Result;
  readonly findings: readonly Finding[];
  readonly completeness?: Completeness;
  readonly receipt?: ProvenReceipt;
  readonly report?: Omit<ProvenReport, 'receipt'>;
  readonly export?: Pick<ExportVerification, 'selection' | 'head' | 'leaves' | 'closed' | 'about'>;
}

/** What to check, and the rules for it. */
export interface Request {
  readonly file: Source;
  readonly keys: Source;
  readonly document?: Source;
  readonly against?: Source;
  readonly quorum?: number;
  readonly ed25519Only?: boolean;
}

type Proven = Omit<Verification, 'result' | 'findings'>;

/** Checks a file of any kind; everything wrong with it is reported as a finding. */
export function verifyFile(request: Request, onLeaves?: (read: number, of: number) => void): Verification {
  const findings = new Findings();
  const policy = findings.run('keys', () => readPolicy(request));
  const proven = policy && attempt(() => verifyByKind(request, policy, findings, onLeaves));
  if (proven instanceof VerificationError) {
    findings.fail(proven.code, proven);
    return { result: resultOf(findings.list), findings: findings.list };
  }
  return { ...proven, result: resultOf(findings.list, proven?.completeness), findings: findings.list };
}

/**
 * The policy that keys stand for.
 * @throws {VerificationError} for what is no file of keys.
 */
export function readPolicy({ keys, quorum, ed25519Only = false }: Omit<Request, 'file'>): Policy {
  return {
    keys: parseKeys(readKeysText(keys)),
    ed25519Only,
    ...(quorum === undefined ? {} : { quorum }),
  };
}

/**
 * The text of a file of keys, as the gateway answered it.
 * @throws {VerificationError} `malformed` for what is no file of keys, `limit-exceeded`, `unreadable`.
 */
export function readKeysText(keys: Source): Uint8Array {
  demandMeant(mistakenKeys(readStart(keys)));
  return encodeUtf8(keysIn(decodeUtf8(readText(keys, limits.keysBytesMax))));
}

function verifyByKind(
  request: Request,
  policy: Policy,
  findings: Findings,
  onLeaves?: (read: number, of: number) => void,
): Proven {
  const { file, document, against } = request;
  if (isExport(readStart(file))) {
    const isAlone = document === undefined && against === undefined;
    demand(isAlone, 'usage', '--file goes with a receipt or a report, --against with a report');
    return verifyExportFile(file, policy, findings, onLeaves);
  }
  const opened = openFile(file, policy);
  if ('receipt' in opened) {
    demand(against === undefined, 'usage', '--against goes with a report');
    return tellReceipt(opened.receipt, request, findings);
  }
  if (opened.isPdf) findings.hold('pdf', `sealed by ${opened.report.organisation}`);
  const told = tellReport(opened.report, request, findings);
  if (against !== undefined) checkAgainst(opened.report, openFile(against, policy), findings);
  return told;
}

/** The first line of a file, as Latin-1. */
export function readStart(file: Source): string {
  return decodeLatin1(readFirstLine(file, limits.exportLineBytesMax));
}

/** Only an export's first line says that it is one, whatever the order of its members. */
export function isExport(first: string): boolean {
  return first.startsWith('{') && /"format"\s*:\s*"guidang-export\//.test(first);
}

/** A receipt or a report that holds. */
type Opened =
  { readonly receipt: ProvenReceipt } | { readonly report: ProvenReport; readonly isPdf: boolean };

function openFile(file: Source, policy: Policy): Opened {
  const first = readStart(file);
  const carried = mayCarry(first) ? carriedIn(file) : undefined;
  if (carried !== undefined) return { receipt: verifyReceipt(parseReceiptText(carried), policy) };
  demandMeant(mistakenText(first));
  if (first.startsWith('%PDF-')) {
    const report = verifyPdf(parsePdf(readWhole(file, limits.pdfBytesMax)), policy);
    return { report, isPdf: true };
  }
  if (first.startsWith('{')) return openJson(readText(file, limits.reportBytesMax), policy);
  return { receipt: verifyReceipt(parseReceiptText(readText(file, limits.receiptBytesMax)), policy) };
}

/** Neither JSON nor a PDF. */
function mayCarry(first: string): boolean {
  return !/^\s*(?:\{|%PDF-)/.test(first);
}

/**
 * The receipt in a text that may be more than a receipt, such as a mail; `undefined` for a text that holds none.
 * @throws {VerificationError} `malformed` for a text that holds several, of which nobody says which is meant.
 */
export function carriedIn(file: Source): Uint8Array | undefined {
  const bytes = attempt(() => readText(file, limits.receiptBytesMax));
  const text = bytes instanceof VerificationError ? undefined : textOf(bytes);
  const count = text === undefined ? 0 : receiptsIn(text);
  if (text === undefined || count === 0) return undefined;
  demand(count === 1, 'malformed', `the text holds ${count} receipts: put each into a file of its own`);
  return encodeUtf8(carriedReceipt(text));
}

function openJson(bytes: Uint8Array, policy: Policy): Opened {
  const object = asObject(parseJson(bytes), 'the file');
  if (member(object, 'report') === undefined) {
    demandMeant(mistakenJson(object));
    return { receipt: verifyReceipt(parseReceiptJson(bytes), policy) };
  }
  return { report: verifyReport(parseReport(bytes), policy), isPdf: false };
}

/** @throws {VerificationError} `malformed` saying what the file is instead. */
function demandMeant(mistaken: string | undefined): void {
  demand(mistaken === undefined, 'malformed', mistaken ?? '');
}

function checkAgainst(report: ProvenReport, other: Opened, findings: Findings): void {
  const receipt = 'receipt' in other ? other.receipt : other.report.receipt;
  findings.run(
    'against',
    () => {
      demand(receipt !== undefined, 'usage', 'what it is compared with has no receipt');
      demandNotRefuted(report, receipt);
      return receipt;
    },
    ({ index, leaf: { type } }) => `leaf ${index}, ${type}, does not refute it`,
  );
}

function tellReceipt(receipt: ProvenReceipt, request: Request, findings: Findings): Proven {
  const { index, leaf, head } = receipt;
  findings.hold('head', describeHead(head));
  findings.hold('inclusion', `leaf ${index} is under the head`);
  findings.hold('event', describeLeaf(leaf));
  checkDocument(request, receipt, findings);
  return { kind: 'receipt', receipt };
}

function tellReport({ receipt, ...report }: ProvenReport, request: Request, findings: Findings): Proven {
  const { organisation, verificationId, verifiedAt, at, verdict, head, recorded } = report;
  const asOf = at === undefined ? '' : ` as of ${at}`;
  findings.hold('seal', `report ${verificationId} of ${verifiedAt}${asOf}, sealed by ${organisation}`);
  findings.hold('verdict', `on the word of ${organisation}: ${JSON.stringify(verdict)}`);
  if (recorded !== undefined) findings.hold('recorded', `the event, by ${isoTime(recorded.cosignedAt)}`);
  if (receipt === undefined && head !== undefined) findings.hold('head', describeHead(head));
  if (receipt !== undefined) return { ...tellReceipt(receipt, request, findings), kind: 'report', report };
  findings.hold('receipt', 'the report rests on none');
  checkDocument(request, undefined, findings);
  return { kind: 'report', report };
}

function checkDocument({ document }: Request, receipt: ProvenReceipt | undefined, findings: Findings): void {
  if (document === undefined) return;
  findings.run(
    'document',
    () => {
      demand(receipt !== undefined, 'document', 'the report has no receipt, so no event names a document');
      return verifyDocument(digestsOf(document.parts()), receipt.leaf);
    },
    ({ algorithm, value }) => `it is the one that the event names: ${algorithm} ${value}`,
  );
}

function verifyExportFile(
  file: Source,
  policy: Policy,
  findings: Findings,
  onLeaves?: (read: number, of: number) => void,
): Proven {
  const lines = readLines(file, limits.exportLineBytesMax);
  const { findings: inside, completeness, ...rest } = verifyExport(lines, policy, onLeaves);
  for (const finding of inside) findings.add(finding);
  return { kind: 'export', completeness, export: rest };
}

function resultOf(findings: readonly Finding[], completeness?: Completeness): Result {
  const problems = findings.flatMap(({ code }) => code ?? []);
  if (problems.some((code) => !isNotChecked(code))) return 'wrong';
  if (problems.length > 0) return 'not-checked';
  return completeness?.proven === false ? 'not-complete' : 'proven';
}
