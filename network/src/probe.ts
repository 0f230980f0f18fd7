// SPDX-License-Identifier: Apache-2.0
import type { Contract } from '@hyperledger/fabric-gateway';
import { connectClient } from './client';
import type { Connection } from '@guidang/gateway/config/connection';
import { messageOf, until } from './until';

const seconds = 90;

/** Every chaincode of fabric-contract-api answers it, and it writes nothing. */
const harmless = 'org.hyperledger.fabric:GetMetadata';

/**
 * Waits until the Gateway service of every organisation can gather an endorsement of a chaincode by every organisation:
 * gossip has settled, and every server answers. What the policy asks for would do with fewer.
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

/** Waits until a transaction commits: the orderers have a leader, and blocks come back. */
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

/** A GatewayError's message says little; the peers' messages are in its details. */
function describe(error: unknown): string {
  const details = (error as { details?: readonly { message?: string }[] }).details ?? [];
  return [messageOf(error), ...details.map((each) => each.message ?? '')].join('; ');
}
