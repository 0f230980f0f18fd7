// SPDX-License-Identifier: Apache-2.0
import './bounded-protobuf';
import { common, msp, peer } from '@hyperledger/fabric-protos';
import { LedgerError } from '../ledger-error';
import type { LedgerBlock, LedgerTransaction } from '../port';
import { blockHeaderHash } from './header-hash';
import { namespaceWrites } from './read-write-set';

const valid = 'VALID';

const validationCodeNames = new Map<number, string>(
  Object.entries(peer.TxValidationCode).map(([name, code]) => [code, name]),
);

/** Fabric's name of a validation code; an unknown, newer code becomes its number. */
export function validationCodeName(code: number): string {
  return validationCodeNames.get(code) ?? `CODE_${code}`;
}

/**
 * Decodes one full block as a peer delivers it.
 *
 * @param namespace the chaincode whose writes are returned
 * @throws LedgerError `ledger-damaged` if a part that the peer marked valid cannot be decoded
 */
export function decodeBlock(block: common.Block, namespace: string): LedgerBlock {
  const header = block.getHeader();
  if (header === undefined) {
    throw damaged('A block has no header');
  }
  const flags =
    block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER] ??
    new Uint8Array();
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  return {
    number: header.getNumber(),
    hash: blockHeaderHash({
      number: header.getNumber(),
      previousHash: header.getPreviousHash_asU8(),
      dataHash: header.getDataHash_asU8(),
    }),
    previousHash: Buffer.from(header.getPreviousHash_asU8()).toString('hex'),
    transactions: envelopes.flatMap((envelope, position) =>
      decodeTransaction(envelope, validationCodeName(flags[position] ?? notValidated), namespace),
    ),
  };
}

const notValidated = peer.TxValidationCode.NOT_VALIDATED;

/** Decodes one transaction; none for a configuration, or if an invalid envelope is unreadable. */
function decodeTransaction(envelope: Uint8Array, code: string, namespace: string): LedgerTransaction[] {
  try {
    return readTransaction(envelope, code, namespace);
  } catch (error) {
    // Any channel identity can submit malformed bytes for ordering; they change nothing.
    if (code !== valid) {
      return [];
    }
    throw damaged('A valid transaction cannot be decoded', error);
  }
}

function readTransaction(envelope: Uint8Array, code: string, namespace: string): LedgerTransaction[] {
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(envelope).getPayload_asU8(),
  );
  const header = payload.getHeader();
  const channelHeader = common.ChannelHeader.deserializeBinary(
    header?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  if (channelHeader.getType() !== common.HeaderType.ENDORSER_TRANSACTION) {
    return [];
  }
  const signature = common.SignatureHeader.deserializeBinary(
    header?.getSignatureHeader_asU8() ?? new Uint8Array(),
  );
  const effects =
    code === valid ? namespaceWrites(payload.getData_asU8(), namespace) : { writes: [], privateHashes: [] };
  return [
    {
      id: channelHeader.getTxId(),
      code,
      claimedAt: (channelHeader.getTimestamp()?.toDate() ?? new Date(0)).toISOString(),
      carrier: msp.SerializedIdentity.deserializeBinary(signature.getCreator_asU8()).getMspid(),
      ...effects,
    },
  ];
}

function damaged(message: string, cause?: unknown): LedgerError {
  return new LedgerError('ledger-damaged', message, { retry: 'none', cause });
}
