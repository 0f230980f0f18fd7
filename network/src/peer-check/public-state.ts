// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readVarint } from '@guidang/gateway/common/varint';

/**
 * The format version in the first byte of both files (hyperledger/fabric:
 * core/ledger/kvledger/txmgmt/privacyenabledstate).
 */
const fileFormat = 1;
/** Protocol buffers field numbers of a record; all fields are bytes. */
const keyField = 1;
const valueField = 2;
const bytesWireType = 2;
/** Larger than any value that a peer accepts. */
const recordBytesMax = 256 * 1024 * 1024;

/**
 * Reads the public state of a chaincode from a snapshot: its keys and values, in the order of the keys' bytes.
 * @throws Error if the file is not in this format, or is truncated.
 */
export async function* publicState(
  folder: string,
  chaincode: string,
): AsyncGenerator<readonly [key: Buffer, value: Buffer]> {
  const counts = await countsIn(join(folder, 'public_state.metadata'));
  const before = counts.slice(
    0,
    counts.findIndex(({ namespace }) => namespace === chaincode),
  );
  const own = counts.find(({ namespace }) => namespace === chaincode);
  if (own === undefined) return;
  const from = before.reduce((sum, { count }) => sum + count, 0);
  let index = 0;
  for await (const record of recordsIn(join(folder, 'public_state.data'))) {
    if (index >= from + own.count) return;
    if (index >= from) yield readRecord(record);
    index += 1;
  }
  if (index < from + own.count) throw new Error(`the state in ${folder} ends early`);
}

interface Count {
  readonly namespace: string;
  readonly count: number;
}

/** The number of records of each namespace, in file order. */
async function countsIn(file: string): Promise<Count[]> {
  const reader = new Reader(await readFile(file));
  if (reader.byte() !== fileFormat) throw new Error(`${file} has another format`);
  const counts: Count[] = [];
  for (let left = reader.varint(); left > 0; left -= 1) {
    counts.push({ namespace: reader.bytes(reader.varint()).toString(), count: reader.varint() });
  }
  return counts;
}

/** Length-prefixed records, one after the other. */
async function* recordsIn(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let isBegun = false;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const reader = new Reader(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]));
    if (!isBegun && reader.byte() !== fileFormat) throw new Error(`${file} has another format`);
    isBegun = true;
    for (let record = reader.record(); record !== undefined; record = reader.record()) yield record;
    rest = reader.rest;
  }
  if (rest.length > 0) throw new Error(`${file} ends in the middle of a record`);
}

/** Decodes a record (protocol buffers); an empty value is omitted, as in proto3. */
function readRecord(record: Buffer): readonly [key: Buffer, value: Buffer] {
  const reader = new Reader(record);
  const fields = new Map<number, Buffer>();
  while (reader.rest.length > 0) {
    const tag = reader.varint();
    if ((tag & 7) !== bytesWireType) throw new RangeError('a record of the state has an unknown field');
    fields.set(tag >>> 3, reader.bytes(reader.varint()));
  }
  const none = Buffer.alloc(0);
  return [fields.get(keyField) ?? none, fields.get(valueField) ?? none];
}

/** Consumes bytes from the front. */
class Reader {
  rest: Buffer;

  constructor(bytes: Buffer) {
    this.rest = bytes;
  }

  byte(): number {
    const byte = this.rest.readUInt8(0);
    this.rest = this.rest.subarray(1);
    return byte;
  }

  bytes(length: number): Buffer {
    if (length > this.rest.length) throw new RangeError('the bytes end early');
    const bytes = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    return bytes;
  }

  varint(): number {
    const { value, end } = readVarint(this.rest, 0);
    this.rest = this.rest.subarray(end);
    return value;
  }

  /** Length-prefixed bytes; undefined while they are incomplete. */
  record(): Buffer | undefined {
    const before = this.rest;
    const end = before.subarray(0, 10).findIndex((byte) => byte < 0x80);
    if (end === -1 && before.length < 10) return undefined;
    const length = this.varint();
    if (length > recordBytesMax) throw new RangeError('a record of the state is too large');
    if (length <= this.rest.length) return this.bytes(length);
    this.rest = before;
    return undefined;
  }
}
