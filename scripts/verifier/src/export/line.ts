// SPDX-License-Identifier: Apache-2.0
import { decodeHash, encodeUtf8 } from '../bytes';
import { demand } from '../errors';
import {
  asObject,
  countMember,
  demandMembers,
  member,
  optionalString,
  parseCanonicalJson,
  parseJson,
  stringMember,
  stringsMember,
} from '../json';
import type { JsonObject } from '../json';
import { limits } from '../limits';
import { openingOf } from '../receipt/opening';
import type { Opening } from '../receipt/opening';

/** A leaf's line in an export. */
export interface LeafLine {
  readonly kind: 'leaf';
  readonly index: number;
  readonly leaf: Uint8Array;
  readonly opening?: Opening;
  readonly proof?: readonly Uint8Array[];
  readonly state?: Uint8Array;
}

/** The number of leaves that an export claims to hold, in total and by type of event. */
export interface CountLine {
  readonly kind: 'count';
  readonly leaves: number;
  /** Of these, salted ones that nothing opens. */
  readonly closed: number;
  readonly events: ReadonlyMap<string, number>;
}

interface SealLine {
  readonly kind: 'seal';
  readonly seal: string;
}

/** Parses a line after the first. @throws {VerificationError} `malformed`, `limit-exceeded`. */
export function parseExportLine(bytes: Uint8Array): LeafLine | CountLine | SealLine {
  const line = asObject(parseJson(bytes), 'the line');
  if (member(line, 'seal') !== undefined) {
    demandMembers(line, ['seal'], 'the line');
    return { kind: 'seal', seal: stringMember(line, 'seal') };
  }
  return member(line, 'count') === undefined ? parseLeafLine(line) : parseCountLine(line);
}

function parseLeafLine(line: JsonObject): LeafLine {
  demandMembers(line, ['index', 'leaf', 'opening', 'proof', 'state'], 'the line');
  const state = optionalString(line, 'state');
  const opening = member(line, 'opening');
  const hasProof = member(line, 'proof') !== undefined;
  return {
    kind: 'leaf',
    index: countMember(line, 'index'),
    leaf: encodeUtf8(stringMember(line, 'leaf')),
    ...(opening === undefined ? {} : { opening: parseOpening(asObject(opening, 'opening')) }),
    ...(hasProof ? { proof: stringsMember(line, 'proof', limits.proofHashesMax).map(decodeHash) } : {}),
    ...(state === undefined ? {} : { state: encodeUtf8(state) }),
  };
}

function parseOpening(opening: JsonObject): Opening {
  demandMembers(opening, ['event', 'salt'], 'opening');
  const event = parseCanonicalJson(encodeUtf8(stringMember(opening, 'event')));
  return openingOf(event, stringMember(opening, 'salt'));
}

function parseCountLine(line: JsonObject): CountLine {
  demandMembers(line, ['count'], 'the line');
  const count = asObject(member(line, 'count'), 'count');
  demandMembers(count, ['leaves', 'closed', 'events'], 'count');
  const events = asObject(member(count, 'events'), 'events');
  const types = Object.keys(events);
  demand(types.length <= limits.eventTypesMax, 'limit-exceeded', 'too many types of events');
  return {
    kind: 'count',
    leaves: countMember(count, 'leaves'),
    closed: member(count, 'closed') === undefined ? 0 : countMember(count, 'closed'),
    events: new Map(types.map((type) => [type, countMember(events, type)])),
  };
}
