// SPDX-License-Identifier: Apache-2.0
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { TextDecoder } from 'node:util';
import { VerificationError } from '../errors';

const partBytes = 256 * 1024;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = Buffer.of(0xef, 0xbb, 0xbf);
const wideMarks = [
  ['utf-16le', Buffer.of(0xff, 0xfe)],
  ['utf-16be', Buffer.of(0xfe, 0xff)],
] as const;

/**
 * Reads a file in chunks; each is valid until the next is requested.
 * @throws {VerificationError} `unreadable`.
 */
export function* readParts(path: string): Generator<Buffer, void> {
  const file = readOrThrow(path, () => openSync(path, 'r'));
  try {
    const part = Buffer.allocUnsafe(partBytes);
    for (;;) {
      const count = readOrThrow(path, () => readSync(file, part));
      if (count === 0) return;
      yield part.subarray(0, count);
    }
  } finally {
    closeSync(file);
  }
}

/**
 * Reads a whole file; a file larger than `max` bytes is rejected before it is read.
 * @throws {VerificationError} `unreadable`, `limit-exceeded`.
 */
export function readWhole(path: string, max: number): Buffer {
  return collect(path, max, readParts(path));
}

function collect(path: string, max: number, from: Iterable<Buffer>): Buffer {
  const tooLarge = new VerificationError('limit-exceeded', `${path} has more than ${max} bytes`);
  if (sizeOf(path) > max) throw tooLarge;
  const parts: Buffer[] = [];
  let size = 0;
  for (const part of from) {
    // A device reports no size, and a file may still grow.
    size += part.length;
    if (size > max) throw tooLarge;
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts);
}

/**
 * Reads a whole text as it was before an editor, a shell or a mail program gave it a byte-order mark, CRLF line ends or
 * UTF-16: our texts have none of these, so nothing else can be meant.
 * @throws {VerificationError} `unreadable`, `limit-exceeded`, `malformed` for what its mark says is UTF-16, and is not.
 */
export function readText(path: string, max: number): Buffer {
  const text = collect(path, max, readTextParts(path)).toString('latin1');
  return Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1');
}

/** The parts of a text as UTF-8, without the byte-order mark that it may begin with. */
function* readTextParts(path: string): Generator<Buffer, void> {
  let wide: TextDecoder | undefined;
  let isFirst = true;
  for (const part of readParts(path)) {
    const start = isFirst ? withoutMark(part) : part;
    if (isFirst) wide = wideDecoderOf(part);
    isFirst = false;
    yield wide === undefined ? start : toUtf8(wide, start);
  }
  if (wide !== undefined) toUtf8(wide);
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark)
    ? bytes.subarray(byteOrderMark.length)
    : bytes;
}

/** Notepad and PowerShell save UTF-16, always with its mark, which the decoder drops. */
function wideDecoderOf(start: Buffer): TextDecoder | undefined {
  const [encoding] = wideMarks.flatMap(([name, mark]) => (start.subarray(0, 2).equals(mark) ? [name] : []));
  return encoding === undefined ? undefined : new TextDecoder(encoding, { fatal: true });
}

/** @param part absent at the end of the text. @throws {VerificationError} `malformed`. */
function toUtf8(wide: TextDecoder, part?: Buffer): Buffer {
  try {
    return Buffer.from(wide.decode(part, { stream: part !== undefined }));
  } catch (cause) {
    throw new VerificationError('malformed', `not ${wide.encoding.toUpperCase()}, as its mark says`, {
      cause,
    });
  }
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
}

/**
 * The first line of a text, read as in {@link readText}, or its first `max` bytes.
 * @throws {VerificationError} `unreadable`, `malformed`.
 */
export function readFirstLine(path: string, max: number): Buffer {
  const parts: Buffer[] = [];
  let size = 0;
  for (const part of readTextParts(path)) {
    const end = part.indexOf(lineFeed);
    parts.push(Buffer.from(end < 0 ? part : part.subarray(0, end)));
    size += part.length;
    if (end >= 0 || size >= max) break;
  }
  return withoutReturn(Buffer.concat(parts)).subarray(0, max);
}

/**
 * Reads a file's lines without their line ends, in constant memory; each is valid until the next is requested. CRLF, a
 * byte-order mark and UTF-16 are read as in {@link readText}.
 * @throws {VerificationError} `unreadable`, `malformed`, `limit-exceeded` for a line of more than `max` bytes, `sequence` if the
 *   last line does not end with a line feed.
 */
export function* readLines(path: string, max: number): Generator<Buffer, void> {
  for (const line of readRawLines(path, max)) yield withoutReturn(line);
}

function* readRawLines(path: string, max: number): Generator<Buffer, void> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  for (const part of readTextParts(path)) {
    let start = 0;
    for (let end = part.indexOf(lineFeed); end >= 0; end = part.indexOf(lineFeed, start)) {
      const line = part.subarray(start, end);
      demandShort(path, restBytes + line.length, max);
      yield restBytes === 0 ? line : Buffer.concat([...rest, line]);
      rest = [];
      restBytes = 0;
      start = end + 1;
    }
    if (start === part.length) continue;
    rest.push(Buffer.from(part.subarray(start)));
    restBytes += part.length - start;
    demandShort(path, restBytes, max);
  }
  if (restBytes > 0) {
    throw new VerificationError('sequence', 'the file was cut off: its last line has no end');
  }
}

function demandShort(path: string, bytes: number, max: number): void {
  if (bytes > max) {
    throw new VerificationError('limit-exceeded', `${path} has a line of more than ${max} bytes`);
  }
}

function sizeOf(path: string): number {
  return readOrThrow(path, () => {
    const file = openSync(path, 'r');
    try {
      return fstatSync(file).size;
    } finally {
      closeSync(file);
    }
  });
}

function readOrThrow<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    // The file system throws nothing else.
    throw new VerificationError('unreadable', `${path} cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}
