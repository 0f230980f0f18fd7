// SPDX-License-Identifier: Apache-2.0
import { decodeHash, encodeUtf8 } from '../bytes';
import { demand } from '../errors';
import {
  asObject,
  countMember,
  demandMembers,
  member,
  optionalString,
  stringMember,
  stringsMember,
} from '../json';
import type { JsonObject } from '../json';
import { limits } from '../limits';

/** The person, organisation or object of a subject export. */
export const subjectNames = ['person', 'organisation', 'object'] as const;

/** The selection requested of an export. Times are UTC with milliseconds. */
export type Selection =
  | { readonly kind: 'all' }
  | { readonly kind: 'range'; readonly from?: string; readonly to?: string }
  | { readonly kind: 'record'; readonly id: string }
  | { readonly kind: 'subject'; readonly name: (typeof subjectNames)[number]; readonly id: string };

/** An export's first line. */
export interface ExportHeader {
  readonly format: ExportFormat;
  readonly origin: string;
  readonly selection: Selection;
  /** Index of the first leaf of a range; 0 for all other selections. */
  readonly first: number;
  /** Number of leaves of the head. */
  readonly size: number;
  /** Roots of the perfect subtrees of the first `first` leaves, largest first. */
  readonly frontier: readonly Uint8Array[];
  /** The head of the first `first` leaves, if there are any. */
  readonly before?: Uint8Array;
  readonly head: Uint8Array;
}

/** The second holds salted leaves, with what opens those that it shows. */
const exportFormats = ['guidang-export/1', 'guidang-export/2'] as const;
export type ExportFormat = (typeof exportFormats)[number];
const headerMembers = [
  'format',
  'origin',
  'selection',
  'first',
  'size',
  'keys',
  'before',
  'frontier',
  'head',
];
const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** @throws {VerificationError} `malformed`, `limit-exceeded`. */
export function parseExportHeader(value: unknown): ExportHeader {
  const header = asObject(value, 'the first line');
  demandMembers(header, headerMembers, 'the first line');
  const named = stringMember(header, 'format');
  const format = exportFormats.find((known) => known === named);
  demand(format !== undefined, 'malformed', `the format is none of ${exportFormats.join(', ')}`);
  // The keys in the file are informative; a verifier trusts only its own.
  stringMember(header, 'keys');
  const before = optionalString(header, 'before');
  const hasFrontier = member(header, 'frontier') !== undefined;
  return {
    format,
    origin: stringMember(header, 'origin'),
    selection: parseSelection(asObject(member(header, 'selection'), 'selection')),
    first: countMember(header, 'first'),
    size: countMember(header, 'size'),
    frontier: hasFrontier ? stringsMember(header, 'frontier', limits.proofHashesMax).map(decodeHash) : [],
    ...(before === undefined ? {} : { before: encodeUtf8(before) }),
    head: encodeUtf8(stringMember(header, 'head')),
  };
}

function parseSelection(selection: JsonObject): Selection {
  const kind = stringMember(selection, 'kind');
  switch (kind) {
    case 'all':
      demandMembers(selection, ['kind'], 'selection');
      return { kind };
    case 'range':
      return parseRange(selection);
    case 'record':
      demandMembers(selection, ['kind', 'id'], 'selection');
      return { kind, id: stringMember(selection, 'id') };
    case 'subject':
      return parseSubject(selection);
    default:
      demand(false, 'malformed', `the selection is of no known kind`);
  }
}

function parseRange(selection: JsonObject): Selection {
  demandMembers(selection, ['kind', 'from', 'to'], 'selection');
  const [from, to] = [parseTime(selection, 'from'), parseTime(selection, 'to')];
  return { kind: 'range', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function parseTime(selection: JsonObject, name: string): string | undefined {
  const text = optionalString(selection, name);
  const isTime = text === undefined || (time.test(text) && !Number.isNaN(Date.parse(text)));
  demand(isTime, 'malformed', `${name} is not a time in UTC with milliseconds`);
  return text;
}

function parseSubject(selection: JsonObject): Selection {
  const [name, ...others] = subjectNames.filter((known) => member(selection, known) !== undefined);
  demand(
    name !== undefined && others.length === 0,
    'malformed',
    'the selection names no subject, or several',
  );
  demandMembers(selection, ['kind', name], 'selection');
  return { kind: 'subject', name, id: stringMember(selection, name) };
}
