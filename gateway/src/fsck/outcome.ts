// SPDX-License-Identifier: Apache-2.0
import type { GatewayReport } from './check-gateway';
import type { Finding } from '../findings/finding';

/** A finding, and the organisation where it was found. */
export type OrganisationFinding = Finding & { readonly organisation: string };

/** What was checked, with counts. */
export type Checked = Partial<Omit<GatewayReport, 'findings'>> & {
  readonly organisation: string;
  readonly transactions?: number;
  /** The number of keys of the world state. */
  readonly keys?: number;
};

/** The outcome of a check of everything. */
export interface CheckOutcome {
  readonly checked: readonly Checked[];
  readonly findings: readonly OrganisationFinding[];
}

/** Formats a finding as a line of text. */
export function lineOf({ organisation, kind, where, problem }: OrganisationFinding): string {
  return `${organisation} ${kind} ${where}: ${problem}`;
}

/** Formats what was checked as a line of text. */
export function countsOf({ organisation, ...counts }: Checked): string {
  const parts = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  return `${organisation}: ${parts.join(', ')} checked`;
}
