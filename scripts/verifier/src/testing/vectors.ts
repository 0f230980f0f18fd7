// SPDX-License-Identifier: Apache-2.0
import { createHash, createPrivateKey, createPublicKey, getHashes, sign, verify } from 'node:crypto';
import { deflateRawSync, deflateSync, constants } from 'node:zlib';
import { exportParts, sealedLines } from './export';
import { TestLog } from './log';
import { pdfOf, sealedPdf } from './pdf';
import type { Vector } from './run-vector';

/** Questions whose answers are known from the standards, or given by Node: for both platforms, and inside a browser. */

function hex(bytes: Uint8Array | string): string {
  return Buffer.from(bytes).toString('hex');
}

/** Printed in FIPS 180-4's and FIPS 202's examples, GB/T 32905 and RFC 8032 section 7.1. */
const printed: readonly Vector[] = [
  {
    name: 'SHA-256 of nothing',
    ask: 'hash',
    algorithm: 'sha256',
    input: '',
    expected: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  },
  {
    name: 'SHA-256 of abc',
    ask: 'hash',
    algorithm: 'sha256',
    input: hex('abc'),
    expected: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  },
  {
    name: 'SHAKE128 of nothing',
    ask: 'shake128',
    input: '',
    length: 32,
    expected: '7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26',
  },
  {
    name: 'SHAKE256 of nothing',
    ask: 'shake256',
    input: '',
    length: 32,
    expected: '46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f',
  },
  {
    name: 'RFC 8032, test 1',
    ask: 'ed25519',
    key: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155' +
      '5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    expected: 'true',
  },
  {
    name: 'RFC 8032, test 2',
    ask: 'ed25519',
    key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
      '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    expected: 'true',
  },
  {
    name: 'RFC 8032, test 3',
    ask: 'ed25519',
    key: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac' +
      '18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    expected: 'true',
  },
];

/** Not every Node has SM3, and the platform of browsers always. */
const sm3: readonly Vector[] = getHashes().includes('sm3')
  ? [
      {
        name: 'SM3 of abc',
        ask: 'hash',
        algorithm: 'sm3',
        input: hex('abc'),
        expected: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
      },
    ]
  : [];

/** Lengths at which padding takes another block. */
const lengths: readonly Vector[] = [
  55, 56, 63, 64, 65, 111, 112, 127, 128, 136, 167, 168, 169, 1_000,
].flatMap((length): Vector[] => {
  const bytes = Buffer.alloc(length, 'guidang');
  const input = hex(bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const shakes = (['shake128', 'shake256'] as const).map((ask): Vector => ({
    name: `${ask} of ${length} bytes`,
    ask,
    input,
    length: 300,
    expected: createHash(ask, { outputLength: 300 }).update(bytes).digest('hex'),
  }));
  return [
    { name: `SHA-256 of ${length} bytes`, ask: 'hash', algorithm: 'sha256', input, expected: hash },
    ...shakes,
  ];
});

const seed = Buffer.alloc(32, 7);
const privateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
  format: 'der',
  type: 'pkcs8',
});
const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(12);
const message = Buffer.from('a head of the log');
const signature = sign(null, message, privateKey);
const groupOrder = 2n ** 252n + 27742317777372353535851937790883648493n;

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(Uint8Array.from(bytes).reverse())}`);
}

function toBytes(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse();
}

/** The scalar of which `publicKey` is the multiple of the base point (RFC 8032 section 5.1.5). */
function scalarOf(): bigint {
  const bytes = createHash('sha512').update(seed).digest().subarray(0, 32);
  const clamped = toNumber(bytes) & ((1n << 255n) - 8n) & ((1n << 255n) - 1n);
  return (clamped | (1n << 254n)) % groupOrder;
}

/** What Node says: it is held against the standard by the printed examples. */
function signedVector(name: string, key: Uint8Array, text: Uint8Array, signed: Uint8Array): Vector {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
  const expected = String(
    key.length === 32 &&
      verify(null, text, createPublicKey({ key: der, format: 'der', type: 'spki' }), signed),
  );
  return vectorOf(name, key, text, signed, expected);
}

/** Under a key that signs nothing, whatever this version of OpenSSL says. */
function refusedVector(name: string, key: Uint8Array, text: Uint8Array, signed: Uint8Array): Vector {
  return vectorOf(name, key, text, signed, 'false');
}

function vectorOf(
  name: string,
  key: Uint8Array,
  text: Uint8Array,
  signed: Uint8Array,
  expected: string,
): Vector {
  return { name, ask: 'ed25519', key: hex(key), message: hex(text), signature: hex(signed), expected };
}

function point(text: string): Buffer {
  return Buffer.from(text, 'hex');
}
const zeros = '00'.repeat(30);
const neutral = point(`01${zeros}00`);
/** Points of order 1, 2, 4 and 8, in each of their encodings, and bytes that are no point. */
const strangeKeys: readonly (readonly [string, Buffer])[] = [
  ['the neutral point', neutral],
  ['the neutral point with a sign', point(`01${zeros}80`)],
  ['the neutral point beyond the prime', point(`ee${'ff'.repeat(30)}7f`)],
  ['the neutral point beyond the prime with a sign', point(`ee${'ff'.repeat(31)}`)],
  ['a point of order 2', point(`ec${'ff'.repeat(30)}7f`)],
  ['a point of order 2 with a sign', point(`ec${'ff'.repeat(31)}`)],
  ['a point of order 4', point(`00${zeros}00`)],
  ['a point of order 4 with a sign', point(`00${zeros}80`)],
  ['a point of order 4 beyond the prime', point(`ed${'ff'.repeat(30)}7f`)],
  ['a point of order 8', point('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')],
  ['no point', point(`02${zeros}00`)],
];

const ed25519Edges: readonly Vector[] = [
  signedVector('a signature', publicKey, message, signature),
  signedVector(
    'S with the order added',
    publicKey,
    message,
    Buffer.concat([signature.subarray(0, 32), toBytes(toNumber(signature.subarray(32)) + groupOrder)]),
  ),
  signedVector(
    'S of all ones',
    publicKey,
    message,
    Buffer.concat([signature.subarray(0, 32), Buffer.alloc(32, 255)]),
  ),
  signedVector('a signature cut short', publicKey, message, signature.subarray(0, 63)),
  signedVector('a key cut short', publicKey.subarray(0, 31), message, signature),
  ...['ee', '01'].flatMap((first) =>
    [
      neutral,
      point(`${first}${first === 'ee' ? 'ff'.repeat(30) : zeros}${first === 'ee' ? '7f' : '80'}`),
    ].map((r, at) =>
      refusedVector(
        `R neutral, encoding ${first} ${at}`,
        neutral,
        message,
        Buffer.concat([r, Buffer.alloc(32)]),
      ),
    ),
  ),
  // With R = s·B, a signature under a key of small order holds for each message whose hash takes the key to the neutral point.
  ...strangeKeys.flatMap(([name, key]) =>
    Array.from({ length: 8 }, (_, at) =>
      refusedVector(
        `${name} as key, message ${at}`,
        key,
        Buffer.of(at),
        Buffer.concat([publicKey, toBytes(scalarOf())]),
      ),
    ),
  ),
];

const text = Buffer.from('归档 '.repeat(400));
const whole = deflateSync(text);
function inflateVector(
  name: string,
  input: Uint8Array,
  content: Uint8Array | undefined,
  max = 10_000,
): Vector {
  const expected = content === undefined ? 'none' : hex(content);
  return { name, ask: 'inflate', input: hex(input), max, expected };
}
function patched(at: number, byte: number): Buffer {
  const bytes = Buffer.from(whole);
  bytes[at < 0 ? bytes.length + at : at] = byte;
  return bytes;
}

/** A header, and blocks of which only the bits before the first mistake matter (RFC 1951 section 3.2.3). */
function blocks(...bits: string[]): Buffer {
  const all = bits.join('').replaceAll(' ', '');
  const bytes = all.padEnd(Math.ceil(all.length / 8) * 8, '0').match(/.{8}/g) ?? [];
  const data = bytes.map((byte) => Number.parseInt(Array.from(byte).reverse().join(''), 2));
  return Buffer.concat([Buffer.of(0x78, 0x9c), Buffer.from(data), Buffer.alloc(40)]);
}

const streams: readonly Vector[] = [
  inflateVector('a stream', whole, text),
  inflateVector('a stream at its bound', whole, text, text.length),
  inflateVector('a stream beyond its bound', whole, undefined, text.length - 1),
  inflateVector('a stream with bytes after it', Buffer.concat([whole, Buffer.from('\n')]), text),
  inflateVector('nothing', Buffer.alloc(0), undefined),
  inflateVector('a stream of nothing', deflateSync(Buffer.alloc(0)), Buffer.alloc(0)),
  inflateVector('a stored block', deflateSync(text, { level: 0 }), text),
  inflateVector('fixed codes', deflateSync(text, { strategy: constants.Z_FIXED }), text),
  inflateVector('Huffman codes alone', deflateSync(text, { strategy: constants.Z_HUFFMAN_ONLY }), text),
  inflateVector('one distance', deflateSync(Buffer.alloc(9_999)), Buffer.alloc(9_999)),
  inflateVector('a stream cut short', whole.subarray(0, -1), undefined),
  inflateVector('another checksum', patched(-1, 0), undefined),
  inflateVector('no header', deflateRawSync(text), undefined),
  inflateVector('another method', patched(0, 0x77), undefined),
  inflateVector('a window too large', Buffer.concat([Buffer.of(0x88, 0x1c), whole.subarray(2)]), undefined),
  inflateVector('a dictionary', deflateSync(text, { dictionary: Buffer.from('归档') }), undefined),
  inflateVector('a block of no type', blocks('1 11'), undefined),
  inflateVector(
    'a stored block without length',
    blocks('1 00 00000', '1000000000000000', '1000000000000000'),
    undefined,
  ),
  inflateVector('a length that does not exist', blocks('1 10 11000110'), undefined),
  inflateVector('a distance before the start', blocks('1 10 0000001 00000'), undefined),
  inflateVector('a distance that does not exist', blocks('1 10 00110000 0000001 11110'), undefined),
  inflateVector('too many literals', blocks('1 01 11111 00000 0000'), undefined),
  inflateVector('too many distances', blocks('1 01 00000 11111 0000'), undefined),
  inflateVector(
    'codes of lengths that are too many',
    blocks('1 01 00000 00000 0000', '100 100 100 000'),
    undefined,
  ),
  inflateVector(
    'codes of lengths that are too few',
    blocks('1 01 00000 00000 0000', '010 000 000 000'),
    undefined,
  ),
  inflateVector(
    'a repetition of nothing',
    blocks('1 01 00000 00000 0000', '100 100 000 000', '0 00'),
    undefined,
  ),
  inflateVector(
    'lengths beyond their number',
    blocks('1 01 00000 00000 0000', '000 100 100 000', '1 1111111', '1 1111111', '1 1111111'),
    undefined,
  ),
  inflateVector(
    'a code that stands for nothing',
    blocks(
      '1 01 00000 00000 0111',
      `000 000 100 010 ${'000'.repeat(13)} 010`,
      '0 1111111 0 1101011 11 10',
      '1'.repeat(20),
    ),
    undefined,
  ),
  inflateVector(
    'no end of a block',
    blocks('1 01 00000 00000 0000', '000 000 100 100', '1 1111111', '1 1101101'),
    undefined,
  ),
];

/** Files of each kind, sound and altered. */
function files(): Vector[] {
  const log = new TestLog(9);
  const keys = hex(log.keys);
  const receipt = log.receiptText(0);
  const report = JSON.stringify(log.report());
  const sound = `${sealedLines(log, exportParts(log, { selection: { kind: 'all' } })).join('\n')}\n`;
  const pdf = sealedPdf(log, pdfOf([deflateSync(report)], '/Filter /FlateDecode '));
  const asked = (name: string, file: Uint8Array | string, expected: string, document?: string): Vector => ({
    name,
    ask: 'file',
    file: hex(file),
    keys,
    ...(document === undefined ? {} : { document: hex(document) }),
    expected,
  });
  return [
    asked('a receipt', receipt, 'proven'),
    asked('a receipt of another leaf', receipt.replace('index 0', 'index 1'), 'wrong proof'),
    asked('a receipt as JSON', JSON.stringify(log.receipt(0)), 'proven'),
    asked('a receipt in UTF-16', Buffer.from(`\ufeff${receipt}`, 'utf16le'), 'proven'),
    asked('a receipt with its document', receipt, 'proven', log.entries[0]?.state),
    asked('a receipt with another document', receipt, 'wrong document', 'another'),
    asked('a report', report, 'proven'),
    asked('an altered report', report.replace('V-1', 'V-2'), 'wrong signature'),
    asked('a report as PDF', pdf, 'proven'),
    asked('an altered PDF', Buffer.concat([Buffer.from('%PDF-1.8'), pdf.subarray(8)]), 'wrong signature'),
    asked('an export', sound, 'proven'),
    asked('an altered export', sound.replace('clerk-1', 'clerk-2'), 'wrong signature proof'),
    asked('no evidence', '<html>', 'not-checked malformed'),
  ];
}

export const vectors: readonly Vector[] = [
  ...printed,
  ...sm3,
  ...lengths,
  ...ed25519Edges,
  ...streams,
  ...files(),
];
