// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { until } from '@guidang/gateway/common/until';
import { Network } from '@guidang/network';
import { ApiClient } from '../api-client';
import type { LedgerPosition } from '../api-client';
import type { DemoOfficer, OrganisationId } from '@guidang/chaincode/sample';
import { organisationIds } from './venue';
import type { Venue } from './venue';

/** An organisation's gateway: its URL and root certificate. */
interface Place {
  readonly url: string;
  readonly roots: string;
}

const readyWithinMs = 5_000;

/**
 * The running network of a data folder: each officer acts at the gateway of their organisation.
 * @param data the folder; by default the network's own.
 */
export async function networkVenue(data: string | undefined, position: LedgerPosition): Promise<Venue> {
  const network = Network.load(data === undefined ? {} : { data });
  const tokenOf = tokensOf(network);
  const { network: name, channel } = network.connection('archives');
  return {
    name: `the network in ${network.folders.root}`,
    ledger: { network: name, channel },
    signIn: async (officer) =>
      new ApiClient({
        ...placeOf(network, officer.organisation),
        token: await tokenOf(officer),
        position,
      }),
    present: await presentAt(network),
    seeded: false,
  };
}

/** Tokens of the network's identity provider, one for each officer. */
function tokensOf(network: Network): (officer: DemoOfficer) => Promise<string> {
  const tokens = new Map<string, Promise<string>>();
  return ({ id }) => {
    const token = tokens.get(id) ?? network.accessToken(id);
    tokens.set(id, token);
    return token;
  };
}

export function placeOf(network: Pick<Network, 'connection'>, organisation: OrganisationId): Place {
  const { organisations } = network.connection(organisation);
  const own = organisations.find(({ name }) => name === organisation);
  if (own === undefined) throw new Error(`the network has no organisation ${organisation}`);
  return { url: own.gatewayUrl, roots: readFileSync(own.tlsRootCertificateFile, 'utf8') };
}

/** The organisations whose gateways are ready, or become so in a moment. */
async function presentAt(network: Network): Promise<ReadonlySet<OrganisationId>> {
  const asked = organisationIds.map(async (organisation) => {
    const client = new ApiClient(placeOf(network, organisation));
    const ready = await becomesReady(client);
    await client.close();
    return ready ? [organisation] : [];
  });
  return new Set((await Promise.all(asked)).flat());
}

async function becomesReady(client: ApiClient): Promise<boolean> {
  try {
    return await until('the gateway is ready', async () => ((await client.ready()) ? true : undefined), {
      timeoutMs: readyWithinMs,
    });
  } catch {
    return false;
  }
}
