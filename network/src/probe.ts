// SPDX-License-Identifier: Apache-2.0
import type { Contract } from '@hyperledger/fabric-gateway';
import { connectClient } from './client';
import type { Connection } from '@guidang/gateway/config/connection';
import { messageOf, until } from './until';

const seconds = 90;

/** A transaction of every fabric-contract-api chaincode that writes nothing. */
const harmless = 'org.hyperledger.fabric:GetMetadata';

/**
 * Waits until the Gateway service of every organisation can collect endorsements of a chaincode from all organisations,
 * more than its policy requires: gossip has converged, and every server answers.
 */
export async function untilEndorsed(chaincode: string, connections: readonly Connection[]): Promise<void> {
  const everyOrganisation = connections.map(({ mspId }) => mspId);
  await Promise.all(
    connections.map((connection) => {
      const check = (): Promise<string | undefined> =>
        problem(connection, chaincode, (contract) => endorse(contract, everyOrganisation));
      return until(`${connection.organisation} can have ${chaincode} endorsed`, check, { seconds });
    }),
  );
}

/** Waits until a transaction commits: the orderers have a leader, and blocks are delivered. */
export async function untilCommitted(chaincode: string, [connection]: readonly Connection[]): Promise<void> {
  if (connection === undefined) throw new Error('a network has organisations');
  await until('a transaction commits', () => problem(connection, chaincode, commit), { seconds });
}

/** Undefined when the attempt succeeds, otherwise the reason. */
async function problem(
  connection: Connection,
  chaincode: string,
  attempt: (contract: Contract) => Promise<string | undefined>,
): Promise<string | undefined> {
  const client = connectClient(connection);
  try {
    return await attempt(client.gateway.getNetwork(connection.channel).getContract(chaincode));
  } catch (error) {
    return `${connection.organisation}: ${describe(error)}`;
  } finally {
    client.close();
  }
}

async function endorse(contract: Contract, endorsingOrganizations: string[]): Promise<undefined> {
  await contract.newProposal(harmless, { endorsingOrganizations }).endorse();
  return undefined;
}

async function commit(contract: Contract): Promise<string | undefined> {
  const transaction = await contract.newProposal(harmless).endorse();
  const submitted = await transaction.submit();
  const status = await submitted.getStatus();
  return status.successful ? undefined : `the probe transaction ended with code ${status.code}`;
}

/** The message of a GatewayError is generic; the peers' messages are in its details. */
function describe(error: unknown): string {
  const details = (error as { details?: readonly { message?: string }[] }).details ?? [];
  return [messageOf(error), ...details.map((each) => each.message ?? '')].join('; ');
}
