// SPDX-License-Identifier: Apache-2.0
import { tableKey } from '../ledger/table';
import { placeOf } from '../ledger/unique-id';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { licences, restrictionLists } from '../licence/model';
import { logHeads } from '../log/model';
import { recordPages, records, seriesCounters } from '../record/model';
import { memberships, officers } from '../registry/model';
import type { ReadCommand } from './execute';
import { commandReceipts } from './receipt';

/**
 * Reads what commands will ask for in two calls instead of several for each command: who gives them and what they are
 * about, then what only that says. It decides nothing: a key that is missed here is read when it is asked for.
 */
export async function fetchAhead(commands: readonly ReadCommand[], unit: UnitOfWork): Promise<void> {
  const about = new Set(commands.flatMap(({ opened }) => opened.subjects).flatMap(keyOf));
  const givers = commands.map(({ signed }) => tableKey(officers.name, [signed.certificate]));
  await unit.fetch([tableKey(memberships.name, ['all']), ...givers, ...about.keys()]);
  await unit.fetch([
    ...commands.flatMap(({ opened }) => opened.subjects).flatMap((subject) => pageOf(subject, unit)),
    ...(await receiptsOf(commands, unit)),
  ]);
}

/** The subjects that are named by a key. */
const keyed: readonly string[] = [records, licences, restrictionLists, seriesCounters, logHeads].map(
  ({ name }) => name,
);

function keyOf(subject: string): string[] {
  const [table = '', ...parts] = subject.split('~');
  return keyed.includes(table) ? [tableKey(table, parts)] : [];
}

/** A record without a key of its own rests where it was brought. */
function pageOf(subject: string, unit: UnitOfWork): string[] {
  const [table, id = ''] = subject.split('~');
  if (table !== records.name || !unit.isAbsent(tableKey(records.name, [id]))) return [];
  const { transaction, place } = placeOf(id);
  return transaction === unit.code ? [] : [tableKey(recordPages.name, [transaction, String(place.page)])];
}

async function receiptsOf(commands: readonly ReadCommand[], unit: UnitOfWork): Promise<string[]> {
  const keys: string[] = [];
  for (const { signed, command } of commands) {
    if (command.once === 'outbox') continue;
    // An officer whom this version cannot read: the command itself is refused for it.
    const officer = await unit.get(officers, signed.certificate).catch(() => undefined);
    if (officer === undefined) continue;
    keys.push(tableKey(commandReceipts.name, [officer.organisation, officer.id, signed.envelope.id]));
  }
  return keys;
}
