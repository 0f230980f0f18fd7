// SPDX-License-Identifier: Apache-2.0
import type { OfficerDirectory } from '../identity';
import type { LedgerName, LedgerPort } from '../ledger/port';
import type { Outbox } from '../outbox';

/** One organisation of this gateway. The embedded default runs all of them. */
export interface OrganisationContext {
  readonly id: string;
  readonly ledger: LedgerPort;
  readonly outbox: Outbox;
}

/** Shared dependencies of the services. */
export interface GatewayContext {
  readonly ledgerName: LedgerName;
  readonly organisations: ReadonlyMap<string, OrganisationContext>;
  readonly officers: OfficerDirectory;
}

/** @throws {Error} for an organisation of another gateway, a bug: callers have been admitted before. */
export function organisationOf({ organisations }: GatewayContext, id: string): OrganisationContext {
  const organisation = organisations.get(id);
  if (organisation === undefined) throw new Error(`this gateway does not act for ${id}`);
  return organisation;
}

/** The organisation whose peer the gateway reads from. */
export function firstOrganisation({ organisations }: GatewayContext): OrganisationContext {
  const [first] = organisations.values();
  if (first === undefined) throw new Error('a gateway acts for at least one organisation');
  return first;
}
