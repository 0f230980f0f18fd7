// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../common/coded-error';

/** A name has characters that no font of this gateway has: a licence to it could not be printed as it is written. */
export class CharactersUnprintable extends CodedError<'characters-unprintable'> {
  /** @param message names the characters. */
  constructor(message: string, field?: string) {
    super('characters-unprintable', message, { ...(field === undefined ? {} : { field }) });
  }
}
