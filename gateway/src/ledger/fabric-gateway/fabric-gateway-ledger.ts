// SPDX-License-Identifier: Apache-2.0
import type { CallOptions, Client } from '@grpc/grpc-js';
import { connect, hash } from '@hyperledger/fabric-gateway';
import type { Contract, Gateway, Network, ProposalOptions, Signer } from '@hyperledger/fabric-gateway';
import { common, gateway as gatewayMessages, msp } from '@hyperledger/fabric-protos';
import { decodeBlock, FabricPeerReader, mayBeOfAnother, ownCode, validationCodeName } from '../fabric-blocks';
import type { FabricOptions, PhaseDeadlines } from '../fabric-blocks';
import { signingKey, signLowS } from '../ecdsa-signature';
import type { Invocation, LedgerBlock, LedgerPort, Prepared, TransactionStatus } from '../port';
import { connectPeer } from './connection';
import type { PeerEndpoint } from './connection';
import { endorseFailure, evaluateFailure, statusFailure, submitFailure } from './failures';

export interface FabricGatewayOptions extends FabricOptions {
  readonly peer: PeerEndpoint;
  /** The gateway's service identity: certificate and P-256 key in PEM. */
  readonly identity: { readonly certificate: string; readonly privateKey: string };
}

/** Above the peer's own limit of 30 s, so that its more informative answer comes first. */
const deadlines: PhaseDeadlines = {
  evaluateMs: 15_000,
  endorseMs: 35_000,
  submitMs: 35_000,
  statusMs: 30_000,
};

/**
 * The ledger through a peer's Gateway service: the peer plans endorsement, including key-level policies, and broadcasts
 * to a quorum of BFT orderers.
 */
export class FabricGatewayLedger implements LedgerPort {
  readonly organisation: string;
  readonly #options: FabricGatewayOptions;
  readonly #deadlines: PhaseDeadlines;
  readonly #signer: Signer;
  readonly #client: Client;
  readonly #gateway: Gateway;
  readonly #network: Network;
  readonly #contract: Contract;
  readonly #reader: FabricPeerReader;

  constructor(options: FabricGatewayOptions) {
    this.organisation = options.organisation;
    this.#options = options;
    this.#deadlines = { ...deadlines, ...options.deadlines };
    const key = signingKey(options.identity.privateKey);
    this.#signer = (message) => Promise.resolve(signLowS(message, key));
    this.#client = connectPeer(options.peer);
    this.#gateway = connect({
      client: this.#client,
      identity: { mspId: options.mspId, credentials: Buffer.from(options.identity.certificate) },
      signer: this.#signer,
      // OpenSSL hashes and signs in one step.
      hash: hash.none,
    });
    this.#network = this.#gateway.getNetwork(options.channel);
    this.#contract = this.#network.getContract(options.chaincode);
    this.#reader = new FabricPeerReader(options, {
      blocks: (from, signal) => this.#blockEvents(from, signal),
      chainInfo: () => this.#askPeer('GetChainInfo', options.channel),
    });
  }

  async prepare(invocation: Invocation): Promise<Prepared> {
    this.#reader.assertOpen();
    const endorsers = invocation.endorsers?.map(this.#options.mspIdOf);
    const proposal = this.#contract.newProposal(
      invocation.transaction,
      proposalOptions(invocation, endorsers),
    );
    try {
      const endorsed = await proposal.endorse(within(this.#deadlines.endorseMs));
      const signed = this.#gateway.newSignedTransaction(
        endorsed.getBytes(),
        await this.#signer(endorsed.getDigest()),
      );
      return {
        transactionId: signed.getTransactionId(),
        bytes: signed.getBytes(),
        result: Buffer.from(signed.getResult()).toString('utf8'),
      };
    } catch (error) {
      throw endorseFailure(error, endorsers !== undefined);
    }
  }

  async send(bytes: Uint8Array): Promise<void> {
    this.#reader.assertOpen();
    const transaction = this.#gateway.newTransaction(bytes);
    try {
      await transaction.submit(within(this.#deadlines.submitMs));
    } catch (error) {
      const failure = submitFailure(error, transaction.getTransactionId());
      if (failure !== undefined) {
        throw failure;
      }
    }
  }

  async status(transactionId: string, options: { timeoutMs?: number } = {}): Promise<TransactionStatus> {
    this.#reader.assertOpen();
    const commit = this.#gateway.newCommit(this.#statusRequest(transactionId));
    try {
      const status = await commit.getStatus(within(options.timeoutMs ?? this.#deadlines.statusMs));
      const block = Number(status.blockNumber);
      const code = validationCodeName(status.code);
      if (!mayBeOfAnother(code)) return { transactionId, block, code };
      return { transactionId, block, code: await this.#ownCode(transactionId, block) };
    } catch (error) {
      throw statusFailure(error, transactionId);
    }
  }

  async #ownCode(transactionId: string, block: number): Promise<string> {
    const { channel, chaincode, mspId } = this.#options;
    const bytes = await this.#askPeer('GetBlockByNumber', channel, String(block));
    const { transactions } = decodeBlock(common.Block.deserializeBinary(bytes), chaincode);
    return ownCode(transactions, { transactionId, mspId });
  }

  async evaluate(invocation: Invocation): Promise<string> {
    this.#reader.assertOpen();
    // Only our own peers: another organisation's peer could answer anything.
    const endorsers = invocation.endorsers?.map(this.#options.mspIdOf) ?? [this.#options.mspId];
    const bytes = await this.#evaluate(
      this.#contract,
      invocation.transaction,
      proposalOptions(invocation, endorsers),
    );
    return Buffer.from(bytes).toString('utf8');
  }

  blocks(from: number, signal?: AbortSignal): AsyncIterable<LedgerBlock> {
    return this.#reader.blocks(from, signal);
  }

  height(): Promise<number> {
    return this.#reader.height();
  }

  close(): Promise<void> {
    this.#reader.close();
    this.#gateway.close();
    this.#client.close();
    return Promise.resolve();
  }

  #askPeer(transaction: string, ...args: string[]): Promise<Uint8Array> {
    return this.#evaluate(this.#network.getContract('qscc'), transaction, {
      arguments: args,
      endorsingOrganizations: [this.#options.mspId],
    });
  }

  async #evaluate(contract: Contract, transaction: string, options: ProposalOptions): Promise<Uint8Array> {
    try {
      return await contract.newProposal(transaction, options).evaluate(within(this.#deadlines.evaluateMs));
    } catch (error) {
      throw evaluateFailure(error);
    }
  }

  async *#blockEvents(from: number, signal: AbortSignal): AsyncGenerator<common.Block> {
    const events = await this.#network.getBlockEvents({ startBlock: BigInt(from) });
    const close = (): void => {
      events.close();
    };
    signal.addEventListener('abort', close);
    try {
      yield* events;
    } finally {
      signal.removeEventListener('abort', close);
      events.close();
    }
  }

  /** Builds the request from the transaction id alone, because that is all that is left after a restart. */
  #statusRequest(transactionId: string): Uint8Array {
    const identity = new msp.SerializedIdentity();
    identity.setMspid(this.#options.mspId);
    identity.setIdBytes(Buffer.from(this.#options.identity.certificate));
    const request = new gatewayMessages.CommitStatusRequest();
    request.setChannelId(this.#options.channel);
    request.setTransactionId(transactionId);
    request.setIdentity(identity.serializeBinary());
    const signed = new gatewayMessages.SignedCommitStatusRequest();
    signed.setRequest(request.serializeBinary());
    return signed.serializeBinary();
  }
}

function within(milliseconds: number): CallOptions {
  return { deadline: Date.now() + milliseconds };
}

function proposalOptions(invocation: Invocation, endorsers: readonly string[] | undefined): ProposalOptions {
  return {
    arguments: [...invocation.args],
    ...(invocation.transient === undefined ? {} : { transientData: { ...invocation.transient } }),
    ...(endorsers === undefined ? {} : { endorsingOrganizations: [...endorsers] }),
  };
}
