// SPDX-License-Identifier: Apache-2.0
import type { EventDraft } from '../command/definition';
import { digestOf } from '../ledger/hash';
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import { tableKey } from '../ledger/table';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { memberships } from '../membership/model';
import { logKeys } from './model';
import type { LogKeyChange, LogKeyRole, LogKeys } from './model';
import { demandPossession } from './possession';
import { keyLabel, readVerifierKey, signatureTypes } from './verifier-key';
import type { VerifierKey } from './verifier-key';

/** The log keys of a network, from the ledger. */
export interface Registered {
  readonly network: string;
  readonly organisations: readonly string[];
  /** One row for each organisation that ever had keys. */
  readonly rows: readonly LogKeys[];
}

/** A parsed registered key. */
export interface RegisteredKey extends VerifierKey {
  readonly organisation: string;
  readonly role: LogKeyRole;
  readonly status: 'current' | 'retired';
}

/** An organisation has one current key for each of these purposes, or no keys at all. */
const purposes: readonly string[] = [
  purposeOf({ role: 'log', type: signatureTypes.ed25519 }),
  purposeOf({ role: 'cosigner', type: signatureTypes.cosignature }),
  purposeOf({ role: 'cosigner', type: signatureTypes.subtree }),
  purposeOf({ role: 'seal', type: signatureTypes.ed25519 }),
].sort();

/** The log's origin, the first line of a head, under which all organisations of a network sign as its log. */
export function logOrigin(network: string): string {
  return `${network}/log`;
}

/** The name of an organisation's key. */
export function logKeyName(network: string, organisation: string, role: LogKeyRole): string {
  if (role === 'log') return logOrigin(network);
  return role === 'cosigner' ? `${network}/${organisation}` : `${network}/${organisation}/seal`;
}

/** The keys of all organisations, current and retired. */
export function registeredKeys(rows: readonly LogKeys[]): RegisteredKey[] {
  return rows.flatMap(({ organisation, keys }) =>
    keys.map(({ role, status, vkey }) => ({ ...readVerifierKey(vkey), organisation, role, status })),
  );
}

/** Reads the log keys of all organisations from the ledger. */
export async function readRegistered(unit: UnitOfWork): Promise<Registered> {
  const { network = '', organisations = [] } = (await unit.get(memberships, 'all')) ?? {};
  await unit.fetch(organisations.map((id) => tableKey(logKeys.name, [id])));
  const rows: LogKeys[] = [];
  for (const id of organisations) {
    const row = await unit.get(logKeys, id);
    if (row !== undefined) rows.push(row);
  }
  return { network, organisations, rows };
}

/**
 * Applies a change to an organisation's keys and builds its event. Keys are added and retired in one change, so that an
 * organisation always has one current key per purpose, or none: no signature is ambiguous, and every organisation that
 * counts for a quorum can produce all required signatures.
 * @throws {Refusal} `log-key-invalid`, `not-found`, `already-exists` or `limit-exceeded`.
 */
export function changeLogKeys(
  { organisation, add, retire }: LogKeyChange,
  registered: Registered,
): { row: LogKeys; event: EventDraft } {
  demand(add.length + retire.length > 0, 'log-key-invalid', 'the change names no key');
  const before = registered.rows.find((row) => row.organisation === organisation);
  const row: LogKeys = {
    schema: 1,
    version: (before?.version ?? 0) + 1,
    organisation,
    keys: [
      ...retired(before, retire),
      ...add.map(({ role, vkey }) => ({ role, vkey, status: 'current' as const })),
    ],
  };
  demand(
    row.keys.length <= limits.logKeysPerOrganisationMax,
    'limit-exceeded',
    'the organisation has too many keys',
  );
  const rows = [...registered.rows.filter((other) => other !== before), row];
  checkKeys(row, { ...registered, rows });
  for (const key of add) demandPossession(organisation, key);
  const added = add.map(({ vkey }) => keyLabel(readVerifierKey(vkey)));
  return {
    row,
    event: {
      type: `log-keys.${before === undefined ? 'entered' : 'changed'}`,
      subject: { kind: 'log-keys', id: organisation },
      version: row.version,
      digest: digestOf(row),
      data: { added, retired: [...new Set(retire)] },
    },
  };
}

function retired(before: LogKeys | undefined, labels: readonly string[]): LogKeys['keys'] {
  const keys = before?.keys ?? [];
  const current = keys
    .filter(({ status }) => status === 'current')
    .map(({ vkey }) => keyLabel(readVerifierKey(vkey)));
  for (const label of labels) {
    if (!current.includes(label)) {
      throw new Refusal('not-found', `the organisation has no current key ${label}`);
    }
  }
  return keys.map((key) =>
    labels.includes(keyLabel(readVerifierKey(key.vkey))) ? { ...key, status: 'retired' as const } : key,
  );
}

function checkKeys(row: LogKeys, { network, rows }: Registered): void {
  const own = registeredKeys([row]);
  for (const { organisation, role, name } of own) {
    demand(
      name === logKeyName(network, organisation, role),
      'log-key-invalid',
      `a ${role} key bears another name`,
    );
  }
  const current = own.filter(({ status }) => status === 'current').map(purposeOf);
  demand(
    current.length === 0 || current.sort().join() === purposes.join(),
    'log-key-invalid',
    'an organisation has one current key for each purpose, or none',
  );
  const all = registeredKeys(rows);
  // Ed25519 cosignatures do not name their signer: with one key under two names, one signature would count for both.
  for (const mark of [keyLabel, ({ publicKey }: VerifierKey) => publicKey.toString('base64')]) {
    demand(new Set(all.map(mark)).size === all.length, 'already-exists', 'a key is, or was, in use already');
  }
}

function purposeOf({ role, type }: Pick<RegisteredKey, 'role' | 'type'>): string {
  return `${role} ${type}`;
}
