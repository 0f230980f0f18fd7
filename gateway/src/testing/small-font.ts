// SPDX-License-Identifier: Apache-2.0

const unitsPerEm = 1000;
const box = { left: 50, bottom: -50, right: 950, top: 850 } as const;

/** A TrueType font that shows each of these characters as a box: fonts that have rare ones are megabytes. */
export function fontOf(codePoints: readonly number[]): Buffer {
  const glyph = boxGlyph();
  const count = codePoints.length + 1;
  return fontFile({
    'OS/2': os2(),
    cmap: cmap([...codePoints].sort((left, right) => left - right)),
    glyf: Buffer.concat(Array.from({ length: count }, () => glyph)),
    head: head(),
    hhea: hhea(count),
    hmtx: Buffer.concat(Array.from({ length: count }, () => words(unitsPerEm, box.left))),
    loca: Buffer.concat(Array.from({ length: count + 1 }, (_, index) => long(index * glyph.length))),
    maxp: Buffer.concat([long(0x00010000), words(count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)]),
    name: name('Rare'),
    post: Buffer.concat([long(0x00030000), Buffer.alloc(28)]),
  });
}

function words(...values: number[]): Buffer {
  return Buffer.concat(
    values.map((value) => {
      const bytes = Buffer.alloc(2);
      bytes.writeUInt16BE(value & 0xffff);
      return bytes;
    }),
  );
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

function boxGlyph(): Buffer {
  const { left, bottom, right, top } = box;
  const xs = words(left, 0, right - left, 0);
  const ys = words(bottom, top - bottom, 0, bottom - top);
  const flags = Buffer.from([1, 1, 1, 1]);
  return Buffer.concat([words(1, left, bottom, right, top, 3, 0), flags, xs, ys]);
}

function head(): Buffer {
  return Buffer.concat([
    long(0x00010000),
    long(0x00010000),
    long(0),
    long(0x5f0f3cf5),
    words(0, unitsPerEm),
    Buffer.alloc(16),
    words(box.left, box.bottom, box.right, box.top, 0, 8, 2, 1, 0),
  ]);
}

function hhea(count: number): Buffer {
  return Buffer.concat([
    long(0x00010000),
    words(880, -120, 0, unitsPerEm, 0, 0, box.right, 1, 0, 0, 0, 0, 0, 0, 0, count),
  ]);
}

function os2(): Buffer {
  return Buffer.concat([
    words(3, unitsPerEm, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 250, 0),
    Buffer.alloc(26),
    Buffer.from('TEST'),
    words(0x40, 0x20, 0xffff, 880, -120, 0, 880, 120),
    Buffer.alloc(8),
    words(500, 700, 0, 0x20, 0),
  ]);
}

/** Format 12, one group for each character. */
function cmap(codePoints: readonly number[]): Buffer {
  const groups = codePoints.map((point, index) => Buffer.concat([long(point), long(point), long(index + 1)]));
  const length = 16 + 12 * groups.length;
  const table = Buffer.concat([words(12, 0), long(length), long(0), long(groups.length), ...groups]);
  return Buffer.concat([words(0, 1, 3, 10), long(12), table]);
}

function name(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf16le').swap16();
  const ids = [1, 2, 4, 6];
  const records = ids.map((id) => words(3, 1, 0x409, id, bytes.length, 0));
  return Buffer.concat([words(0, ids.length, 6 + 12 * ids.length), ...records, bytes]);
}

function fontFile(tables: Readonly<Record<string, Buffer>>): Buffer {
  const names = Object.keys(tables).sort();
  let offset = 12 + 16 * names.length;
  const directory: Buffer[] = [];
  const bodies: Buffer[] = [];
  for (const tag of names) {
    const table = tables[tag] ?? Buffer.alloc(0);
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
    directory.push(Buffer.from(tag.padEnd(4)), long(0), long(offset), long(table.length));
    bodies.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([long(0x00010000), words(names.length, 128, 3, 32), ...directory, ...bodies]);
}
