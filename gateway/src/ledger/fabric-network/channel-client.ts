// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import type {
  Channel,
  Committer,
  DiscoveryHandler,
  Endorsement,
  IdentityContext,
  Proposal,
} from 'fabric-common';
import { LedgerError } from '../ledger-error';
import type { Invocation, Prepared } from '../port';
import { agreedResponse, unansweredFailure } from './endorsements';

interface ChannelClientOptions {
  readonly channel: Channel;
  readonly identity: IdentityContext;
  /** Our own organisation's: the peers that answer queries and discovery. */
  readonly mspId: string;
  readonly endorseMs: number;
  readonly evaluateMs: number;
}

/** The low-level calls of fabric-common on one channel, with its errors translated to LedgerError. */
export class ChannelClient {
  readonly #options: ChannelClientOptions;
  readonly #planners = new Map<string, DiscoveryHandler>();

  constructor(options: ChannelClientOptions) {
    this.#options = options;
  }

  orderers(): Committer[] {
    return this.#options.channel.getCommitters();
  }

  /**
   * Has an invocation endorsed and signs the transaction.
   *
   * @param endorsers MSP ids; by default discovery plans from the chaincode's policy
   * @throws LedgerError
   */
  async endorse(
    chaincode: string,
    invocation: Invocation,
    endorsers: readonly string[] | undefined,
  ): Promise<Prepared> {
    const endorsement = this.#options.channel.newEndorsement(chaincode);
    const identity = this.#sign(endorsement, invocation);
    const result = await this.#collect(endorsement, endorsers);
    const commit = endorsement.newCommit();
    commit.build(identity);
    commit.sign(identity);
    const signed = commit.getSignedEnvelope() as {
      readonly payload: Uint8Array;
      readonly signature: Uint8Array;
    };
    const envelope = new common.Envelope();
    envelope.setPayload(signed.payload);
    envelope.setSignature(signed.signature);
    return {
      transactionId: endorsement.getTransactionId(),
      bytes: envelope.serializeBinary(),
      result: result.toString('utf8'),
    };
  }

  /**
   * Asks our own peers in turn until one answers.
   *
   * @throws LedgerError
   */
  async query(chaincode: string, invocation: Invocation): Promise<Buffer> {
    let last: unknown = new LedgerError('endorser-unavailable', 'Our organisation has no peer', {
      retry: 'new',
    });
    for (const peer of this.#options.channel.getEndorsers(this.#options.mspId)) {
      const query = this.#options.channel.newQuery(chaincode);
      this.#sign(query, invocation);
      try {
        await peer.checkConnection();
        return agreedResponse(
          await query.send({ targets: [peer], requestTimeout: this.#options.evaluateMs }),
        );
      } catch (error) {
        last = error;
      }
      if (last instanceof LedgerError && last.code === 'contract-refused') {
        break;
      }
    }
    throw unansweredFailure(last);
  }

  /** @returns the identity together with the proposal's transaction id */
  #sign(proposal: Proposal, invocation: Invocation): IdentityContext {
    const { transaction, args, transient } = invocation;
    const identity = this.#options.identity.calculateTransactionId();
    proposal.build(identity, {
      fcn: transaction,
      args: [...args],
      generateTransactionId: false,
      ...(transient === undefined ? {} : { transientMap: buffers(transient) }),
    });
    proposal.sign(identity);
    return identity;
  }

  async #collect(endorsement: Endorsement, endorsers: readonly string[] | undefined): Promise<Buffer> {
    try {
      const answer = await endorsement.send({
        handler: await this.#planner(endorsement.chaincodeId),
        requestTimeout: this.#options.endorseMs,
        ...(endorsers === undefined ? {} : { requiredOrgs: [...endorsers] }),
      });
      return agreedResponse(answer);
    } catch (error) {
      const failure = unansweredFailure(error);
      if (failure.code === 'endorser-unavailable') {
        this.#planners.delete(endorsement.chaincodeId);
      }
      throw failure;
    }
  }

  /**
   * The library's own cache keeps a failed discovery forever, and one made while peers were missing for five minutes;
   * this cache keeps only usable results.
   */
  async #planner(chaincode: string): Promise<DiscoveryHandler> {
    const { channel, identity } = this.#options;
    const known = this.#planners.get(chaincode);
    if (known !== undefined) {
      return known;
    }
    const service = channel.newDiscoveryService(chaincode);
    service.build(identity, { interest: [{ name: chaincode }] });
    service.sign(identity);
    await service.send({ asLocalhost: false, targets: this.#discoverers() });
    const planner = service.newHandler();
    this.#planners.set(chaincode, planner);
    return planner;
  }

  #discoverers(): object[] {
    const { channel, mspId } = this.#options;
    return channel.getEndorsers(mspId).map((peer) => {
      const discoverer = channel.client.newDiscoverer(peer.name, peer.mspid);
      discoverer.setEndpoint(peer.endpoint);
      return discoverer;
    });
  }
}

function buffers(transient: Readonly<Record<string, Uint8Array>>): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(transient).map(([name, value]) => [name, Buffer.from(value)]));
}
