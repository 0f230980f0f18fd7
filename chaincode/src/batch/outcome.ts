// SPDX-License-Identifier: Apache-2.0
import type { CommandResult } from '../command/definition';
import type { RefusalDocument } from '../ledger/refusal';

/** The outcome of one command of a batch. Kept small, since every peer and block carries it. */
export type BatchOutcome =
  | {
      readonly result: CommandResult;
      /** The transaction in which the command first ran, for a repeated command. */
      readonly transaction?: string;
    }
  | { readonly refusal: RefusalDocument };
