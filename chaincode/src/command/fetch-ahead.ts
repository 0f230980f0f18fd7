// SPDX-License-Identifier: Apache-2.0
import { tableKey } from '../ledger/table';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { findOfficer, keysOfAuthentication, keysOfCurrency } from './authenticate';
import type { ReadCommand } from './execute';
import { commandReceipts } from './receipt';
import type { LockSubject } from './subjects';

/**
 * Prefetches the keys that commands will read, in two calls instead of several per command: first officers and
 * subjects, then receipts and record pages, whose keys depend on those. It decides nothing: a key missed here is read
 * on demand.
 */
export async function fetchAhead(commands: readonly ReadCommand[], unit: UnitOfWork): Promise<void> {
  const subjects = commands.flatMap(({ opened }) => opened.subjects);
  await unit.fetch([
    ...keysOfAuthentication(commands.map(({ signed }) => signed)),
    ...subjects.flatMap(({ key }) => (key === undefined ? [] : [key()])),
    ...commands.flatMap(({ opened }) => opened.reads),
  ]);
  await unit.fetch([
    ...subjects.flatMap((subject) => originOf(subject, unit) ?? []),
    ...(await keysOfOfficers(commands, unit)),
  ]);
}

function originOf({ key, origin }: LockSubject, unit: UnitOfWork): string | undefined {
  const isElsewhere = key !== undefined && origin !== undefined && unit.isAbsent(key());
  return isElsewhere ? origin(unit.code) : undefined;
}

async function keysOfOfficers(commands: readonly ReadCommand[], unit: UnitOfWork): Promise<string[]> {
  const keys: string[] = [];
  for (const { signed, command } of commands) {
    // An officer whom this version cannot read: the command itself is refused for it.
    const officer = await findOfficer(signed, unit).catch(() => undefined);
    if (officer === undefined) continue;
    keys.push(...keysOfCurrency(officer));
    if (command.once === 'outbox') continue;
    keys.push(tableKey(commandReceipts.name, [officer.organisation, officer.id, signed.envelope.id]));
  }
  return keys;
}
