// SPDX-License-Identifier: Apache-2.0
import type { Role, CommandResult } from '@guidang/chaincode';

/** Who calls: an officer of the organisation, signed in, with the roles that token and certificate both give. */
export interface Caller {
  readonly organisation: string;
  readonly officer: string;
  readonly department: string;
  readonly roles: readonly Role[];
}

/** A write as a caller asks for it; the gateway signs it with the officer's key. */
export interface CommandRequest {
  /** Type of a command of the chaincode, such as `record.create`. */
  readonly type: string;
  readonly body: unknown;
  /** The role to act in; by default the first of the caller's that the command allows. */
  readonly role?: Role | undefined;
  readonly purpose?: string | undefined;
  readonly basis?: string | undefined;
  /** The caller's Idempotency-Key: the same one twice has one effect. */
  readonly idempotencyKey?: string | undefined;
}

/** What a write came to: committed, in this block. */
export interface Committed {
  readonly transaction: string;
  readonly block: number;
  /** The command had run before; this is what it came to then. */
  readonly repeated: boolean;
  readonly result: CommandResult;
}

/** A write that takes longer than its caller waits: it goes on, and can be asked for. */
export interface Accepted {
  readonly submission: string;
}
