// SPDX-License-Identifier: Apache-2.0

/** One step of a mutation, as numbers that are drawn. */
export interface Edit {
  readonly kind: number;
  /** Where, reduced modulo the length of the bytes. */
  readonly at: number;
  readonly size: number;
  /** Chooses a token, a bit, a number or another sample. */
  readonly value: number;
}

/** What the grammar of a format brings to its mutations. */
export interface Material {
  readonly samples: readonly Buffer[];
  readonly tokens: readonly Buffer[];
  /** The longest input. */
  readonly bytesMax: number;
}

type Change = (bytes: Buffer, edit: Edit, material: Material) => Buffer;

function pick<T>(list: readonly T[], value: number, otherwise: T): T {
  return list[value % Math.max(1, list.length)] ?? otherwise;
}

function placeIn(bytes: Buffer, at: number): number {
  return at % (bytes.length + 1);
}

function replaced(bytes: Buffer, start: number, end: number, by: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, start), by, bytes.subarray(end)]);
}

/** An expression needs stack for each repetition. */
const searchedBytesMax = 256 * 1024;

/** The first match of a global pattern behind a place, else the first of all; read as Latin-1, so that places are those of bytes. */
function partBehind(at: number, bytes: Buffer, pattern: RegExp): { start: number; text: string } | undefined {
  const text = bytes.subarray(0, searchedBytesMax).toString('latin1');
  pattern.lastIndex = at % (text.length + 1);
  // Where nothing matches, an expression begins again at the start by itself.
  const found = pattern.exec(text) ?? pattern.exec(text);
  pattern.lastIndex = 0;
  return found === null ? undefined : { start: found.index, text: found[0] };
}

/** Sequences that are not UTF-8, and characters that parsers take for something else. */
const oddBytes = [
  [0x00],
  [0xff],
  [0xc0, 0x80],
  [0xc3, 0x28],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xe2, 0x82],
  [0xef, 0xbb, 0xbf],
  [0xf4, 0x8f, 0xbf, 0xbf],
  [0xe2, 0x80, 0xa8],
  [0x0d],
  [0x0a],
  [0x0d, 0x0a],
  [0x09],
].map((octets) => Buffer.from(octets));

const numbers = [
  '0',
  '-0',
  '-1',
  '1',
  '00',
  '1.5',
  '255',
  '256',
  '65536',
  '2147483647',
  '2147483648',
  '4294967296',
  '9007199254740991',
  '9007199254740993',
  '18446744073709551616',
  '1e400',
  '-1e400',
  '1e-400',
  '9'.repeat(400),
].map((text) => Buffer.from(text));

const brackets = ['[', '{"a":', '(', '{', '"', '\\', '/x000', '-----BEGIN CERTIFICATE-----', '0\u0080'].map(
  (text) => Buffer.from(text, 'latin1'),
);

const widths = [1, 2, 4, 8] as const;
const lengths = [
  0n,
  1n,
  0x7fn,
  0x80n,
  0xffn,
  0x7fffn,
  0xffffn,
  0x7fffffffn,
  0xffffffffn,
  0xffffffffffffffffn,
];

/** A number of a binary format, such as a length: overwritten with an interesting one, in either byte order. */
function withLength(bytes: Buffer, { at, size, value }: Edit): Buffer {
  const width = pick(widths, size, 1);
  if (bytes.length < width) return bytes;
  const number = Buffer.alloc(8);
  number.writeBigUInt64LE(pick(lengths, value, 0n));
  const short = Buffer.from(number.subarray(0, width));
  const start = at % (bytes.length - width + 1);
  return replaced(bytes, start, start + width, size % 2 === 0 ? short : short.reverse());
}

const base64Run = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{8,}={0,2}/g;
const digits = /(?<!\d)\d+/g;

/** Changes what is behind a run of base64, and encodes it again: a signature, a leaf, the claims of a token. */
function insideBase64(bytes: Buffer, edit: Edit, material: Material): Buffer {
  const part = partBehind(edit.value, bytes, base64Run);
  if (part === undefined) return bytes;
  const encoding = /[_-]/.test(part.text) || !part.text.endsWith('=') ? 'base64url' : 'base64';
  const inner = changed(Buffer.from(part.text, encoding), [{ ...edit, kind: edit.size, value: edit.at }], {
    ...material,
    samples: [],
  });
  const by = Buffer.from(inner.toString(encoding), 'latin1');
  return replaced(bytes, part.start, part.start + part.text.length, by);
}

/** Repeats a part until the input is as long as it may be. */
export function swollen(bytes: Buffer, { at, size }: Edit, { bytesMax }: Material): Buffer {
  const start = placeIn(bytes, at);
  const part = bytes.subarray(start, start + 1 + (size % 16));
  const room = bytesMax - bytes.length;
  if (part.length === 0 || room < part.length) return bytes;
  return replaced(bytes, start, start, Buffer.alloc(Math.floor(room / part.length) * part.length, part));
}

function flipped(bytes: Buffer, { at, value }: Edit): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) {
    copy.writeUInt8(copy.readUInt8(at % copy.length) ^ (1 << (value % 8)), at % copy.length);
  }
  return copy;
}

function spliced(bytes: Buffer, { at, size, value }: Edit, { samples }: Material): Buffer {
  const other = pick(samples, value, bytes);
  const from = placeIn(other, value);
  const start = placeIn(bytes, at);
  return replaced(bytes, start, start, other.subarray(from, from + size));
}

function renumbered(bytes: Buffer, { at, value }: Edit): Buffer {
  const part = partBehind(at, bytes, digits);
  if (part === undefined) return bytes;
  return replaced(bytes, part.start, part.start + part.text.length, pick(numbers, value, Buffer.alloc(0)));
}

/** A line twice, elsewhere, or not at all: most formats are made of lines. */
function withLine(bytes: Buffer, { at, size, value }: Edit): Buffer {
  const lines = bytes.toString('latin1').split('\n');
  const line = pick(lines, at, '');
  if (value % 3 === 0) lines.splice(at % lines.length, 1);
  else lines.splice(size % (lines.length + 1), 0, ...Array.from({ length: value % 3 }, () => line));
  return Buffer.from(lines.join('\n'), 'latin1');
}

/** Each kind of edit as often as it stands here. */
const changes: readonly Change[] = [
  (bytes, { at }) => bytes.subarray(0, placeIn(bytes, at)),
  (bytes, { at, size }) => replaced(bytes, placeIn(bytes, at), placeIn(bytes, at) + size, Buffer.alloc(0)),
  (bytes, { at, size }) => {
    const start = placeIn(bytes, at);
    return replaced(bytes, start, start, bytes.subarray(start, start + size));
  },
  flipped,
  flipped,
  (bytes, { at, value }) => {
    const place = placeIn(bytes, at);
    return replaced(bytes, place, place + 1, pick(oddBytes, value, Buffer.alloc(0)));
  },
  (bytes, { at, value }, { tokens }) => {
    const place = placeIn(bytes, at);
    return replaced(bytes, place, place, pick(tokens, value, Buffer.alloc(0)));
  },
  (bytes, { at, size, value }, { tokens }) => {
    const place = placeIn(bytes, at);
    return replaced(bytes, place, place + size, pick(tokens, value, Buffer.alloc(0)));
  },
  spliced,
  renumbered,
  withLine,
  withLength,
  insideBase64,
  insideBase64,
  (bytes, { at, size, value }) => {
    const place = placeIn(bytes, at);
    const bracket = pick(brackets, value, Buffer.from('['));
    return replaced(bytes, place, place, Buffer.alloc(bracket.length * (1 + (size % 2048)), bracket));
  },
];

/** The number of kinds of edits. */
export const editKinds = changes.length;

/** Applies edits one after the other. */
export function changed(bytes: Buffer, edits: readonly Edit[], material: Material): Buffer {
  let result = bytes;
  for (const edit of edits) {
    result = pick(changes, edit.kind, flipped)(result, edit, material).subarray(0, material.bytesMax);
  }
  return result;
}
