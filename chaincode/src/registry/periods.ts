// SPDX-License-Identifier: Apache-2.0
import { demand } from '../ledger/refusal';
import type { IssuerAlias, RegistryChange } from './model';

interface Period {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/**
 * Refuses, when it is proposed, a period that ends before it begins: three organisations would agree on what never holds.
 * Not a matter of the schema: proposals of before stay readable.
 */
export function demandPeriods(change: RegistryChange): void {
  for (const { from, until } of periodsOf(change)) {
    demand(
      from === undefined || until === undefined || from <= until,
      'command-malformed',
      'a period ends before it begins',
    );
  }
  if (change.kind === 'issuer-alias') demandOneUser(change);
}

/** Refuses a short code that two departments would have on one day: whose a licence is must be certain. */
function demandOneUser({ uses }: Pick<IssuerAlias, 'uses'>): void {
  const inOrder = [...uses].sort((left, right) => (left.from < right.from ? -1 : 1));
  const overlaps = inOrder.some(({ from }, index) => {
    const before = inOrder[index - 1];
    return before !== undefined && (before.until === undefined || before.until >= from);
  });
  demand(!overlaps, 'command-malformed', 'two departments would have the code on one day');
}

function periodsOf(change: RegistryChange): readonly Period[] {
  switch (change.kind) {
    case 'authority':
    case 'restriction-authority':
      return [change.grant];
    case 'department':
      return change.aliases ?? [];
    case 'issuer-alias':
      return change.uses;
    case 'codes':
      return change.entries;
    default:
      return [];
  }
}
