// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { attempt } from '../errors';
import { parseKeys } from '../head/keys';
import type { Policy } from '../head/open-head';
import { canonical, leafOf, TestLog, timeOf } from '../testing/log';
import { refusalOf } from '../testing/refused';
import { digestsOf, verifyDocument } from './document';
import { describeLeaf, parseLeaf } from './leaf';
import { parseReceiptJson, parseReceiptText, verifyReceipt } from './receipt';

const log = new TestLog(20);
const policy: Policy = { keys: parseKeys(Buffer.from(log.keys)) };
const receipt = log.receiptText(11);
function verifyText(text: string): unknown {
  return verifyReceipt(parseReceiptText(Buffer.from(text)), policy);
}
function verifyJson(value: unknown): unknown {
  return verifyReceipt(parseReceiptJson(Buffer.from(JSON.stringify(value))), policy);
}

/** A receipt whose lines before the head are changed. */
function withLines(change: (lines: string[]) => string[]): string {
  const end = receipt.indexOf('\n\n');
  return change(receipt.slice(0, end).split('\n')).join('\n') + receipt.slice(end);
}
function withLine(at: number, line: string): string {
  return withLines((lines) => lines.map((known, index) => (index === at ? line : known)));
}

describe('a receipt', () => {
  it.each(log.entries.map((_, index) => index))('of leaf %i holds, as text and as JSON', (index) => {
    const expected = {
      index,
      leaf: { block: { number: index }, claimedAt: timeOf(index) },
      head: { size: 20 },
    };
    expect(verifyText(log.receiptText(index))).toMatchObject(expected);
    expect(verifyJson(log.receipt(index))).toMatchObject(expected);
  });

  it('says what happened, to what, by whom, when and where', () => {
    const { leaf } = verifyText(receipt) as { leaf: Parameters<typeof describeLeaf>[0] };
    expect(describeLeaf(leaf)).toBe(
      'record.accessed of record R0, by east/91330106MA2CFLDG3E archivist clerk-1, claimed at ' +
        `2026-01-01T00:00:11.000Z, for audit on art-1; block 11, transaction ${leaf.transaction}, position 0`,
    );
  });

  it.each([
    [
      'a path for another leaf',
      withLines((lines) => [...lines.slice(0, 3), ...log.path(12, 20)]),
      /^proof: /,
    ],
    ['another index', withLine(2, 'index 12'), /^proof: /],
    [
      'another leaf',
      withLine(1, `extra ${Buffer.from(log.entries[12]?.leaf ?? '').toString('base64')}`),
      /^proof: /,
    ],
    ['an index beyond the tree', withLine(2, 'index 20'), /^proof: /],
    ['a huge index', withLine(2, `index ${'9'.repeat(40)}`), /^malformed: /],
    ['an index of 2^53', withLine(2, 'index 9007199254740992'), /^malformed: /],
    ['a negative index', withLine(2, 'index -1'), /^malformed: /],
    ['leading zeros', withLine(2, 'index 011'), /^malformed: /],
    ['a wrong size', log.receiptText(11, 19, log.head({ size: 20 })), /^proof: /],
    [
      'an unknown line',
      withLines((lines) => [...lines.slice(0, 2), 'note x', ...lines.slice(2)]),
      /^malformed: /,
    ],
    ['no leaf', withLines(([header = '', , ...rest]) => [header, ...rest]), /^malformed: /],
    ['a line after the path', withLines((lines) => [...lines, 'x']), /^malformed: /],
    ['another version', receipt.replace('@v1', '@v2'), /^malformed: /],
    [
      'non-canonical base64',
      withLines((lines) => lines.map((line, index) => (index === 3 ? line.slice(0, -1) : line))),
      /^malformed: /,
    ],
    [
      'base64 with loose bits',
      withLine(
        3,
        `${log.path(11, 20)[0]?.slice(0, -2) ?? ''}${nextDigit(log.path(11, 20)[0]?.at(-2) ?? '')}=`,
      ),
      /^malformed: /,
    ],
    ['CRLF', receipt.replaceAll('\n', '\r\n'), /^malformed: /],
    ['no final line feed', receipt.slice(0, -1), /^malformed: /],
    ['NUL', receipt.replace('index', 'index\0'), /^malformed: /],
    [
      'a path of 60 hashes',
      withLines((lines) => [...lines, ...Array.from({ length: 60 }, () => lines[3] ?? '')]),
      /^limit-exceeded: /,
    ],
    ['no head', receipt.slice(0, receipt.indexOf('\n\n')), /^malformed: /],
    ['100 MB of proof', `${receipt}${'x'.repeat(1024 * 1024)}`, /^limit-exceeded: /],
  ])('with %s is refused', (_name, text, refusal) => {
    expect(refusalOf(() => verifyText(text))).toMatch(refusal);
  });

  it.each([
    ['a negative index', { index: -1 }],
    ['a broken index', { index: 1.5 }],
    ['a huge index', { index: 2 ** 53 }],
    ['an index as text', { index: '11' }],
    ['an unknown member', { extra: 1 }],
    ['a path of other things', { proof: [1] }],
    ['a path that is no list', { proof: 'x' }],
    ['no leaf', { leaf: undefined }],
    ['no head', { checkpoint: null }],
  ])('as JSON with %s is refused', (_name, change) => {
    expect(refusalOf(() => verifyJson({ ...log.receipt(11), ...change }))).toMatch(/^malformed: /);
  });

  it('throws nothing but the own error, whatever the bytes', () => {
    const texts = [receipt, JSON.stringify(log.receipt(11))].map((text) => Buffer.from(text));
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.uint8Array({ maxLength: 12 }),
        (bytes, place, replacement) => {
          const at = place % bytes.length;
          const other = Buffer.concat([bytes.subarray(0, at), replacement, bytes.subarray(at + 1)]);
          const isSame = other.equals(bytes);
          for (const parse of [parseReceiptText, parseReceiptJson]) {
            const parsed = attempt(() => parse(other));
            if (parsed instanceof Error || isSame) continue;
            attempt(() => verifyReceipt(parsed, policy));
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

/** A base64 digit that differs only in the bits that padding leaves unused. */
function nextDigit(digit: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return digits[digits.indexOf(digit) + 1] ?? '/';
}

describe('a leaf', () => {
  const soundLeaf = log.entries[0]?.leaf ?? '';

  it.each([
    ['spaces', soundLeaf.replace(':', ': ')],
    [
      'names in another order',
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(soundLeaf) as object).reverse())),
    ],
    ['a name twice', soundLeaf.replace('{"block":', '{"block":1,"block":')],
    ['a newer schema', soundLeaf.replace(/"schema":1}$/, '"schema":2}')],
    ['no event', '{"block":{"hash":"","number":1},"schema":1}'],
    ['a number', '1'],
    ['nothing', ''],
    [
      'a digest that is none',
      leafOf(0, {
        type: 't',
        subject: { kind: 'record', id: 'R' },
        digest: { algorithm: 'sha256', value: 'x' },
      }),
    ],
  ])('with %s is refused', (_name, leaf) => {
    expect(refusalOf(() => parseLeaf(Buffer.from(leaf)))).toMatch(/^malformed: /);
  });

  it('that is no canonical JSON is refused, though it is under the head', () => {
    const single = new TestLog(1, () => ({ leaf: soundLeaf.replace(':', ': ') }));
    const own: Policy = { keys: parseKeys(Buffer.from(single.keys)) };
    expect(refusalOf(() => verifyReceipt(parseReceiptText(Buffer.from(single.receiptText(0))), own))).toBe(
      'malformed: not canonical JSON (RFC 8785)',
    );
  });

  it('of more than 65,535 bytes is refused', () => {
    const leaf = leafOf(0, { type: 't', subject: { kind: 'record', id: 'x'.repeat(65_000) } });
    expect(refusalOf(() => parseLeaf(Buffer.from(leaf)))).toMatch(/^limit-exceeded: /);
  });

  it.each([
    [{ version: 3 }, 't of record R version 3, by east/'],
    [{ purpose: 'audit', basis: 'art-1' }, '2026-01-01T00:00:00.000Z, for audit on art-1; block 0'],
    [{ purpose: 'audit' }, '2026-01-01T00:00:00.000Z, for audit on no basis; block 0'],
    [{}, '2026-01-01T00:00:00.000Z; block 0'],
  ])('with %j says so', (more, expected) => {
    const leaf = leafOf(0, { type: 't', subject: { kind: 'record', id: 'R' }, ...more });
    expect(describeLeaf(parseLeaf(Buffer.from(leaf)))).toContain(expected);
  });

  it('cannot write to the terminal', () => {
    const leaf = leafOf(0, {
      type: 'a\u001b[2J\nok head: x\u2028\u202e',
      subject: { kind: 'record', id: 'R' },
    });
    expect(describeLeaf(parseLeaf(Buffer.from(leaf)))).toMatch(/^a.\[2J.ok head: x.. of record R, /);
  });
});

describe('a document', () => {
  const content = Buffer.from('the licence as PDF, made up');
  const [sha256] = digestsOf([content], ['sha256']);
  const other = { algorithm: 'sha256', value: '0'.repeat(64) };
  const event = (more: object): ReturnType<typeof parseLeaf> =>
    parseLeaf(Buffer.from(leafOf(0, { type: 't', subject: { kind: 'licence', id: 'L' }, ...more })));

  it.each([
    ['digest', { digest: sha256 }],
    ["data's digest, as of a rendition", { digest: other, data: { digest: sha256?.value } }],
    [
      "data's content, as of a note",
      { digest: other, data: { kind: 'ocr', content: { digest: sha256, bytes: 3 } } },
    ],
    ['digests that arrived', { data: { organisation: 'archives', digests: [other, sha256] } }],
  ])('is the one in the event: %s', (_name, more) => {
    expect(verifyDocument(digestsOf([content.subarray(0, 5), content.subarray(5)]), event(more))).toEqual(
      sha256,
    );
  });

  it.each([
    ['another digest', { digest: other }, 'document: the document is not the one that the event names'],
    ['no digest', {}, 'document: the event names no digest'],
    [
      'what only looks like digests',
      { data: { digest: 'x', digests: [1, { algorithm: 1 }], content: 'y' } },
      'document: the event names no digest',
    ],
    [
      'an SM3 digest that is not its own',
      { digest: { ...other, algorithm: 'sm3' } },
      'document: the document is not the one that the event names',
    ],
  ])('is refused where the event names %s', (_name, more, refusal) => {
    expect(
      refusalOf(() =>
        verifyDocument([...digestsOf([content]), { algorithm: 'sm3', value: '1' }], event(more)),
      ),
    ).toBe(refusal);
  });

  it('is not checked against SM3 where Node has none', () => {
    const named = event({ digest: { ...other, algorithm: 'sm3' } });
    expect(refusalOf(() => verifyDocument(digestsOf([content], ['sha256']), named))).toMatch(
      /^document: not checked: /,
    );
  });

  it('has the digests of its parts together', () => {
    expect(canonical(digestsOf([Buffer.from('ab'), Buffer.from('c')], ['sha256']))).toContain(
      // FIPS 180-4, appendix B.1: SHA-256 of abc.
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
