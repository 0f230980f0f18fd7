// SPDX-License-Identifier: Apache-2.0
import type { CommandResult } from '../command/definition';
import type { RefusalDocument } from '../ledger/refusal';

/** What became of one command of a batch: in few bytes, since every peer and block carries them. */
export type BatchOutcome =
  | {
      readonly result: CommandResult;
      /** The transaction in which the command first ran, when that was an earlier one. */
      readonly transaction?: string;
    }
  | { readonly refusal: RefusalDocument };
