// SPDX-License-Identifier: Apache-2.0
import type { Contract } from '@hyperledger/fabric-gateway';
import { connectClient } from './client';
import type { Connection } from './connection';
import { messageOf } from './until';

/** Every chaincode of fabric-contract-api answers it, and it writes nothing. */
const harmless = 'org.hyperledger.fabric:GetMetadata';

/**
 * Undefined when an organisation's Gateway service can plan and gather endorsements of a chaincode across the
 * organisations (gossip has settled, every server answers); with `order`, when a transaction commits too.
 */
export async function probe(
  connection: Connection,
  chaincode: string,
  { order }: { readonly order: boolean },
): Promise<string | undefined> {
  const client = connectClient(connection);
  try {
    const contract = client.gateway.getNetwork(connection.channel).getContract(chaincode);
    if (order) return await commitProblem(contract);
    await contract.newProposal(harmless).endorse();
    return undefined;
  } catch (error) {
    return `${connection.organisation}: ${describe(error)}`;
  } finally {
    client.close();
  }
}

async function commitProblem(contract: Contract): Promise<string | undefined> {
  const transaction = await contract.newProposal(harmless).endorse();
  const commit = await transaction.submit();
  const status = await commit.getStatus();
  return status.successful ? undefined : `the probe transaction ended with code ${status.code}`;
}

/** A GatewayError says little; the peers' own words are in its details. */
function describe(error: unknown): string {
  const details = (error as { details?: readonly { message?: string }[] }).details ?? [];
  return [messageOf(error), ...details.map((each) => each.message ?? '')].join('; ');
}
