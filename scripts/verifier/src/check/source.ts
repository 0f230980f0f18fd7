// SPDX-License-Identifier: Apache-2.0
import { concatBytes, encodeUtf8, isSameBytes } from '../bytes';
import { VerificationError } from '../errors';

/** A file, wherever it lies. */
export interface Source {
  readonly name: string;
  /** Its bytes; 0 where nobody knows before it is read. @throws {VerificationError} `unreadable`. */
  size(): number;
  /** Reads it from its start; each part is valid until the next is requested. @throws {VerificationError} `unreadable`. */
  parts(): Iterable<Uint8Array>;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = Uint8Array.of(0xef, 0xbb, 0xbf);
/** The class has a name everywhere, its type only where there is a DOM. */
type Decoder = InstanceType<typeof TextDecoder>;

const wideMarks = [
  ['utf-16le', Uint8Array.of(0xff, 0xfe)],
  ['utf-16be', Uint8Array.of(0xfe, 0xff)],
] as const;

/**
 * Reads a whole file; a file larger than `max` bytes is rejected before it is read.
 * @throws {VerificationError} `unreadable`, `limit-exceeded`.
 */
export function readWhole(source: Source, max: number): Uint8Array {
  return collect(source, max, source.parts());
}

function collect(source: Source, max: number, from: Iterable<Uint8Array>): Uint8Array {
  const tooLarge = new VerificationError('limit-exceeded', `${source.name} has more than ${max} bytes`);
  if (source.size() > max) throw tooLarge;
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const part of from) {
    // A device reports no size, and a file may still grow.
    size += part.length;
    if (size > max) throw tooLarge;
    parts.push(new Uint8Array(part));
  }
  return concatBytes(parts);
}

/**
 * Reads a whole text as it was before an editor, a shell or a mail program gave it a byte-order mark, CRLF line ends or
 * UTF-16: our texts have none of these, so nothing else can be meant.
 * @throws {VerificationError} `unreadable`, `limit-exceeded`, `malformed` for what its mark says is UTF-16, and is not.
 */
export function readText(source: Source, max: number): Uint8Array {
  const text = collect(source, max, textParts(source));
  if (!text.includes(carriageReturn)) return text;
  return text.filter((byte, at) => byte !== carriageReturn || text[at + 1] !== lineFeed);
}

/** The parts of a text as UTF-8, without the byte-order mark that it may begin with. */
function* textParts(source: Source): Generator<Uint8Array, void> {
  let wide: Decoder | undefined;
  let isFirst = true;
  for (const part of source.parts()) {
    const start = isFirst ? withoutMark(part) : part;
    if (isFirst) wide = wideDecoderOf(part);
    isFirst = false;
    yield wide === undefined ? start : toUtf8(wide, start);
  }
  if (wide !== undefined) toUtf8(wide);
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return isSameBytes(bytes.subarray(0, start.length), start);
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return startsWith(bytes, byteOrderMark) ? bytes.subarray(byteOrderMark.length) : bytes;
}

/** Notepad and PowerShell save UTF-16, always with its mark, which the decoder drops. */
function wideDecoderOf(start: Uint8Array): Decoder | undefined {
  const [encoding] = wideMarks.flatMap(([name, mark]) => (startsWith(start, mark) ? [name] : []));
  return encoding === undefined ? undefined : new TextDecoder(encoding, { fatal: true });
}

/** @param part absent at the end of the text. @throws {VerificationError} `malformed`. */
function toUtf8(wide: Decoder, part?: Uint8Array): Uint8Array {
  try {
    return encodeUtf8(wide.decode(part, { stream: part !== undefined }));
  } catch (cause) {
    throw new VerificationError('malformed', `not ${wide.encoding.toUpperCase()}, as its mark says`, {
      cause,
    });
  }
}

function withoutReturn(line: Uint8Array): Uint8Array {
  return line.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
}

/**
 * The first line of a text, read as in {@link readText}, or its first `max` bytes.
 * @throws {VerificationError} `unreadable`, `malformed`.
 */
export function readFirstLine(source: Source, max: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const part of textParts(source)) {
    const end = part.indexOf(lineFeed);
    parts.push(new Uint8Array(end < 0 ? part : part.subarray(0, end)));
    size += part.length;
    if (end >= 0 || size >= max) break;
  }
  return withoutReturn(concatBytes(parts)).subarray(0, max);
}

/**
 * Reads a file's lines without their line ends, in constant memory; each is valid until the next is requested. CRLF, a
 * byte-order mark and UTF-16 are read as in {@link readText}.
 * @throws {VerificationError} `unreadable`, `malformed`, `limit-exceeded` for a line of more than `max` bytes, `sequence` if the
 *   last line does not end with a line feed.
 */
export function* readLines(source: Source, max: number): Generator<Uint8Array, void> {
  for (const line of rawLines(source, max)) yield withoutReturn(line);
}

function* rawLines(source: Source, max: number): Generator<Uint8Array, void> {
  let rest: Uint8Array[] = [];
  let restBytes = 0;
  for (const part of textParts(source)) {
    let start = 0;
    for (let end = part.indexOf(lineFeed); end >= 0; end = part.indexOf(lineFeed, start)) {
      const line = part.subarray(start, end);
      demandShort(source, restBytes + line.length, max);
      yield restBytes === 0 ? line : concatBytes([...rest, line]);
      rest = [];
      restBytes = 0;
      start = end + 1;
    }
    if (start === part.length) continue;
    rest.push(new Uint8Array(part.subarray(start)));
    restBytes += part.length - start;
    demandShort(source, restBytes, max);
  }
  if (restBytes > 0) {
    throw new VerificationError('sequence', 'the file was cut off: its last line has no end');
  }
}

function demandShort({ name }: Source, bytes: number, max: number): void {
  if (bytes > max) {
    throw new VerificationError('limit-exceeded', `${name} has a line of more than ${max} bytes`);
  }
}
