// SPDX-License-Identifier: Apache-2.0
import { isSetAside, parseKeys } from '@guidang/verifier';
import type { Keys, OrganisationKey, Quorum, Span } from '@guidang/verifier';
import { MonitorFault } from './fault';

/** Fetched keys, and how many leaves of the log were known before. */
export interface FetchedKeys {
  readonly text: string;
  readonly size: number;
}

/** How a gateway's keys relate to the trusted ones. */
type Answer = 'same' | 'newer' | 'older';

/** The text of a keys file, and the parsed keys. @throws {VerificationError} `malformed`, `limit-exceeded`. */
export function readKeys(text: string): Keys {
  return parseKeys(Buffer.from(text));
}

/**
 * Compares a gateway's keys with the trusted ones: changes may apply only after the known leaves; the past must stay
 * the same.
 * @throws {MonitorFault} `keys` if they contradict each other. @throws {VerificationError} if they are malformed.
 */
export function compareKeys(trusted: FetchedKeys, text: string): Answer {
  if (text === trusted.text) return 'same';
  const [known, said] = [readKeys(trusted.text), readKeys(text)];
  if (continues(said, known, trusted.size)) return 'newer';
  // A gateway that lags behind answers with keys that were trusted before.
  if (continues(known, said, 0)) return 'older';
  throw new MonitorFault('keys', 'the keys contradict those that were trusted before');
}

/** Whether earlier statements still hold, and new ones apply only to heads of more than `size` leaves. */
function continues(after: Keys, before: Keys, size: number): boolean {
  return (
    after.origin === before.origin &&
    goesOn(after.all, before.all, labelOf, size) &&
    goesOn(after.quorums, before.quorums, quorumLabel, size) &&
    before.setAside.every((head) => isSetAside(after, head))
  );
}

function goesOn<T extends Span>(
  after: readonly T[],
  before: readonly T[],
  label: (item: T) => string,
  size: number,
): boolean {
  const known = new Map(before.map((item) => [label(item), item]));
  const kept = after.filter((item) => {
    const old = known.get(label(item));
    if (old === undefined) return false;
    return old.until === item.until || (old.until === undefined && (item.until ?? 0) >= size);
  });
  const added = after.filter((item) => !known.has(label(item)));
  return kept.length === before.length && added.every(({ from = -1 }) => from >= size);
}

/** All of a key except its end. */
function labelOf({ name, id, organisation, role, from }: OrganisationKey): string {
  return [name, id, organisation, role, from].join(' ');
}

function quorumLabel({ organisations, from }: Quorum): string {
  return `${organisations} ${from ?? ''}`;
}
