// SPDX-License-Identifier: Apache-2.0
import { encodeHex, sha256 } from '../bytes';
import { demand } from '../errors';
import { asObject, canonicalJson, countMember, demandMembers, member, stringMember } from '../json';
import type { JsonObject } from '../json';

/** What opens a salted leaf: the event behind its digest. */
export interface Opening {
  readonly event: JsonObject;
  /** 32 hexadecimal digits. */
  readonly salt: string;
}

const saltForm = /^[0-9a-f]{32}$/;
/** Of salted leaves. */
const schema = 2;
/** Whose members a leaf may show one by one. */
const facts = 'data';

/** @throws {VerificationError} `malformed`. */
export function openingOf(event: unknown, salt: string): Opening {
  demand(saltForm.test(salt), 'malformed', 'the salt is not one of 16 bytes');
  return { event: asObject(event, 'event'), salt };
}

/** Checks the form of a salted leaf. @throws {VerificationError} `malformed`. */
export function demandSalted(leaf: JsonObject): void {
  demandMembers(leaf, ['block', 'digest', 'event', 'schema'], 'the leaf');
  const isKnown = countMember(leaf, 'schema') === schema;
  demand(isKnown, 'malformed', 'the leaf is of a schema that this verifier does not know');
}

/**
 * Checks that a salted leaf stands for an event: its digest is of salt and event, and what it shows is of the event.
 * @throws {VerificationError} `proof`; `malformed` for a leaf that is none.
 */
export function verifyOpening(leaf: JsonObject, { event, salt }: Opening): void {
  demandSalted(leaf);
  const own = encodeHex(sha256(salt, canonicalJson(event)));
  const isDigest = stringMember(leaf, 'digest') === own;
  demand(isDigest, 'proof', 'the event is not the one that the digest of the leaf is of');
  const shown = member(leaf, 'event');
  if (shown !== undefined) demandPart(asObject(shown, 'event'), event);
}

function demandPart(shown: JsonObject, event: JsonObject): void {
  for (const [name, value] of Object.entries(shown)) {
    const own = member(event, name);
    const isPart = name === facts ? isWithin(asObject(value, facts), own) : isSame(value, own);
    demand(isPart, 'proof', 'the leaf shows what is not in its event');
  }
}

function isWithin(shown: JsonObject, own: unknown): boolean {
  const whole = asObject(own, facts);
  return Object.entries(shown).every(([name, value]) => isSame(value, member(whole, name)));
}

function isSame(left: unknown, right: unknown): boolean {
  return right !== undefined && canonicalJson(left) === canonicalJson(right);
}
