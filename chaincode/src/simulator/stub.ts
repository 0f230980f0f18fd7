// SPDX-License-Identifier: Apache-2.0
import { common, msp, peer } from '@hyperledger/fabric-protos';
import type { ChaincodeStub } from 'fabric-shim';
import RealStub from 'fabric-shim/lib/stub.js';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { Simulation } from './simulation';

/** Who proposes a transaction: MSP id, and certificate in PEM. */
export interface Creator {
  readonly mspId: string;
  readonly certificate: string;
}

/** What is called, with what. */
export interface ProposedCall {
  /** Contract and transaction, such as `record:create`. */
  readonly transaction: string;
  readonly args: readonly string[];
  readonly transient?: Readonly<Record<string, Uint8Array>>;
}

/** One transaction as its client proposes it. */
export interface TransactionProposal {
  readonly id: string;
  readonly channel: string;
  readonly nonce: Uint8Array;
  readonly creator: Creator;
  readonly time: Date;
  readonly invocation: ProposedCall;
}

/** The creator's identity as Fabric serialises it. */
export function serializeCreator({ mspId, certificate }: Creator): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certificate));
  return identity.serializeBinary();
}

function argumentsOf({ transaction, args }: ProposedCall): Buffer[] {
  return [transaction, ...args].map((argument) => Buffer.from(argument));
}

function headerOf({ id, channel, nonce, creator, time }: TransactionProposal): common.Header {
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.ENDORSER_TRANSACTION);
  channelHeader.setChannelId(channel);
  channelHeader.setTxId(id);
  channelHeader.setTimestamp(Timestamp.fromDate(time));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(serializeCreator(creator));
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  return header;
}

function payloadOf({ invocation }: TransactionProposal): peer.ChaincodeProposalPayload {
  const input = new peer.ChaincodeInput();
  input.setArgsList(argumentsOf(invocation));
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(input.serializeBinary());
  const transient = payload.getTransientmapMap();
  for (const [name, value] of Object.entries(invocation.transient ?? {})) transient.set(name, value);
  return payload;
}

/** fabric-shim's own stub, so that contracts get its checks and its parsing, backed by an in-process peer. */
class EmbeddedStub extends RealStub {
  readonly #peer: string;

  constructor(proposal: TransactionProposal, simulation: Simulation) {
    const message = new peer.Proposal();
    message.setHeader(headerOf(proposal).serializeBinary());
    message.setPayload(payloadOf(proposal).serializeBinary());
    const signed = new peer.SignedProposal();
    signed.setProposalBytes(message.serializeBinary());
    const input = { getArgsList_asU8: () => argumentsOf(proposal.invocation) };
    super(simulation, proposal.channel, proposal.id, input, signed);
    this.#peer = proposal.creator.mspId;
  }

  /** On a network this comes from the peer's environment; here the creator's organisation is the peer's. */
  override getMspID(): string {
    return this.#peer;
  }
}

export function makeStub(proposal: TransactionProposal, simulation: Simulation): ChaincodeStub {
  return new EmbeddedStub(proposal, simulation);
}
