// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../common/coded-error';

/** A reader was asked for what only the organisation's first gateway does: it has no keys, outbox or files. */
export class PrimaryOnly extends CodedError<'primary-only'> {
  constructor() {
    super('primary-only', "a reader serves lists and verdicts: ask the organisation's first gateway");
  }
}
