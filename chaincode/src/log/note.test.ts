// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { limits } from '../ledger/limits';
import { Refusal } from '../ledger/refusal';
import { formatCheckpoint, readCheckpoint } from './checkpoint';
import { formatNote, formatSignatureLine, readNote } from './note';

/** The example of C2SP tlog-cosignature. */
const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const signatures = [
  '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n',
  '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n',
];
const note = formatNote(text, signatures);
const first = signatures[0] ?? '';

function codeOf(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error instanceof Refusal ? error.code : error;
  }
}

describe('a signed note', () => {
  it('is parsed as the specification says, and formatted back to the same bytes', () => {
    const read = readNote(note);
    expect(read.text).toBe(text);
    expect(read.signatures).toMatchObject([
      { name: 'example.com/behind-the-sofa', id: '033de0ae' },
      { name: 'witness.example.com/w1', id: '8d66cf3f' },
    ]);
    const lines = read.signatures.map((line) => formatSignatureLine(line, line.signature));
    expect(formatNote(read.text, lines)).toBe(note);
  });

  it('may have a text with empty lines', () => {
    expect(readNote(`one\n\ntwo\n\n${first}`).text).toBe('one\n\ntwo\n');
  });

  it.each([
    ['nothing', ''],
    ['line feeds alone', '\n\n\n'],
    ['no signature', `${text}\n`],
    ['no empty line', text + first],
    ['no text', `\n\n${first}`],
    ['no last line feed', note.slice(0, -1)],
    ['a line after it', `${note}more\n`],
    ['an empty line after it', `${note}\n`],
    ['carriage returns', note.replaceAll('\n', '\r\n')],
    ['a zero byte', note.replace('sofa', 'so\0fa')],
    ['a tabulator', note.replace('— example', '—\texample')],
    ['a hyphen for the dash', note.replace('— w', '- w')],
    ['two spaces', note.replace('— w', '—  w')],
    ['a space after a signature', `${note.slice(0, -1)} \n`],
    ['a signer without name', note.replace('witness.example.com/w1', '')],
    ['a plus in a name', note.replace('w1', 'w+1')],
    ['a wide space in a name', note.replace('w1', 'w\u30001')],
    ['half a character in a name', note.replace('w1', 'w\ud800')],
    ['a name too long for a cosignature', note.replace('w1', 'w'.repeat(256))],
    ['a signature that is not base64', note.replace('Az3g', 'Az-g')],
    ['a signature in another spelling', note.replace('fZ+qnA==', 'fZ+qnB==')],
    ['a signature without its padding', note.replace('fZ+qnA==', 'fZ+qnA')],
    ['a signature of an identifier alone', formatNote(text, ['— a AAAAAA==\n'])],
    ['a key that signs twice', formatNote(text, [first, first])],
    ['a key that signs twice in two ways', formatNote(text, [first, first.replace('AYQ8=', 'AYQ4=')])],
  ])('is refused with %s', (_, other) => {
    expect(codeOf(() => readNote(other))).toBe('head-invalid');
  });

  it('is refused when it is too large, or has too many signatures', () => {
    expect(codeOf(() => readNote('x'.repeat(limits.headBytesMax + 1)))).toBe('limit-exceeded');
    expect(codeOf(() => readNote('依'.repeat(limits.headBytesMax / 2)))).toBe('limit-exceeded');
    const line = (key: number): string =>
      formatSignatureLine({ name: 'a', id: String(key).padStart(8, '0') }, Buffer.of(1));
    const many = Array.from({ length: limits.headSignaturesMax + 1 }, (_, key) => line(key));
    expect(codeOf(() => readNote(formatNote(text, many)))).toBe('limit-exceeded');
    expect(readNote(formatNote(text, many.slice(1))).signatures).toHaveLength(limits.headSignaturesMax);
  });

  it('with any text, or any piece misplaced, round-trips or is refused', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\n', '\n\n', '— ', ' ', '=', '+', first, text),
    );
    const changed = fc
      .tuple(fc.nat(note.length), fc.nat(8), piece)
      .map(([at, length, put]) => note.slice(0, at) + put + note.slice(at + length));
    fc.assert(
      fc.property(
        fc.oneof(
          changed,
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (any) => {
          const code = codeOf(() => {
            const read = readNote(any);
            return formatNote(
              read.text,
              read.signatures.map((line) => formatSignatureLine(line, line.signature)),
            );
          });
          expect([any, 'head-invalid']).toContain(code);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is refused in linear time when it is long', () => {
    const began = process.cpuUsage().user;
    for (const unit of ['\n', '\n\n', '— ', '— a ', 'A', '+', ' ']) {
      codeOf(() => readNote(unit.repeat(Math.floor(limits.headBytesMax / Buffer.byteLength(unit)))));
    }
    expect(process.cpuUsage().user - began).toBeLessThan(2_000_000);
  });
});

describe('a checkpoint', () => {
  it('consists of origin, size and root', () => {
    const checkpoint = readCheckpoint(text);
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 });
    expect(formatCheckpoint(checkpoint)).toBe(text);
  });

  it.each([
    ['an extension line', `${text}more\n`],
    ['no root', 'a\n1\n'],
    ['no last line feed', text.slice(0, -1)],
    ['no origin', text.replace('example.com/behind-the-sofa', '')],
    ['a space in its origin', text.replace('/', ' ')],
    ['a zero before its size', text.replace('2085', '02085')],
    ['a size of two zeros', text.replace('20852163', '00')],
    ['a negative size', text.replace('20852163', '-1')],
    ['a size with a sign', text.replace('20852163', '+1')],
    ['a fraction', text.replace('20852163', '1.0')],
    ['an exponent', text.replace('20852163', '1e3')],
    ['a size in hexadecimal', text.replace('20852163', '0x10')],
    ['wide digits', text.replace('20852163', '１')],
    ['a size that numbers cannot hold', text.replace('20852163', '9007199254740992')],
    ['a size of many digits', text.replace('20852163', '9'.repeat(400))],
    ['a root of 31 bytes', text.replace(/\n.{44}\n$/, `\n${Buffer.alloc(31).toString('base64')}\n`)],
    ['a root of 33 bytes', text.replace(/\n.{44}\n$/, `\n${Buffer.alloc(33).toString('base64')}\n`)],
    ['a root in another spelling', text.replace('q2I=', 'q2J=')],
    ['a root in the other alphabet', text.replace('om/Xajj', 'om_Xajj')],
  ])('is refused with %s', (_, other) => {
    expect(other).not.toBe(text);
    expect(codeOf(() => readCheckpoint(other))).toBe('head-invalid');
  });

  it('round-trips for any size and root', () => {
    const root = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.maxSafeNat(), root, (size, hash) => {
        const checkpoint = { origin: 'guidang/log', size, root: hash };
        expect(readCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
      }),
    );
  });
});
