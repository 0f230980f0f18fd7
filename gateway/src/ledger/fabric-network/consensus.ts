// SPDX-License-Identifier: Apache-2.0
import { common, orderer } from '@hyperledger/fabric-protos';
import { LedgerError } from '../ledger-error';

/** Ordering services for which a single orderer's acceptance of a transaction can be trusted. */
const crashTolerant: ReadonlySet<string> = new Set(['etcdraft']);

/**
 * The consensus type in a channel's newest configuration.
 *
 * @param block bytes of the configuration block
 * @throws Error if the block holds no channel configuration
 */
export function consensusType(block: Uint8Array): string {
  const [envelope] = common.Block.deserializeBinary(block).getData()?.getDataList_asU8() ?? [];
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(envelope ?? new Uint8Array()).getPayload_asU8(),
  );
  const value = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8())
    .getConfig()
    ?.getChannelGroup()
    ?.getGroupsMap()
    .get('Orderer')
    ?.getValuesMap()
    .get('ConsensusType');
  if (value === undefined) {
    throw new Error('The configuration block names no consensus type');
  }
  return orderer.ConsensusType.deserializeBinary(value.getValue_asU8()).getType();
}

/**
 * Rejects a channel that this client must not write to. fabric-network submits a transaction to one orderer and trusts
 * its answer; under BFT ordering that orderer may lie, and the transaction is lost.
 *
 * @throws LedgerError `network-unsupported`
 */
export function assertCrashTolerant(type: string, channel: string): void {
  if (!crashTolerant.has(type)) {
    throw new LedgerError(
      'network-unsupported',
      `The channel ${channel} is ordered by ${type}. fabric-network sends each transaction to a single ` +
        'orderer, which is safe with Raft (etcdraft) only: use the fabric-gateway adapter on this channel.',
      { retry: 'none' },
    );
  }
}
