// SPDX-License-Identifier: Apache-2.0
import { decodeDecimal, decodeHash, decodeUtf8, isSameBytes } from '../bytes';
import { demand } from '../errors';
import { limits } from '../limits';
import type { TreeHead } from '../merkle/proofs';
import { keyTypes, parseVerifierKey } from '../note/verifier-key';
import type { VerifierKey } from '../note/verifier-key';

export type KeyRole = 'log' | 'cosigner' | 'seal';

/** The range of head sizes for which something is valid. */
export interface Span {
  /** Valid for heads of more leaves than this; absent: for all. */
  readonly from?: number;
  /** Valid for heads of at most this many leaves; absent: without limit. */
  readonly until?: number;
}

/** A key, its owner, and the heads for which it is valid: a key with an `until` is retired. */
export interface OrganisationKey extends VerifierKey, Span {
  readonly organisation: string;
  readonly role: KeyRole;
}

/** How many organisations must cosign a head of the sizes for which it is valid. */
export interface Quorum extends Span {
  readonly organisations: number;
}

/** The keys that a verifier trusts. */
export interface Keys {
  /** The log that they belong to; absent if the file does not say. */
  readonly origin?: string;
  /** No two are valid for the same size; empty if the file does not say. */
  readonly quorums: readonly Quorum[];
  /** Heads that a quorum has anchored, and a majority of the organisations has found to be none of the log. */
  readonly setAside: readonly TreeHead[];
  readonly all: readonly OrganisationKey[];
}

type Owner = Pick<OrganisationKey, 'organisation' | 'role' | 'from' | 'until'> & {
  readonly algorithm: string;
};

const roles: readonly string[] = ['log', 'cosigner', 'seal'] satisfies KeyRole[];
const algorithms: readonly string[] = Object.values(keyTypes).map(({ algorithm }) => algorithm);

/**
 * Parses a file of keys (docs/transparency-log.md, Keys): one vkey a line; a comment right before it names its owner.
 * @throws {VerificationError} `malformed`, also if a key's comment is incomplete or not followed by a key, and if some
 *   keys have one and others do not: an overlooked comment would keep a retired key valid for ever; `limit-exceeded`
 *   for its size or number of keys.
 */
export function parseKeys(bytes: Uint8Array): Keys {
  demand(bytes.length <= limits.keysBytesMax, 'limit-exceeded', `keys of ${bytes.length} bytes`);
  let origin: string | undefined;
  let owner: Owner | undefined;
  const quorums: Quorum[] = [];
  const setAside: TreeHead[] = [];
  const all: OrganisationKey[] = [];
  for (const line of decodeUtf8(bytes).split('\n')) {
    if (line.startsWith('#')) {
      demand(owner === undefined, 'malformed', "a key's comment does not stand right before its key");
      const words = line.slice(1).trim().split(/\s+/);
      owner = parseOwner(words);
      origin = onceOnly(origin, parseSetting(words, 'origin'));
      if (owner === undefined) {
        quorums.push(...parseQuorum(words));
        setAside.push(...parseSetAside(words));
      }
    } else if (line !== '') {
      all.push(ownedKey(parseVerifierKey(line), owner));
      owner = undefined;
    }
  }
  demand(owner === undefined, 'malformed', "a key's comment does not stand right before its key");
  demand(all.length > 0, 'malformed', 'no keys');
  demand(all.length <= limits.keysMax, 'limit-exceeded', 'too many keys');
  demandDistinct(all);
  demandApart(quorums);
  const owned = all.filter(({ from }) => from !== undefined).length;
  demand(
    owned === 0 || owned === all.length,
    'malformed',
    'some keys have comments that say whose they are, some not',
  );
  return { all, quorums, setAside, ...(origin === undefined ? {} : { origin }) };
}

function parseSetting([name, value, ...rest]: readonly string[], wanted: string): string | undefined {
  if (name !== wanted || value === undefined || rest.length > 0) return undefined;
  return value;
}

/**
 * `quorum 3 from 7 until 8123`, or `quorum 3` for heads of any size. No other comment may begin with that word: an
 * overlooked one would lower the quorum.
 */
function parseQuorum([name, count = '', ...span]: readonly string[]): Quorum[] {
  if (name !== 'quorum') return [];
  const quorum = { organisations: decodeDecimal(count), ...(span.length === 0 ? {} : parseSpan(span)) };
  demand(quorum.organisations > 0, 'malformed', 'a quorum of none');
  return [quorum];
}

/** `set-aside 8123 <root in base64>`. No other comment may begin with that word: an overlooked one would let a head stand. */
function parseSetAside([name, size = '', root = '', ...rest]: readonly string[]): TreeHead[] {
  if (name !== 'set-aside') return [];
  demand(rest.length === 0, 'malformed', 'a comment that is not one of ours');
  return [{ size: decodeDecimal(size), root: decodeHash(root) }];
}

/** Whether a majority of the organisations has set a head aside. */
export function isSetAside({ setAside }: Pick<Keys, 'setAside'>, { size, root }: TreeHead): boolean {
  return setAside.some((head) => head.size === size && isSameBytes(head.root, root));
}

/** `from 0 until 8123`, or without `until`. */
function parseSpan([from, fromSize, until, untilSize, ...rest]: readonly string[]): Span & { from: number } {
  const isWhole = from === 'from' && fromSize !== undefined && rest.length === 0;
  demand(isWhole, 'malformed', 'a comment that is not one of ours');
  const span = { from: decodeDecimal(fromSize) };
  if (until === undefined) return span;
  demand(until === 'until' && untilSize !== undefined, 'malformed', 'a comment that is not one of ours');
  return { ...span, until: decodeDecimal(untilSize) };
}

function onceOnly<T>(known: T | undefined, said: T | undefined): T | undefined {
  demand(
    known === undefined || said === undefined,
    'malformed',
    'the keys say twice what they are for, as several files of keys in one do: give one alone, of one log the newest',
  );
  return known ?? said;
}

/** `east cosigner ml-dsa-44 from 0 until 8123`; a comment without role and algorithm is for people. */
function parseOwner(words: readonly string[]): Owner | undefined {
  const [organisation, role, algorithm, ...span] = words;
  if (organisation === undefined || role === undefined || !roles.includes(role)) return undefined;
  if (algorithm === undefined || !algorithms.includes(algorithm)) return undefined;
  return { organisation, role: role as KeyRole, algorithm, ...parseSpan(span) };
}

function ownedKey(key: VerifierKey, owner: Owner | undefined): OrganisationKey {
  const { signs, algorithm: own } = keyTypes[key.type];
  if (owner === undefined) return { ...key, ...bareOwner(key) };
  const { algorithm, ...rest } = owner;
  const isMatch = (owner.role === 'cosigner') === (signs === 'cosignature') && algorithm === own;
  demand(isMatch, 'malformed', `the key ${key.name}+${key.id} is of another type than its comment says`);
  return { ...key, ...rest };
}

/** Without a comment, type and name tell what a key is for; the organisation is the last part of its name. */
function bareOwner({ name, type }: VerifierKey): Pick<OrganisationKey, 'organisation' | 'role'> {
  const last = lastPart(name);
  if (keyTypes[type].signs === 'cosignature') return { organisation: last, role: 'cosigner' };
  const owner = name.slice(0, -'/seal'.length);
  if (last === 'seal' && owner.includes('/')) return { organisation: lastPart(owner), role: 'seal' };
  return { organisation: name, role: 'log' };
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Name and id identify the signing key: two keys that share both could not be told apart. */
function demandDistinct(all: readonly OrganisationKey[]): void {
  const labels = new Set(all.map(({ name, id }) => `${name}+${id}`));
  demand(labels.size === all.length, 'malformed', 'a key stands twice');
}

/** With two quorums for one size, an attacker would choose the lower one. */
function demandApart(quorums: readonly Quorum[]): void {
  const sorted = [...quorums].sort(({ from: left = -1 }, { from: right = -1 }) => left - right);
  for (const [index, { from = -1 }] of sorted.entries()) {
    const before = sorted[index - 1];
    const isApart = before === undefined || (before.until ?? Infinity) <= from;
    demand(isApart, 'malformed', 'the keys say two quorums for one size');
  }
}

/** The key that a signature line names. */
export function findKey(keys: Keys, { name, id }: { name: string; id: string }): OrganisationKey | undefined {
  return keys.all.find((key) => key.name === name && key.id === id);
}

/**
 * Refuses what an owner whom the keys know has signed with a key that they do not have: after a change of keys nobody can
 * tell it from a forgery without newer ones.
 * @throws {VerificationError} `keys-older`.
 */
export function demandNotNewer(
  keys: Keys,
  { name, id }: { readonly name: string; readonly id: string },
  role: KeyRole,
): void {
  demand(
    !keys.all.some((key) => key.role === role && key.name === name),
    'keys-older',
    `these keys do not have ${name}+${id}: they may end before what it signed, or be those of another log of that name; fetch newer ones from where the file comes from, and check again`,
  );
}

/** Whether a key, or a quorum, is valid for a head of `size` leaves. */
export function countsFor({ from = -1, until = Infinity }: Span, size: number): boolean {
  return size > from && size <= until;
}
