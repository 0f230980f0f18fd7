// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import type { IdentityContext } from 'fabric-common';
import { Gateway } from 'fabric-network';
import type { Wallet } from 'fabric-network';
import { BackOff } from '../../common/back-off';
import type { BackOffLimits } from '../../common/back-off';
import { decodeBlock, FabricPeerReader, ownCode } from '../fabric-blocks';
import type { FabricOptions, PhaseDeadlines } from '../fabric-blocks';
import { LedgerError } from '../ledger-error';
import type { Invocation, LedgerBlock, LedgerPort, Prepared, TransactionStatus } from '../port';
import { broadcast } from './broadcast';
import { ChannelClient } from './channel-client';
import { assertCrashTolerant, consensusType } from './consensus';
import { identityFrom } from './wallet';

interface FabricNetworkOptions extends FabricOptions {
  /** A common connection profile, as the library reads it. */
  readonly profile: object;
  readonly wallet: Wallet;
  /** The wallet label of the identity to act as. */
  readonly label: string;
}

const deadlines: PhaseDeadlines = {
  evaluateMs: 15_000,
  endorseMs: 35_000,
  submitMs: 15_000,
  statusMs: 30_000,
};
/** Polling interval for a block or status that does not exist yet. */
const pollLimits: BackOffLimits = { firstMs: 50, maximumMs: 500 };
/** The peer's messages for a block or transaction that it does not have (fabric: common/ledger/blkstorage). */
const notThere = /no such (block number|transaction ID)/;

/**
 * The ledger through peers without the Gateway service, using the older client library: this process plans endorsement
 * and submits transactions to an orderer. Key-level policies are not planned: name the endorsers for keys that have
 * one.
 *
 * Blocks and statuses are polled: the library's listeners lose blocks without an error when one rejects, buffer without
 * limit, and reconnect without a delay.
 */
export class FabricNetworkLedger implements LedgerPort {
  readonly organisation: string;
  readonly #options: FabricNetworkOptions;
  readonly #deadlines: PhaseDeadlines;
  readonly #gateway: Gateway;
  readonly #client: ChannelClient;
  readonly #reader: FabricPeerReader;

  private constructor(options: FabricNetworkOptions, gateway: Gateway, client: ChannelClient) {
    this.organisation = options.organisation;
    this.#options = options;
    this.#deadlines = { ...deadlines, ...options.deadlines };
    this.#gateway = gateway;
    this.#client = client;
    this.#reader = new FabricPeerReader(options, {
      blocks: (from, signal) => this.#pullBlocks(from, signal),
      chainInfo: () => this.#ask('GetChainInfo'),
    });
  }

  /**
   * Connects, discovers the channel's peers and orderers, and checks how the channel is ordered.
   *
   * @throws LedgerError `network-unsupported` on a channel with BFT ordering, `ledger-unreachable`
   */
  static async connect(options: FabricNetworkOptions): Promise<FabricNetworkLedger> {
    const gateway = new Gateway();
    try {
      await gateway.connect(structuredClone(options.profile) as Record<string, unknown>, {
        ...(await identityFrom(options.wallet, options.label)),
        discovery: { enabled: true, asLocalhost: false },
      });
      const channel = (await gateway.getNetwork(options.channel)).getChannel();
      const client = new ChannelClient({
        channel,
        identity: identityOf(gateway),
        mspId: options.mspId,
        ...deadlines,
        ...options.deadlines,
      });
      const configuration = await client.query('cscc', {
        transaction: 'GetConfigBlock',
        args: [options.channel],
      });
      assertCrashTolerant(consensusType(configuration), options.channel);
      return new FabricNetworkLedger(options, gateway, client);
    } catch (error) {
      gateway.disconnect();
      throw connectFailure(error);
    }
  }

  prepare(invocation: Invocation): Promise<Prepared> {
    this.#reader.assertOpen();
    return this.#client.endorse(
      this.#options.chaincode,
      invocation,
      invocation.endorsers?.map(this.#options.mspIdOf),
    );
  }

  async send(bytes: Uint8Array): Promise<void> {
    this.#reader.assertOpen();
    await broadcast(bytes, this.#client.orderers(), this.#deadlines.submitMs);
  }

  async status(transactionId: string, options: { timeoutMs?: number } = {}): Promise<TransactionStatus> {
    this.#reader.assertOpen();
    const deadline = Date.now() + (options.timeoutMs ?? this.#deadlines.statusMs);
    const poll = new BackOff(pollLimits);
    do {
      const block = await this.#find('GetBlockByTxID', transactionId).catch((error: unknown) => {
        throw unknownStatus(error, transactionId);
      });
      if (block !== undefined) {
        const { chaincode, mspId } = this.#options;
        const { number, transactions } = decodeBlock(block, chaincode);
        return { transactionId, block: number, code: ownCode(transactions, { transactionId, mspId }) };
      }
      await poll.wait(this.#reader.closed);
    } while (Date.now() < deadline && !this.#reader.closed.aborted);
    throw new LedgerError('status-timeout', 'The transaction is in no block yet', {
      retry: 'unknown',
      transactionId,
    });
  }

  async evaluate(invocation: Invocation): Promise<string> {
    this.#reader.assertOpen();
    return (await this.#client.query(this.#options.chaincode, invocation)).toString('utf8');
  }

  blocks(from: number, signal?: AbortSignal): AsyncIterable<LedgerBlock> {
    return this.#reader.blocks(from, signal);
  }

  height(): Promise<number> {
    return this.#reader.height();
  }

  close(): Promise<void> {
    if (!this.#reader.closed.aborted) {
      this.#reader.close();
      this.#gateway.disconnect();
    }
    return Promise.resolve();
  }

  async *#pullBlocks(from: number, signal: AbortSignal): AsyncGenerator<common.Block> {
    const poll = new BackOff(pollLimits);
    for (let next = from; !signal.aborted;) {
      const block = await this.#find('GetBlockByNumber', String(next));
      if (block === undefined) {
        await poll.wait(signal);
      } else {
        poll.reset();
        next += 1;
        yield block;
      }
    }
  }

  /** @returns `undefined` if the peer does not have it yet */
  async #find(
    transaction: 'GetBlockByNumber' | 'GetBlockByTxID',
    key: string,
  ): Promise<common.Block | undefined> {
    try {
      return common.Block.deserializeBinary(await this.#ask(transaction, key));
    } catch (error) {
      if (error instanceof LedgerError && notThere.test(error.message)) {
        return undefined;
      }
      throw error;
    }
  }

  #ask(transaction: string, ...args: readonly string[]): Promise<Buffer> {
    return this.#client.query('qscc', { transaction, args: [this.#options.channel, ...args] });
  }
}

function identityOf(gateway: Gateway): IdentityContext {
  if (gateway.identityContext === undefined) {
    throw new Error('The library gave no identity');
  }
  return gateway.identityContext;
}

function connectFailure(error: unknown): LedgerError {
  if (error instanceof LedgerError) {
    return error;
  }
  const message = error instanceof Error ? error.message : String(error);
  return new LedgerError('ledger-unreachable', message, { retry: 'new', cause: error });
}

function unknownStatus(error: unknown, transactionId: string): LedgerError {
  const { code, message } = connectFailure(error);
  return new LedgerError(code, message, { retry: 'unknown', transactionId, cause: error });
}
