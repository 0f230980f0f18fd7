// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { chaincodePackage, codeDigest } from './chaincode-package';

describe('chaincodePackage', () => {
  it('is the same bytes at any time', async () => {
    const one = await chaincodePackage('guidang_1', 'd'.repeat(64));
    jest.useFakeTimers({
      now: Date.now() + 86_400_000,
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'],
    });
    const other = await chaincodePackage('guidang_1', 'd'.repeat(64)).finally(() => jest.useRealTimers());
    expect(other.bytes.equals(one.bytes)).toBe(true);
    expect(other.id).toBe(one.id);
  });

  it('has another id for another version or other code', async () => {
    const packages = await Promise.all([
      chaincodePackage('guidang_1', 'a'),
      chaincodePackage('guidang_2', 'a'),
      chaincodePackage('guidang_1', 'b'),
    ]);
    expect(new Set(packages.map(({ id }) => id)).size).toBe(3);
  });

  it('contains the label and the digest of the code, and nothing specific to an organisation', async () => {
    const { bytes, label, id } = await chaincodePackage('guidang_1', 'digest');
    const files = await entries(bytes);
    expect(id.startsWith(`${label}:`)).toBe(true);
    expect([...files.keys()]).toEqual(['metadata.json', 'code.tar.gz']);
    expect(JSON.parse(files.get('metadata.json')?.toString() ?? '')).toEqual({
      label,
      type: 'guidang-service',
    });
    const code = await entries(files.get('code.tar.gz') ?? Buffer.alloc(0));
    expect(Object.fromEntries([...code].map(([name, content]) => [name, content.toString()]))).toEqual({
      'code-digest': 'digest',
      label: 'guidang_1',
    });
  });
});

describe('codeDigest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-code-'));
  const one = join(folder, 'one');
  const other = join(folder, 'other');

  beforeEach(() => {
    mkdirSync(join(one, 'part'), { recursive: true });
    writeFileSync(join(one, 'server.js'), 'server');
    writeFileSync(join(one, 'part', 'part.js'), 'part');
    cpSync(one, other, { recursive: true });
  });

  afterEach(() => {
    rmSync(one, { recursive: true });
    rmSync(other, { recursive: true });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const digests = (): [string, string] => [
    codeDigest(join(one, 'server.js')),
    codeDigest(join(other, 'server.js')),
  ];

  it('does not depend on location, file times or files other than JavaScript', () => {
    utimesSync(join(other, 'server.js'), 1, 1);
    writeFileSync(join(other, 'server.d.ts'), 'types');
    const [a, b] = digests();
    expect(b).toBe(a);
  });

  it.each([
    [
      'changed',
      (): void => {
        writeFileSync(join(other, 'part', 'part.js'), 'other');
      },
    ],
    [
      'added',
      (): void => {
        writeFileSync(join(other, 'more.js'), '');
      },
    ],
    [
      'removed',
      (): void => {
        rmSync(join(other, 'part', 'part.js'));
      },
    ],
    [
      'renamed',
      (): void => {
        cpSync(join(other, 'part', 'part.js'), join(other, 'part', 'b.js'));
      },
    ],
  ])('changes when a file was %s', (_, change) => {
    change();
    const [a, b] = digests();
    expect(b).not.toBe(a);
  });
});

async function entries(archive: Buffer): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const tar = extract();
  Readable.from([gunzipSync(archive)]).pipe(tar);
  for await (const entry of tar) {
    expect(entry.header.mtime.getTime()).toBe(0);
    found.set(entry.header.name, await buffer(entry));
  }
  return found;
}
