// SPDX-License-Identifier: Apache-2.0
import type { CommandKind } from '@guidang/chaincode/commands';
import type { Invocation } from '../../ledger/port';

/** The named transaction that a signed command is for: `record:create` for a record to be created. */
export function invocationOf({ type }: Pick<CommandKind<unknown>, 'type'>, jws: string): Invocation {
  return { transaction: type.replace('.', ':'), args: [jws] };
}
