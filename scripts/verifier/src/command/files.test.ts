// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { decodeLatin1, decodeUtf8 } from '../bytes';
import { readFirstLine, readLines, readText, readWhole } from '../check/source';
import { refusalOf } from '../testing/refused';
import { fileAt } from './files';
import { progressOn } from './progress';

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-verifier-'));
  const path = join(folder, 'file');
  const lines = (max = 1_000_000): string[] => Array.from(readLines(fileAt(path), max), decodeLatin1);

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('are read line by line, however long the lines are', () => {
    const lengths = fc.array(fc.oneof(fc.nat(5), fc.integer({ min: 260_000, max: 264_000 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(lengths, (sizes) => {
        const expected = sizes.map((size, index) => String(index % 10).repeat(size));
        writeFileSync(path, expected.map((line) => `${line}\n`).join(''));
        const written = expected.filter((line) => line !== '');
        expect(lines()).toEqual(written);
        expect(decodeUtf8(readFirstLine(fileAt(path), 1_000_000))).toBe(written[0] ?? '');
      }),
      { numRuns: 30 },
    );
  });

  it('are read as they were before a mark, CRLF, blanks and blank lines came in', () => {
    const written = '\ufeff \r\n one\r\n\ufefftwo\rthree\t\r\n\r\n';
    writeFileSync(path, written);
    const utf8 = Array.from(readLines(fileAt(path), 100), decodeUtf8);
    expect(utf8).toEqual(['one', '\ufefftwo\rthree']);
    expect(decodeUtf8(readText(fileAt(path), 100))).toBe(' \n one\n\ufefftwo\rthree\t\n\n');
    expect(decodeUtf8(readFirstLine(fileAt(path), 100))).toBe('one');
    expect(decodeUtf8(readWhole(fileAt(path), 100))).toBe(written);
    writeFileSync(path, '\u00e9\n');
    expect(decodeUtf8(readText(fileAt(path), 100))).toBe('\u00e9\n');
  });

  it('are refused with a line that is too long or has no end', () => {
    writeFileSync(path, `${'x'.repeat(300_000)}\n`);
    expect(refusalOf(() => lines(299_999))).toMatch(/^limit-exceeded: /);
    expect(lines(300_000)).toHaveLength(1);
    writeFileSync(path, 'one\ntwo');
    expect(refusalOf(() => lines())).toMatch(/^sequence: /);
  });

  it('are refused whole when they are too large, also without a size', () => {
    writeFileSync(path, 'x'.repeat(11));
    expect(refusalOf(() => readWhole(fileAt(path), 10))).toMatch(/^limit-exceeded: /);
    expect(readWhole(fileAt(path), 11)).toHaveLength(11);
    expect(refusalOf(() => readWhole(fileAt('/dev/zero'), 10))).toMatch(/^limit-exceeded: /);
    expect(readFirstLine(fileAt('/dev/zero'), 10)).toHaveLength(10);
    expect(refusalOf(() => readWhole(fileAt(join(folder, 'none')), 10))).toMatch(/^unreadable: /);
  });
});

describe('progress', () => {
  it('is said once a second, on a terminal or where it is asked for', () => {
    const written: string[] = [];
    const write = (text: string): number => written.push(text);
    expect(progressOn({ write }, false)).toBeUndefined();
    let time = 0;
    const tell = progressOn({ write, isTTY: true }, false, () => time);
    for (let read = 1; read <= 4_096 * 4; read += 1) {
      time += 0.125;
      tell?.(read, 1_000_000);
    }
    expect(written).toEqual([
      '8192 of 1000000 leaves, 8000 a second\n',
      '16384 of 1000000 leaves, 8000 a second\n',
    ]);
  });
});
