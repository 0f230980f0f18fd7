// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { publicState } from './public-state';

type State = readonly (readonly [namespace: string, entries: readonly (readonly [string, Buffer])[]])[];

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-public-state-'));
});

afterEach(() => rm(folder, { recursive: true }));

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}

function prefixed(bytes: Buffer): Buffer {
  return Buffer.concat([varint(bytes.length), bytes]);
}
function field(number: number, bytes: Buffer): Buffer {
  return bytes.length === 0 ? bytes : Buffer.concat([Buffer.of((number << 3) | 2), prefixed(bytes)]);
}

/** A record in the peer's format: key, value, metadata, version. */
function record([key, value]: readonly [string, Buffer]): Buffer {
  return prefixed(
    Buffer.concat([
      field(1, Buffer.from(key)),
      field(2, value),
      field(3, Buffer.from('policy')),
      field(4, Buffer.of(1, 7)),
    ]),
  );
}

async function write(state: State): Promise<Buffer> {
  const counts = state.map(([name, entries]) =>
    Buffer.concat([prefixed(Buffer.from(name)), varint(entries.length)]),
  );
  const metadata = Buffer.concat([Buffer.of(1), varint(state.length), ...counts]);
  const data = Buffer.concat([Buffer.of(1), ...state.flatMap(([, entries]) => entries.map(record))]);
  await writeFile(join(folder, 'public_state.metadata'), metadata);
  await writeFile(join(folder, 'public_state.data'), data);
  return data;
}

async function read(chaincode: string): Promise<(readonly [string, Buffer])[]> {
  const entries: (readonly [string, Buffer])[] = [];
  for await (const [key, value] of publicState(folder, chaincode)) entries.push([key.toString(), value]);
  return entries;
}

describe('the public state of a snapshot', () => {
  it('returns the entries of one chaincode, whatever other namespaces there are', async () => {
    const entries = fc.array(
      fc.tuple(
        fc.string({ minLength: 1 }),
        fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      ),
      { minLength: 1, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(entries, entries, entries, async (before, own, after) => {
        await write([
          ['_lifecycle', before],
          ['guidang', own],
          ['probe', after],
        ]);
        await expect(read('guidang')).resolves.toEqual(own);
      }),
      { numRuns: 50 },
    );
  });

  it('returns values that are larger than the read buffer', async () => {
    const large: readonly [string, Buffer] = ['large', Buffer.alloc(300_000, 'x')];
    const small: readonly [string, Buffer] = ['small', Buffer.from('y')];
    await write([['guidang', [large, small, large]]]);
    await expect(read('guidang')).resolves.toEqual([large, small, large]);
  });

  it('returns nothing for a chaincode without state', async () => {
    await write([['_lifecycle', [['key', Buffer.from('value')]]]]);
    await expect(read('guidang')).resolves.toEqual([]);
  });

  it('rejects another format', async () => {
    const data = await write([['guidang', [['key', Buffer.from('value')]]]]);
    await writeFile(join(folder, 'public_state.data'), Buffer.concat([Buffer.of(2), data.subarray(1)]));
    await expect(read('guidang')).rejects.toThrow('another format');
  });

  it('rejects a file truncated anywhere', async () => {
    const data = await write([['guidang', [['key', Buffer.from('value')]]]]);
    for (let length = 1; length < data.length; length += 1) {
      await writeFile(join(folder, 'public_state.data'), data.subarray(0, length));
      await expect(read('guidang')).rejects.toThrow();
    }
  });

  it('rejects malformed bytes with an error and nothing else', async () => {
    await write([['guidang', [['key', Buffer.from('value')]]]]);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        await writeFile(join(folder, 'public_state.data'), Buffer.concat([Buffer.of(1), bytes]));
        await read('guidang').catch((error: unknown) => {
          expect(error).toHaveProperty('message');
        });
      }),
      { numRuns: 100 },
    );
  });
});
