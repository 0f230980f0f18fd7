// SPDX-License-Identifier: Apache-2.0
import { parseLicenceIdentifier, readPasted } from '@guidang/chaincode/model';
import type { Answer } from '@guidang/verifier/page';

/** Only files that are no evidence of their own are compared with what the ledger has. */
export function isDocument({ kind }: Pick<Answer, 'kind'>): boolean {
  return kind === 'document';
}

export function isKeys({ kind }: Pick<Answer, 'kind'>): boolean {
  return kind === 'keys';
}

/** Whether files were given that are checked by keys, and none of keys. */
export function needsKeys(answers: readonly Pick<Answer, 'kind'>[]): boolean {
  return !answers.every(isDocument) && !answers.some(isKeys);
}

/** Whether newer keys could say nothing else. */
export function isSettled(answers: readonly Pick<Answer, 'kind' | 'result'>[]): boolean {
  return answers.every((answer) => isDocument(answer) || answer.result === 'proven');
}

const inName = /1\.2\.156\.3005\.2\.[0-9A-Z]+\.[0-9A-Z]+\.[0-9A-Z]+\.\d{3}\.[0-9A-Z]/;

/**
 * The licence whose file it is said to be: the one that was typed or scanned, else the one in the name of the file, as
 * the workplace saves it.
 */
export function licenceOf(typed: string, fileName: string): string | undefined {
  const text = readPasted('licence', typed === '' ? (inName.exec(fileName)?.[0] ?? '') : typed);
  try {
    parseLicenceIdentifier(text);
    return text;
  } catch {
    return undefined;
  }
}

/** The digest that is sent in the place of the file. */
export function sentDigestOf({ digests = [] }: Pick<Answer, 'digests'>): string | undefined {
  return digests.find(({ algorithm }) => algorithm === 'sha256')?.value;
}
