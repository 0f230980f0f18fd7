// SPDX-License-Identifier: Apache-2.0
import type { OfficerDirectory } from '../identity';
import type { LedgerName, LedgerPort } from '../ledger/port';
import type { Outbox } from '../outbox';

/** One organisation as its gateway acts for it. The embedded default acts for all of them. */
export interface OrganisationContext {
  readonly id: string;
  readonly ledger: LedgerPort;
  readonly outbox: Outbox;
}

/** What services share. */
export interface GatewayContext {
  readonly ledgerName: LedgerName;
  readonly organisations: ReadonlyMap<string, OrganisationContext>;
  readonly officers: OfficerDirectory;
}
