// SPDX-License-Identifier: Apache-2.0
import type { CommandKind } from '@guidang/chaincode/commands';
import type { Invocation } from '../../ledger/port';

/** The named transaction for a signed command: `record:create` for creating a record. */
export function invocationOf({ type }: Pick<CommandKind<unknown>, 'type'>, jws: string): Invocation {
  return { transaction: type.replace('.', ':'), args: [jws] };
}
