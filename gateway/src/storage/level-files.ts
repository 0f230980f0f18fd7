// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readVarint } from '../common/varint';
import { errorCode } from './error-code';
import type { Finding } from '../findings/finding';
import { checksummedEnd, hasChecksummedPrefix, maskedCrc32c } from './crc32c';

/*
 * LevelDB verifies the checksums in its files only on request, and `level` does not expose the option. So they are
 * verified here, before LevelDB opens the files. Formats: google/leveldb, doc/log_format.md and doc/table_format.md.
 */

const logBlockBytes = 32 * 1024;
const logHeaderBytes = 7;
const fullRecord = 1;
const lastRecord = 4;
const tableFooterBytes = 48;
const tableTrailerBytes = 5;
/** As a varint: 5 bytes hold every offset that a table can have. */
const offsetBytesMax = 5;
const tableMagic = 0xdb4775248b80fb57n;

function isAll(bytes: Uint8Array, value: number): boolean {
  return bytes.every((byte) => byte === value);
}

/**
 * A record cut off by the end of the file was being written when the process died. But a complete record whose length
 * field was altered looks the same, and LevelDB would drop it and everything after it.
 */
function checkTornRecord(file: Buffer, offset: number): string | undefined {
  return hasChecksummedPrefix(file.subarray(offset + 6), file.readUInt32LE(offset))
    ? `record at ${offset} is longer than its checksum says`
    : undefined;
}

/** A part of a log file: a fragment of a record with its header, or the unused bytes at the end of a block. */
interface LogPart {
  readonly offset: number;
  /** As in the header: it may lie beyond the block or the file. */
  readonly end: number;
  readonly blockEnd: number;
  readonly isPadding: boolean;
}

/** The parts of a log file in order; a header cut off by the end of the file is left out. */
function* partsIn(file: Buffer): Generator<LogPart> {
  for (let offset = 0; offset < file.length;) {
    const blockEnd = offset + logBlockBytes - (offset % logBlockBytes);
    const isPadding = blockEnd - offset < logHeaderBytes;
    if (!isPadding && file.length - offset < logHeaderBytes) return;
    const end = isPadding ? blockEnd : offset + logHeaderBytes + file.readUInt16LE(offset + 4);
    yield { offset, end, blockEnd, isPadding };
    offset = end;
  }
}

/** The complete records of a log file; {@link checkLog} reports the others. */
function* recordsIn(file: Buffer): Generator<Buffer> {
  const pieces: Buffer[] = [];
  for (const { offset, end, isPadding } of partsIn(file)) {
    if (isPadding || end > file.length) continue;
    const type = file.readUInt8(offset + 6);
    pieces.push(file.subarray(offset + logHeaderBytes, end));
    if (type === fullRecord || type === lastRecord) yield Buffer.concat(pieces.splice(0));
  }
}

/** What is wrong with one log file; a record cut off at the end of the file is normal after a killed process. */
export function checkLog(file: Buffer): string | undefined {
  for (const { offset, end, blockEnd, isPadding } of partsIn(file)) {
    if (isPadding) {
      if (!isAll(file.subarray(offset, end), 0)) return `padding at ${offset} is not zero`;
      continue;
    }
    if (end > blockEnd) return `record at ${offset} is longer than its block`;
    if (end > file.length) return checkTornRecord(file, offset);
    if (maskedCrc32c(file.subarray(offset + 6, end)) !== file.readUInt32LE(offset)) {
      return `record at ${offset} does not have its checksum`;
    }
  }
  return undefined;
}

class ByteReader {
  readonly #bytes: Buffer;
  #offset: number;

  constructor(bytes: Buffer, offset = 0) {
    this.#bytes = bytes;
    this.#offset = offset;
  }

  get offset(): number {
    return this.#offset;
  }

  varint(): number {
    const { value, end } = readVarint(this.#bytes, this.#offset, offsetBytesMax);
    this.#offset = end;
    return value;
  }

  handle(): BlockHandle {
    return { offset: this.varint(), size: this.varint() };
  }

  /** Skips a length-prefixed byte string. */
  skipText(): void {
    const length = this.varint();
    this.#offset += length;
  }
}

interface BlockHandle {
  readonly offset: number;
  readonly size: number;
}

/**
 * The blocks of a table, which fill it up to the footer, each followed by the checksum of its content and compression
 * type. Block ends are found by their checksums: the index, which also has them, may be compressed.
 */
function blocksIn(file: Buffer, footerStart: number): BlockHandle[] {
  const blocks: BlockHandle[] = [];
  for (let offset = 0; offset < footerStart;) {
    const end = checksummedEnd(file, offset, footerStart);
    if (end === undefined) throw new RangeError(`block at ${offset} does not have its checksum`);
    blocks.push({ offset, size: end - offset - tableTrailerBytes });
    offset = end;
  }
  return blocks;
}

function isSame(one: BlockHandle | undefined, other: BlockHandle): boolean {
  return one?.offset === other.offset && one.size === other.size;
}

function checkTableBlocks(file: Buffer): void {
  const footerStart = file.length - tableFooterBytes;
  if (footerStart < 0) throw new RangeError('the file is too short');
  const footer = new ByteReader(file, footerStart);
  const metaIndex = footer.handle();
  const index = footer.handle();
  const padding = file.subarray(footer.offset, file.length - 8);
  if (!isAll(padding, 0) || file.readBigUInt64LE(file.length - 8) !== tableMagic) {
    throw new RangeError('the footer is malformed');
  }
  const blocks = blocksIn(file, footerStart);
  if (!isSame(blocks.at(-2), metaIndex) || !isSame(blocks.at(-1), index)) {
    throw new RangeError('the footer does not name the last blocks');
  }
}

/** What is wrong with one table file. */
export function checkTable(file: Buffer): string | undefined {
  try {
    checkTableBlocks(file);
    return undefined;
  } catch (error) {
    // This code only parses bytes, so any error means that they are not a table.
    return error instanceof Error ? error.message : String(error);
  }
}

/** What a manifest says of a store: the tables that belong to it, and the oldest log that is still needed. */
interface Version {
  readonly live: Set<number>;
  log: number;
}

/** The fields of a manifest record, by their tags (google/leveldb, db/version_edit.cc). */
function readVersionEdit(record: Buffer, version: Version): void {
  const { live } = version;
  const reader = new ByteReader(record);
  while (reader.offset < record.length) {
    const tag = reader.varint();
    switch (tag) {
      case 1: // comparator
        reader.skipText();
        break;
      case 2: // number of the log
        version.log = reader.varint();
        break;
      case 3: // numbers: next file, last sequence, previous log
      case 4:
      case 9:
        reader.varint();
        break;
      case 5: // level and key of the next compaction
        reader.varint();
        reader.skipText();
        break;
      case 6: // level and number of a table that is no more
        reader.varint();
        live.delete(reader.varint());
        break;
      case 7: // level, number, size, first and last key of a new table
        reader.varint();
        live.add(reader.varint());
        reader.varint();
        reader.skipText();
        reader.skipText();
        break;
      default:
        throw new RangeError(`a manifest has no ${tag}`);
    }
  }
}

/** The version of a store; `undefined` if its manifest does not tell. */
async function readVersion(directory: string): Promise<Version | undefined> {
  const version: Version = { live: new Set(), log: 0 };
  try {
    const manifest = (await readFile(join(directory, 'CURRENT'))).toString().trim();
    const edits = [...recordsIn(await readFile(join(directory, manifest)))];
    for (const edit of edits) readVersionEdit(edit, version);
    return edits.length === 0 ? undefined : version;
  } catch {
    return undefined;
  }
}

async function listFiles(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function checkFiles(
  directory: string,
  pattern: RegExp,
  check: (file: Buffer) => string | undefined,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of await listFiles(directory)) {
    if (!pattern.test(name)) continue;
    const problem = check(await readFile(join(directory, name)));
    if (problem !== undefined) findings.push({ kind: 'file', where: name, problem });
  }
  return findings;
}

/** `CURRENT` names the manifest, and has no checksum. */
async function checkCurrent(directory: string): Promise<Finding[]> {
  const names = await listFiles(directory);
  if (!names.includes('CURRENT')) return [];
  const named = (await readFile(join(directory, 'CURRENT'))).toString();
  const isManifest = named.startsWith('MANIFEST-') && names.some((name) => `${name}\n` === named);
  return isManifest ? [] : [{ kind: 'file', where: 'CURRENT', problem: 'it names no manifest' }];
}

/** LevelDB opens without a log that is missing, and with it loses what is in no table yet. */
async function checkLogPresent(directory: string): Promise<Finding[]> {
  const { log = 0 } = (await readVersion(directory)) ?? {};
  const name = `${String(log).padStart(6, '0')}.log`;
  // A store that was never opened to its end names no log yet.
  if (log === 0 || (await listFiles(directory)).includes(name)) return [];
  return [{ kind: 'file', where: name, problem: 'the manifest names it, and it is missing' }];
}

/** Checks the write-ahead logs and the manifest: a few MiB at most. */
export async function checkLevelLogs(directory: string): Promise<Finding[]> {
  return [
    ...(await checkCurrent(directory)),
    ...(await checkFiles(directory, /^(\d+\.log|MANIFEST-\d+)$/u, checkLog)),
    // Last: a damaged manifest names another log, and it is the manifest that must be named.
    ...(await checkLogPresent(directory)),
  ];
}

/**
 * Checks every file of a store, reading all of its bytes. A table that was still being written when its process was
 * killed does not belong to the store yet, and opening the store deletes it.
 */
export async function checkLevelFiles(directory: string): Promise<Finding[]> {
  const live = (await readVersion(directory))?.live;
  const tables = await checkFiles(directory, /^\d+\.(ldb|sst)$/u, checkTable);
  return [
    ...(await checkLevelLogs(directory)),
    ...tables.filter(({ where }) => live?.has(Number.parseInt(where, 10)) ?? true),
  ];
}
