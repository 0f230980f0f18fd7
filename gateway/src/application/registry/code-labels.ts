// SPDX-License-Identifier: Apache-2.0
import { codeEntries } from '@guidang/chaincode/model';
import type { CodeBook, CodeEntry } from '@guidang/chaincode/model';
import { find } from '../../projection';
import type { Projection } from '../../projection';

/**
 * What a code is called now, if the code book names it: the words are not recorded with the code, and may be corrected.
 * An entry whose days are over still names what it was used for.
 */
export async function labelsOf(
  projection: Projection,
  book: CodeBook,
  code: unknown,
): Promise<CodeEntry['labels'] | undefined> {
  return typeof code === 'string' ? (await find(projection, codeEntries, book, code))?.labels : undefined;
}
