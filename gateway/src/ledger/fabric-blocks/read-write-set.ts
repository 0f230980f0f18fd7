// SPDX-License-Identifier: Apache-2.0
import { ledger, peer } from '@hyperledger/fabric-protos';
import type { KeyWrite, PrivateHash } from '../port';

const { TxReadWriteSet, kvrwset } = ledger.rwset;

interface NamespaceWrites {
  readonly writes: readonly KeyWrite[];
  readonly privateHashes: readonly PrivateHash[];
}

/**
 * The writes of one endorsed transaction to one chaincode's namespace. Other namespaces, such as that of the chaincode
 * lifecycle, are left out.
 *
 * @param transaction bytes of a `protos.Transaction`
 */
export function namespaceWrites(transaction: Uint8Array, namespace: string): NamespaceWrites {
  const sets = peer.Transaction.deserializeBinary(transaction)
    .getActionsList()
    .flatMap((action) => readWriteSet(action.getPayload_asU8()).getNsRwsetList())
    .filter((set) => set.getNamespace() === namespace);
  return {
    writes: sets.flatMap((set) => publicWrites(set.getRwset_asU8())),
    privateHashes: sets.flatMap((set) =>
      set
        .getCollectionHashedRwsetList()
        .flatMap((hashed) => privateWrites(hashed.getCollectionName(), hashed.getHashedRwset_asU8())),
    ),
  };
}

function readWriteSet(actionPayload: Uint8Array): ledger.rwset.TxReadWriteSet {
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(actionPayload).getAction();
  const response = peer.ProposalResponsePayload.deserializeBinary(
    endorsed?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
  );
  const action = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  return TxReadWriteSet.deserializeBinary(action.getResults_asU8());
}

function publicWrites(bytes: Uint8Array): KeyWrite[] {
  return kvrwset.KVRWSet.deserializeBinary(bytes)
    .getWritesList()
    .map((write) => ({
      key: write.getKey(),
      value: write.getIsDelete() ? null : write.getValue_asU8(),
    }));
}

function privateWrites(collection: string, bytes: Uint8Array): PrivateHash[] {
  return kvrwset.HashedRWSet.deserializeBinary(bytes)
    .getHashedWritesList()
    .map((write) => ({
      collection,
      keyHash: hex(write.getKeyHash_asU8()),
      valueHash: write.getIsDelete() || write.getIsPurge() ? null : hex(write.getValueHash_asU8()),
    }));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
