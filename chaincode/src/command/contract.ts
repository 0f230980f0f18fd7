// SPDX-License-Identifier: Apache-2.0
import { Contract } from 'fabric-contract-api';
import type { Context } from 'fabric-contract-api';
import type { ChaincodeStub } from 'fabric-shim';
import { canonicalJson } from '../ledger/canonical';
import { ownerPolicy } from '../ledger/endorsement';
import { demand, Refusal } from '../ledger/refusal';
import { demandSeed } from '../ledger/seed';
import { transactionTime } from '../ledger/time';
import { UnitOfWork } from '../ledger/unit-of-work';
import { stateOf } from '../peer-state';
import { namesRoles } from '../membership/certificate';
import { memberships } from '../membership/model';
import type { AnyCommand } from './definition';
import { fetchAhead } from './fetch-ahead';
import { executeCommand, readCommand } from './execute';
import type { TransactionContext } from './execute';

/**
 * A contract that passes refusals through Fabric as JSON in the error message, the only part of an error that survives.
 */
export abstract class RefusingContract extends Contract {
  override aroundTransaction(...call: Parameters<Contract['aroundTransaction']>): Promise<void> {
    return super.aroundTransaction(...call).catch((error: unknown) => {
      throw error instanceof Refusal ? new Error(canonicalJson(error.document), { cause: error }) : error;
    });
  }
}

/** What a transaction of one command is given. */
export interface CarriedCommand {
  /** The command, as its officer signed it. */
  readonly jws: string;
  /** See {@link demandSeed}. */
  readonly seed: string;
}

/** A contract whose transactions run signed commands. Subclasses only name the transactions. */
export abstract class CommandContract extends RefusingContract {
  /** Runs a command of the type that belongs to the named transaction. */
  protected async runCommand(
    context: Context,
    command: AnyCommand,
    { jws, seed }: CarriedCommand,
  ): Promise<string> {
    return inTransaction({ context, seed }, async (transaction) => {
      const read = readCommand(jws, new Map([[command.type, command]]));
      await fetchAhead([read], transaction.unit);
      return executeCommand(read, transaction);
    });
  }
}

/**
 * Runs work on a unit of work and writes its changes to Fabric.
 * @throws {Refusal} `command-malformed` for a seed that is none.
 * @returns the work's result in canonical JSON, since Fabric compares endorsements byte for byte.
 */
export async function inTransaction(
  { context: { stub }, seed }: { readonly context: Context; readonly seed: string },
  work: (transaction: TransactionContext) => Promise<unknown>,
): Promise<string> {
  demandSeed(seed);
  const { mspid, certificatePem } = gatewayOf(stub);
  const unit = new UnitOfWork(stateOf(stub), stub.getTxID(), seed);
  const answer = await work({
    unit,
    channel: stub.getChannelID(),
    mspId: mspid,
    certificatePem,
    claimedAt: transactionTime(stub.getTxTimestamp()),
  });
  await unit.flush(async (owner) => {
    const membership = await unit.get(memberships, 'all');
    return ownerPolicy(owner, membership?.organisations ?? []);
  });
  return canonicalJson(answer);
}

/**
 * The gateway that calls. Officers who hold their own key are clients of the channel too: at a peer itself they would
 * read people without a record, choose seeds, and hold back what they have signed.
 * @throws {Refusal} `carrier-mismatch` for an officer's certificate.
 */
export function gatewayOf(stub: Pick<ChaincodeStub, 'getCreator'>): {
  readonly mspid: string;
  readonly certificatePem: string;
} {
  const { mspid, idBytes } = stub.getCreator();
  const certificatePem = Buffer.from(idBytes).toString('utf8');
  const isOfficer = namesRoles(certificatePem);
  demand(!isOfficer, 'carrier-mismatch', 'an officer acts through the gateway, not with its own certificate');
  return { mspid, certificatePem };
}
