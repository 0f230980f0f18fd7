// SPDX-License-Identifier: Apache-2.0
import { attempt, VerificationError } from '../src/errors';
import type { Finding } from '../src/findings';
import { recognise } from '../src/check/recognise';
import type { Purpose } from '../src/check/recognise';
import type { Source } from '../src/check/source';
import { readText } from '../src/check/source';
import { limits } from '../src/limits';
import { readPolicy, verifyFile } from '../src/check/verify-file';
import type { Result, Verification } from '../src/check/verify-file';
import { digestsOf, verifyDocument } from '../src/receipt/document';
import type { Digest } from '../src/receipt/leaf';
import { pathOf } from '../src/receipt/path';
import type { ReceiptPath } from '../src/receipt/path';
import { parseReceiptJson, parseReceiptText } from '../src/receipt/receipt';

const openBrace = 0x7b;

/** What is said of one file. */
export interface Answer extends Omit<Verification, 'kind' | 'result'> {
  readonly name: string;
  readonly kind: 'keys' | 'document' | 'evidence' | NonNullable<Verification['kind']>;
  /** `given` for keys: nothing here can tell whether they are the right ones. */
  readonly result: Result | 'given';
  readonly digests?: readonly Digest[];
  /** Evidence that names this file. */
  readonly namedBy?: readonly string[];
  /** Of a receipt, whether it is proven or not. */
  readonly path?: ReceiptPath;
  /** Whose keys these are. */
  readonly organisations?: readonly string[];
}

interface Sorted {
  readonly source: Source;
  readonly purpose: Purpose | VerificationError;
}

/** Answers for each file, in the order in which they were given: evidence by the keys among them. */
export function answersTo(sources: readonly Source[]): Answer[] {
  const sorted = sources.map((source): Sorted => ({ source, purpose: attempt(() => recognise(source)) }));
  const keys = sorted.flatMap(({ source, purpose }) => (purpose === 'keys' ? [source] : []));
  const answers = new Map<Source, Answer>();
  for (const { source, purpose } of sorted) {
    if (purpose === 'keys') answers.set(source, keysAnswer(source));
    else if (purpose === 'evidence') answers.set(source, evidenceAnswer(source, keys));
    else if (purpose !== 'document') answers.set(source, failedAnswer(source, 'document', purpose));
  }
  const evidence = [...answers.values()];
  for (const { source, purpose } of sorted) {
    if (purpose === 'document') answers.set(source, documentAnswer(source, evidence));
  }
  return sources.flatMap((source) => answers.get(source) ?? []);
}

function failedAnswer({ name }: Source, kind: Answer['kind'], error: VerificationError): Answer {
  const { code, message } = error;
  const finding: Finding = { check: kind, ok: false, message, code };
  return { name, kind, result: 'not-checked', findings: [finding] };
}

function keysAnswer(source: Source): Answer {
  const read = attempt(() => {
    const { keys } = readPolicy({ keys: source });
    return { keys, digests: digestsOf(source.parts(), ['sha256']) };
  });
  if (read instanceof VerificationError) return failedAnswer(source, 'keys', read);
  const organisations = [...new Set(read.keys.all.map(({ organisation }) => organisation))].sort();
  return {
    name: source.name,
    kind: 'keys',
    result: 'given',
    findings: [],
    organisations,
    digests: read.digests,
  };
}

function evidenceAnswer(file: Source, [keys, ...others]: readonly Source[]): Answer {
  if (keys === undefined || others.length > 0) {
    const message = keys === undefined ? 'no file of keys was given' : 'several files of keys were given';
    return failedAnswer(file, 'evidence', new VerificationError('usage', message));
  }
  const path = pathIn(file);
  return {
    kind: 'evidence',
    ...verifyFile({ file, keys }),
    name: file.name,
    ...(path === undefined ? {} : { path }),
  };
}

function pathIn(file: Source): ReceiptPath | undefined {
  const path = attempt(() => {
    const text = readText(file, limits.receiptBytesMax);
    return pathOf(text[0] === openBrace ? parseReceiptJson(text) : parseReceiptText(text));
  });
  return path instanceof VerificationError ? undefined : path;
}

function documentAnswer(source: Source, evidence: readonly Answer[]): Answer {
  const digests = attempt(() => digestsOf(source.parts()));
  if (digests instanceof VerificationError) return failedAnswer(source, 'document', digests);
  const proven = evidence.filter(({ result, receipt }) => result === 'proven' && receipt !== undefined);
  const namedBy = proven.flatMap(({ name, receipt }) =>
    receipt === undefined || attempt(() => verifyDocument(digests, receipt.leaf)) instanceof VerificationError
      ? []
      : [name],
  );
  const result = namedBy.length > 0 ? 'proven' : proven.length > 0 ? 'wrong' : 'not-checked';
  return { name: source.name, kind: 'document', result, findings: [], digests, namedBy };
}
