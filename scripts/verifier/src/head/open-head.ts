// SPDX-License-Identifier: Apache-2.0
import { demand, VerificationError } from '../errors';
import { parseNote } from '../note/note';
import type { Note, SignatureLine } from '../note/note';
import { verifyCosignature, verifyNoteSignature } from '../note/signature';
import type { Checkpoint, SignedCheckpoint } from '../note/signature';
import { keyTypes } from '../note/verifier-key';
import type { KeyAlgorithm } from '../note/verifier-key';
import { parseCheckpoint } from './checkpoint';
import { countsFor, demandNotNewer, findKey, isSetAside } from './keys';
import type { Keys, OrganisationKey } from './keys';

/** The policy by which a verifier accepts heads. */
export interface Policy {
  readonly keys: Keys;
  /** Organisations that must have cosigned; not below what the keys demand for the head's size. */
  readonly quorum?: number;
  /** Accept Ed25519 cosignatures alone: for keys without ML-DSA-44. */
  readonly ed25519Only?: boolean;
}

/** A head cosigned by a quorum. Times are those of the counted cosignatures, in seconds since 1970. */
export interface Head extends Checkpoint {
  readonly quorum: number;
  /** Sorted by name. */
  readonly cosigners: readonly string[];
  readonly earliest: number;
  readonly latest: number;
  /** The lower median of all valid cosignatures: the recorded time of what no earlier head covers. */
  readonly cosignedAt: number;
}

/** A key's valid signature; with a time if it is a cosignature. */
interface Signed {
  readonly key: OrganisationKey;
  readonly time?: number;
}

/**
 * Parses and verifies a head: its origin, the log's signature, and the cosignatures of a quorum. An organisation counts
 * once, and only if every kind of cosignature that the policy requires is present.
 * @param bytes a signed note.
 * @throws {VerificationError} `malformed`, `limit-exceeded`, `other-log`, `signature` if a signature of a known key is
 *   invalid (signed-note: the whole note is rejected), `unsigned` without the log's own signature, `keys-older` where
 *   known organisations have signed with unknown keys, `quorum`, `set-aside`, `usage` if the requested quorum is below that of the
 *   keys.
 */
export function openHead(bytes: Uint8Array, policy: Policy): Head {
  const { keys } = policy;
  const note = parseNote(bytes);
  const head = { ...parseCheckpoint(note.text), text: note.text };
  const { origin, size, root } = head;
  demandOrigin(keys, origin);
  const counting = verifiedSignatures(note, head, keys).filter(({ key }) => countsFor(key, size));
  const isLogged = counting.some(({ key }) => key.role === 'log' && key.name === origin);
  const newer = newerCosignatures(note, keys);
  if (!isLogged) demandLogKnown(note, newer, keys);
  demand(isLogged, 'unsigned', `no log key that counts for ${size} leaves has signed the head`);

  const quorum = quorumOf(policy, size);
  const cosigned = cosignedBy(counting, policy);
  if (cosigned.size < quorum) demandKnown(newer, quorum - cosigned.size, keys);
  if (cosigned.size < quorum) demandWholeKeys(policy, size);
  demand(cosigned.size >= quorum, 'quorum', quorumProblem(cosigned.size, quorum, policy));
  demand(
    !isSetAside(keys, head),
    'set-aside',
    'a quorum has signed the head, and a majority of the organisations has set it aside: ask for what follows newer ones',
  );
  const times = [...cosigned.values()].flat();
  return {
    origin,
    size,
    root,
    quorum,
    cosigners: [...cosigned.keys()].sort(),
    earliest: Math.min(...times),
    latest: Math.max(...times),
    cosignedAt: lowerMedian(counting.flatMap(({ time }) => time ?? [])),
  };
}

/** Signatures of organisations that the keys know, all of which are by keys that they do not have. */
function newerCosignatures(note: Note, keys: Keys): SignatureLine[] {
  const names = new Set(keys.all.flatMap(({ role, name }) => (role === 'cosigner' ? [name] : [])));
  for (const line of note.signatures) if (findKey(keys, line) !== undefined) names.delete(line.name);
  return note.signatures.filter(({ name }) => names.has(name));
}

/** An organisation changes all its keys at once: a new log key of its own comes with its new cosignatures. */
function demandLogKnown(note: Note, newer: readonly SignatureLine[], keys: Keys): void {
  const logged =
    newer.length === 0 ? [] : note.signatures.filter((line) => findKey(keys, line) === undefined);
  for (const line of logged) demandNotNewer(keys, line, 'log');
}

/** Those who have signed with keys unknown could be the ones that are missing. */
function demandKnown(newer: readonly SignatureLine[], missing: number, keys: Keys): void {
  const [first] = newer;
  if (first === undefined || new Set(newer.map(({ name }) => name)).size < missing) return;
  demandNotNewer(keys, first, 'cosigner');
}

/** A file that has fewer keys than organisations of which it asks for cosignatures was cut off: no head is wrong for that. */
function demandWholeKeys({ keys, ed25519Only }: Policy, size: number): void {
  const wanted = wantedAlgorithms(ed25519Only);
  const cosigners = keys.all.filter((key) => key.role === 'cosigner' && countsFor(key, size));
  const has = (organisation: string, algorithm: KeyAlgorithm): boolean =>
    cosigners.some((key) => key.organisation === organisation && keyTypes[key.type].algorithm === algorithm);
  const organisations = [...new Set(cosigners.map(({ organisation }) => organisation))];
  const able = organisations.filter((each) => wanted.every((algorithm) => has(each, algorithm))).length;
  const asked = keys.quorums.find((span) => countsFor(span, size))?.organisations ?? 0;
  demand(
    asked <= able,
    'malformed',
    `the keys ask for ${asked} organisations, and have all keys of ${able} only: fetch the whole file again`,
  );
}

function lowerMedian(times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  return Number(sorted[Math.floor((sorted.length - 1) / 2)]);
}

function demandOrigin({ origin: wanted, all }: Keys, origin: string): void {
  const isKnown =
    wanted === undefined
      ? all.some(({ role, name }) => role === 'log' && name === origin)
      : wanted === origin;
  demand(
    isKnown,
    'other-log',
    `the head is of the log ${JSON.stringify(origin)}, which the keys are not for: fetch the keys of that log, and check again`,
  );
}

/** Signatures of unknown keys are ignored; every signature of a known key must be valid, whether it counts or not. */
function verifiedSignatures(note: Note, head: SignedCheckpoint, keys: Keys): Signed[] {
  return note.signatures.flatMap((line) => {
    const key = findKey(keys, line);
    return key === undefined || key.role === 'seal' ? [] : [verifiedSignature(key, line, head)];
  });
}

function verifiedSignature(
  key: OrganisationKey,
  { signature }: SignatureLine,
  head: SignedCheckpoint,
): Signed {
  const wrong = new VerificationError('signature', `the signature of ${key.name}+${key.id} does not hold`);
  if (key.role === 'log') {
    if (!verifyNoteSignature(key, head.text, signature)) throw wrong;
    return { key };
  }
  const time = verifyCosignature(key, head, signature);
  if (time === undefined) throw wrong;
  return { key, time };
}

function wantedAlgorithms(ed25519Only: boolean | undefined): readonly KeyAlgorithm[] {
  return ed25519Only === true ? ['ed25519'] : ['ed25519', 'ml-dsa-44'];
}

/** The times of each organisation that has cosigned in every required way. */
function cosignedBy(signed: readonly Signed[], policy: Policy): Map<string, number[]> {
  const wanted = wantedAlgorithms(policy.ed25519Only);
  const organisations = new Map<string, number[]>();
  for (const { organisation } of signed.map(({ key }) => key)) {
    const own = signed.flatMap(({ key, time }) =>
      key.organisation === organisation && time !== undefined ? [{ key, time }] : [],
    );
    const isWhole = wanted.every((algorithm) =>
      own.some(({ key }) => keyTypes[key.type].algorithm === algorithm),
    );
    if (isWhole) {
      organisations.set(
        organisation,
        own.map(({ time }) => time),
      );
    }
  }
  return organisations;
}

function quorumProblem(cosigned: number, quorum: number, { keys, ed25519Only }: Policy): string {
  const problem = `${cosigned} of the ${quorum} organisations needed have cosigned the head`;
  const hasPostQuantum = keys.all.some(({ type }) => type === 0x06);
  if (ed25519Only === true || hasPostQuantum) return problem;
  return `${problem}: the keys have no ML-DSA-44 key, so none can (see --ed25519-only)`;
}

/**
 * How many organisations must cosign a head of `size` leaves: the number in the keys file, or by default ⌊2n/3⌋ + 1 of
 * the n organisations whose cosigner keys are valid for it (docs/transparency-log.md).
 * @throws {VerificationError} `quorum` if the keys only name other sizes; `usage` if fewer were requested.
 */
export function quorumOf({ keys, quorum }: Policy, size: number): number {
  if (keys.quorums.length === 0) return quorum ?? quorumByNumber(keys, size);
  const own = keys.quorums.find((span) => countsFor(span, size));
  demand(own !== undefined, 'quorum', `the keys know no quorum for a head of ${size} leaves`);
  const { organisations } = own;
  const isEnough = quorum === undefined || quorum >= organisations;
  demand(isEnough, 'usage', `the keys ask for a quorum of ${organisations}: it can be raised, not lowered`);
  return quorum ?? organisations;
}

function quorumByNumber({ all }: Keys, size: number): number {
  const cosigners = all.filter((key) => key.role === 'cosigner' && countsFor(key, size));
  const organisations = new Set(cosigners.map(({ organisation }) => organisation)).size;
  return Math.floor((2 * organisations) / 3) + 1;
}
