// SPDX-License-Identifier: Apache-2.0
import { concatBytes, encodeUtf8, isSameBytes } from '../bytes';
import { attempt, VerificationError } from '../errors';

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

const blanks: readonly (number | undefined)[] = [0x09, carriageReturn, 0x20];

function withoutBlanks(line: Uint8Array): Uint8Array {
  const start = line.findIndex((byte) => !blanks.includes(byte));
  if (start < 0) return line.subarray(line.length);
  let end = line.length;
  while (blanks.includes(line[end - 1])) end -= 1;
  return line.subarray(start, end);
}

/**
 * The first line of a text that is not blank, read as in {@link readText} and without blanks around it, or what there is
 * of it in the first `max` bytes.
 * @throws {VerificationError} `unreadable`, `malformed`.
 */
export function readFirstLine(source: Source, max: number): Uint8Array {
  let rest: Uint8Array[] = [];
  let size = 0;
  for (const part of textParts(source)) {
    let start = 0;
    for (let end = part.indexOf(lineFeed); end >= 0; end = part.indexOf(lineFeed, start)) {
      const line = withoutBlanks(concatBytes([...rest, part.subarray(start, end)]));
      if (line.length > 0) return line.subarray(0, max);
      rest = [];
      start = end + 1;
    }
    rest.push(new Uint8Array(part.subarray(start)));
    size += part.length;
    if (size >= max) break;
  }
  return withoutBlanks(concatBytes(rest)).subarray(0, max);
}

/**
 * Reads a file's lines without their line ends, in constant memory; each is valid until the next is requested. CRLF, a
 * byte-order mark and UTF-16 are read as in {@link readText}; blank lines, and blanks around a line, are passed over: an
 * export has none, so nothing else can be meant.
 * @throws {VerificationError} `unreadable`, `malformed`, `limit-exceeded` for a line of more than `max` bytes, `sequence` if the
 *   last line does not end with a line feed.
 */
export function* readLines(source: Source, max: number): Generator<Uint8Array, void> {
  for (const line of rawLines(source, max)) {
    const written = withoutBlanks(line);
    if (written.length > 0) yield written;
  }
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

/** In UTF-8, or as Windows in China saves what it calls ANSI. */
export function textOf(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    const text = attempt(() => textIn(bytes, encoding));
    if (typeof text === 'string') return text;
  }
  return undefined;
}

function textIn(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new VerificationError('malformed', `not ${encoding}`, { cause });
  }
}
