// SPDX-License-Identifier: Apache-2.0
import { demand } from '../errors';
import { asObject, countMember, member, optionalString, parseCanonicalJson, stringMember } from '../json';
import type { JsonObject } from '../json';
import { limits } from '../limits';

/** A digest with its algorithm (`sha256`, `sm3`), in hex. */
export interface Digest {
  readonly algorithm: string;
  readonly value: string;
}

/** The content of a leaf, as far as a verifier needs it. */
export interface Leaf {
  readonly block: { readonly number: number; readonly hash: string };
  readonly transaction: string;
  readonly position: number;
  readonly type: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** The subject's version after the event; absent if the event changes no state. */
  readonly version?: number;
  /** Digest of the subject's state if there is a version, otherwise of what was added. */
  readonly digest?: Digest;
  readonly officer: {
    readonly organisation: string;
    readonly department: string;
    readonly officer: string;
    readonly role: string;
  };
  readonly claimedAt: string;
  readonly purpose?: string;
  readonly basis?: string;
  readonly data?: JsonObject;
}

const hexDigest = /^[0-9a-f]{64}$/;
/** The newest format of leaves and events that this verifier knows. */
const schema = 1;

/**
 * Parses a leaf (docs/transparency-log.md, Leaves).
 * @throws {VerificationError} `malformed`, also for JSON that is not canonical; `limit-exceeded`.
 */
export function parseLeaf(bytes: Uint8Array): Leaf {
  demand(bytes.length <= limits.leafBytesMax, 'limit-exceeded', `a leaf of ${bytes.length} bytes`);
  const leaf = asObject(parseCanonicalJson(bytes), 'the leaf');
  const event = asObject(member(leaf, 'event'), 'event');
  const isKnown = countMember(leaf, 'schema') === schema && countMember(event, 'schema') === schema;
  demand(isKnown, 'malformed', 'the leaf is of a schema that this verifier does not know');
  const block = asObject(member(leaf, 'block'), 'block');
  const subject = asObject(member(event, 'subject'), 'subject');
  return {
    block: { number: countMember(block, 'number'), hash: stringMember(block, 'hash') },
    transaction: stringMember(event, 'transaction'),
    position: countMember(event, 'position'),
    type: stringMember(event, 'type'),
    subject: { kind: stringMember(subject, 'kind'), id: stringMember(subject, 'id') },
    officer: parseOfficer(event),
    claimedAt: stringMember(event, 'claimedAt'),
    ...parseOptional(event),
  };
}

function parseOfficer(event: JsonObject): Leaf['officer'] {
  const officer = asObject(member(event, 'officer'), 'officer');
  return {
    organisation: stringMember(officer, 'organisation'),
    department: stringMember(officer, 'department'),
    officer: stringMember(officer, 'officer'),
    role: stringMember(officer, 'role'),
  };
}

function parseOptional(event: JsonObject): Pick<Leaf, 'version' | 'digest' | 'purpose' | 'basis' | 'data'> {
  const purpose = optionalString(event, 'purpose');
  const basis = optionalString(event, 'basis');
  const data = member(event, 'data');
  const digest = member(event, 'digest');
  return {
    ...(member(event, 'version') === undefined ? {} : { version: countMember(event, 'version') }),
    ...(digest === undefined ? {} : { digest: parseDigest(digest) }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(basis === undefined ? {} : { basis }),
    ...(data === undefined ? {} : { data: asObject(data, 'data') }),
  };
}

/** @throws {VerificationError} `malformed`. */
function parseDigest(value: unknown): Digest {
  const digest = asObject(value, 'digest');
  const parsed = { algorithm: stringMember(digest, 'algorithm'), value: stringMember(digest, 'value') };
  demand(hexDigest.test(parsed.value), 'malformed', 'not a digest');
  return parsed;
}

/**
 * The digests that an event names: of its state or content, of a rendition, of contents that arrived. The ledger writes
 * a rendition's digest as its bare value (`licence.rendition-added`), so its algorithm is unknown.
 */
export function namedDigests({ digest, data }: Leaf): Digest[] {
  const named = digest === undefined ? [] : [digest];
  if (data === undefined) return named;
  const content = member(data, 'content');
  const arrived = member(data, 'digests');
  const candidates: unknown[] = [
    member(data, 'digest'),
    isObject(content) ? member(content, 'digest') : undefined,
    ...(Array.isArray(arrived) ? (arrived as unknown[]) : []),
  ];
  return [...named, ...candidates.flatMap(asDigests)];
}

/** `data` has no fixed form, so anything that is not a digest is skipped. */
function asDigests(value: unknown): Digest[] {
  if (typeof value === 'string') {
    return hexDigest.test(value) ? ['sha256', 'sm3'].map((algorithm) => ({ algorithm, value })) : [];
  }
  if (!isObject(value)) return [];
  const [algorithm, hex] = [member(value, 'algorithm'), member(value, 'value')];
  const isDigest = typeof algorithm === 'string' && typeof hex === 'string' && hexDigest.test(hex);
  return isDigest ? [{ algorithm, value: hex }] : [];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One line for people: what happened, to what, by whom, when, where. */
export function describeLeaf(leaf: Leaf): string {
  const { subject, officer, block } = leaf;
  const version = leaf.version === undefined ? '' : ` version ${leaf.version}`;
  const why = leaf.purpose === undefined ? '' : `, for ${leaf.purpose} on ${leaf.basis ?? 'no basis'}`;
  return printable(
    `${leaf.type} of ${subject.kind} ${subject.id}${version}, by ${officer.organisation}/${officer.department} ` +
      `${officer.role} ${officer.officer}, claimed at ${leaf.claimedAt}${why}; ` +
      `block ${block.number}, transaction ${leaf.transaction}, position ${leaf.position}`,
  );
}

/** Untrusted text could contain terminal escape sequences, or a line that looks like a finding. */
export function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{fffd}');
}
