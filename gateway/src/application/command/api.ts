// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@guidang/chaincode/model';
import type { Command, CommandResult } from '@guidang/chaincode/commands';
import type { ErrorCode } from '../../errors/catalogue';
import type { Caller } from '../caller';

export interface WriteOptions {
  /** Respond with 202 instead of waiting (RFC 7240 `respond-async`). */
  readonly respondAsync?: boolean;
}

/** Resolves when the caller may keep the main thread for a while again. */
export type NextSlice = () => Promise<void>;

/** Options for a command that the gateway signs with the officer's key. */
export interface CommandOptions extends WriteOptions {
  /** The role to act in; by default the caller's first role that the command allows. */
  readonly role?: Role | undefined;
  readonly purpose?: string | undefined;
  readonly basis?: string | undefined;
  /** The caller's Idempotency-Key: requests with the same key take effect once. */
  readonly idempotencyKey?: string | undefined;
  /** Waited for between the steps of a command that is so large that each of them takes a while. */
  readonly nextSlice?: NextSlice | undefined;
}

export interface CommandService {
  /** Signs a command with the officer's key, submits it through the outbox, and waits for a limited time. */
  run<Body, Result extends CommandResult>(
    caller: Caller,
    command: Command<Body, Result>,
    body: NoInfer<Body>,
    options?: CommandOptions,
  ): Promise<Committed<Result> | Accepted>;
  /** Submits a command that the client signed itself (compact JWS); the signer must be the caller. */
  relay(caller: Caller, jws: string, options?: WriteOptions): Promise<Committed | Accepted>;
  /** The state of one of the caller's own submissions. */
  submission(caller: Caller, id: string): Promise<SubmissionState | undefined>;
  /** Refuses an Idempotency-Key that was used with other content, for writes that are no command, or not always one. */
  demandSameUse(caller: Caller, use: KeyUse): Promise<void>;
}

export interface KeyUse {
  readonly idempotencyKey: string | undefined;
  /** What is written, as a digest. */
  readonly content: string;
}

export type SubmissionState =
  | { readonly status: 'pending' }
  | { readonly status: 'committed'; readonly outcome: Committed }
  | {
      readonly status: 'failed';
      readonly code: ErrorCode;
      readonly detail: string;
      readonly field?: string | undefined;
    };

/** How a read is recorded: purpose and basis are said where they do not follow from what is read. */
export type ReadUse = Pick<CommandOptions, 'role' | 'purpose' | 'basis' | 'idempotencyKey'>;

export interface RecordedUse extends ReadUse {
  readonly purpose: string;
  readonly basis: string;
}

/** A committed write, with its block. */
export interface Committed<Result extends CommandResult = CommandResult> {
  readonly transaction: string;
  readonly block: number;
  /** The command had already run; this is its earlier outcome. */
  readonly repeated: boolean;
  readonly result: Result;
}

/** A write that takes longer than its caller waits. It continues, and its state can be queried. */
export interface Accepted {
  readonly submission: string;
}
