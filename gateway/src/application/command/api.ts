// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@guidang/chaincode/model';
import type { Command, CommandResult } from '@guidang/chaincode/commands';
import type { ErrorCode } from '../../errors/catalogue';
import type { Caller } from '../caller';

export interface WriteOptions {
  /** The caller asked not to wait (RFC 7240 `respond-async`). */
  readonly respondAsync?: boolean;
}

/** How a caller wants a command to be given; the gateway signs all of it with the officer's key. */
export interface CommandOptions extends WriteOptions {
  /** The role to act in; by default the first of the caller's that the command allows. */
  readonly role?: Role | undefined;
  readonly purpose?: string | undefined;
  readonly basis?: string | undefined;
  /** The caller's Idempotency-Key: the same one twice has one effect. */
  readonly idempotencyKey?: string | undefined;
}

export interface CommandService {
  /** Signs with the officer's key, submits through the outbox, waits a bounded time. */
  run<Body, Result extends CommandResult>(
    caller: Caller,
    command: Command<Body, Result>,
    body: NoInfer<Body>,
    options?: CommandOptions,
  ): Promise<Committed<Result> | Accepted>;
  /** Submits a command that the client signed itself (compact JWS); its signer must be the caller. */
  relay(caller: Caller, jws: string, options?: WriteOptions): Promise<Committed | Accepted>;
  /** What a write of the caller's own came to. */
  submission(caller: Caller, id: string): Promise<SubmissionState | undefined>;
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

export interface RecordedUse {
  readonly role?: Role | undefined;
  readonly purpose: string;
  readonly basis: string;
  readonly idempotencyKey?: string | undefined;
}

/** What a write came to: committed, in this block. */
export interface Committed<Result extends CommandResult = CommandResult> {
  readonly transaction: string;
  readonly block: number;
  /** The command had run before; this is what it came to then. */
  readonly repeated: boolean;
  readonly result: Result;
}

/** A write that takes longer than its caller waits: it goes on, and can be asked for. */
export interface Accepted {
  readonly submission: string;
}
