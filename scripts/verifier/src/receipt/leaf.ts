// SPDX-License-Identifier: Apache-2.0
import { encodeUtf8, isSameBytes } from '../bytes';
import { demand } from '../errors';
import {
  asObject,
  canonicalJson,
  countMember,
  demandMembers,
  member,
  optionalString,
  parseCanonicalJson,
  stringMember,
} from '../json';
import type { JsonObject } from '../json';
import { limits } from '../limits';
import { demandSalted, openingOf, verifyOpening } from './opening';
import type { Opening } from './opening';

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
/** Of events, and of leaves that hold theirs as it is. */
const schema = 1;
/** An opened leaf begins so, in canonical JSON, and no other leaf does. */
const openedStart = encodeUtf8('{"event":');

/** A salted leaf that nothing opens. */
export interface ClosedLeaf {
  readonly block: Leaf['block'];
  /** What it shows all the same, where it is of the registry, a matter or the log's keys. */
  readonly shown?: Pick<Leaf, 'type' | 'subject'>;
}

/**
 * Parses what stands for a leaf in a receipt (docs/transparency-log.md, Leaves): one of schema 1 as it is, or one of
 * schema 2 with what opens it.
 * @throws {VerificationError} `malformed`, also for JSON that is not canonical; `limit-exceeded`; `proof` where a leaf
 * is opened by what is not its event.
 */
export function parseLeaf(bytes: Uint8Array): Leaf {
  if (!isOpened(bytes)) return parsePlain(parseBounded(bytes, limits.leafBytesMax));
  const { leaf, opening } = parseOpened(bytes);
  return openLeaf(leaf, opening);
}

/** The bytes of a leaf as the tree has it. @throws {VerificationError} for an opened leaf that is malformed. */
export function treeLeaf(bytes: Uint8Array): Uint8Array | string {
  return isOpened(bytes) ? canonicalJson(parseOpened(bytes).leaf) : bytes;
}

/**
 * Reads a leaf as the tree has it.
 * @param opening what comes beside it, where it is salted and shown.
 * @throws {VerificationError} as {@link parseLeaf}.
 */
export function parseLogged(bytes: Uint8Array, opening: Opening | undefined): Leaf | ClosedLeaf {
  const leaf = parseBounded(bytes, limits.leafBytesMax);
  if (opening !== undefined) return openLeaf(leaf, opening);
  return member(leaf, 'schema') === schema ? parsePlain(leaf) : parseClosed(leaf);
}

/** Whether a leaf shows its whole event. */
export function isOpen(leaf: Leaf | ClosedLeaf): leaf is Leaf {
  return 'officer' in leaf;
}

function isOpened(bytes: Uint8Array): boolean {
  return isSameBytes(openedStart, bytes.subarray(0, openedStart.length));
}

function parseBounded(bytes: Uint8Array, max: number): JsonObject {
  demand(bytes.length <= max, 'limit-exceeded', `a leaf of ${bytes.length} bytes`);
  return asObject(parseCanonicalJson(bytes), 'the leaf');
}

function parseOpened(bytes: Uint8Array): { leaf: JsonObject; opening: Opening } {
  const opened = parseBounded(bytes, limits.openedLeafBytesMax);
  demandMembers(opened, ['event', 'leaf', 'salt'], 'the opened leaf');
  const opening = openingOf(member(opened, 'event'), stringMember(opened, 'salt'));
  return { leaf: asObject(member(opened, 'leaf'), 'leaf'), opening };
}

function openLeaf(leaf: JsonObject, opening: Opening): Leaf {
  verifyOpening(leaf, opening);
  return parseEvent(opening.event, leaf);
}

function parsePlain(leaf: JsonObject): Leaf {
  const isKnown = countMember(leaf, 'schema') === schema;
  demand(isKnown, 'malformed', 'the leaf is of a schema that this verifier does not know');
  return parseEvent(asObject(member(leaf, 'event'), 'event'), leaf);
}

function parseClosed(leaf: JsonObject): ClosedLeaf {
  demandSalted(leaf);
  const isDigest = hexDigest.test(stringMember(leaf, 'digest'));
  demand(isDigest, 'malformed', 'the leaf has no digest');
  const shown = member(leaf, 'event');
  const block = parseBlock(leaf);
  return shown === undefined ? { block } : { block, shown: parseShown(asObject(shown, 'event')) };
}

function parseEvent(event: JsonObject, leaf: JsonObject): Leaf {
  const isKnown = countMember(event, 'schema') === schema;
  demand(isKnown, 'malformed', 'the event is of a schema that this verifier does not know');
  return {
    block: parseBlock(leaf),
    transaction: stringMember(event, 'transaction'),
    position: countMember(event, 'position'),
    ...parseShown(event),
    officer: parseOfficer(event),
    claimedAt: stringMember(event, 'claimedAt'),
    ...parseOptional(event),
  };
}

function parseBlock(leaf: JsonObject): Leaf['block'] {
  const block = asObject(member(leaf, 'block'), 'block');
  return { number: countMember(block, 'number'), hash: stringMember(block, 'hash') };
}

function parseShown(event: JsonObject): Pick<Leaf, 'type' | 'subject'> {
  const subject = asObject(member(event, 'subject'), 'subject');
  return {
    type: stringMember(event, 'type'),
    subject: { kind: stringMember(subject, 'kind'), id: stringMember(subject, 'id') },
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
