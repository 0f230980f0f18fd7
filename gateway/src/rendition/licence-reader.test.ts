// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { constants, deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import PDFDocument from 'pdfkit';
import { fontFiles } from './fonts';
import { codePicture, jpegOf, pngOf } from '../testing/code-picture';
import { ofdOf, ofdPage } from '../testing/ofd';
import { LicenceReader } from './licence-reader';

const identifier = '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U';
const address = `https://gateway.example/api/v1/licences/${identifier}/verification`;

jest.setTimeout(60_000);

let reader: LicenceReader;
beforeAll(() => {
  reader = new LicenceReader();
});
afterAll(() => reader.close());

const picture = codePicture(address);
/** Packed once: the packer tries every filter on every line. */
const screenshot = pngOf(picture);

async function printed(write: (pdf: PDFKit.PDFDocument) => void): Promise<Buffer> {
  const pdf = new PDFDocument({ font: fontFiles.regular, compress: true });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const end = new Promise((resolve) => pdf.once('end', resolve));
  write(pdf);
  pdf.end();
  await end;
  return Buffer.concat(parts);
}

async function textsOf(bytes: Buffer): Promise<string> {
  const kept = reader.keep();
  try {
    for (let at = 0; at < bytes.length; at += 4096) kept.take(bytes.subarray(at, at + 4096));
    return (await kept.texts()).join('\n').replace(/\s/gu, '');
  } finally {
    kept.letGo();
  }
}

describe('a file that was saved, printed or photographed', () => {
  it.each([
    ['a PDF with compressed streams', () => printed((pdf) => pdf.text(`电子证照标识 ${identifier}`))],
    [
      'a PDF behind what a mail gateway has put before it',
      async () =>
        Buffer.concat([
          Buffer.from('\ufeffX-Scanned: yes\r\n'),
          await printed((pdf) => pdf.text(identifier)),
        ]),
    ],
    ['a scan in a PDF', () => printed((pdf) => pdf.image(screenshot, { width: 300 }))],
    ['a screenshot', () => screenshot],
    ['a photograph', () => jpegOf(picture)],
    [
      'an OFD, in runs of characters as its writer has placed them',
      () =>
        ofdOf({
          'Doc_0/Pages/Page_0/Content.xml': ofdPage('电子证照标识', ...(identifier.match(/.{1,30}/gu) ?? [])),
        }),
    ],
    [
      'an OFD, in the data of the document',
      () => ofdOf({ 'OFD.xml': `<ofd:CustomData Name="标识"><![CDATA[${identifier}]]></ofd:CustomData>` }),
    ],
    [
      'an OFD, in a picture behind one that cannot be read',
      () =>
        ofdOf({ 'Doc_0/Res/image_1.png': screenshot.subarray(0, 40), 'Doc_0/Res/image_2.png': screenshot }),
    ],
  ])('shows the licence: %s', async (_, make) => {
    const bytes = await make();
    expect(bytes.includes(identifier)).toBe(false);
    expect(await textsOf(bytes)).toContain(identifier);
  });

  it.each([
    ['a text', Buffer.from('no picture')],
    ['nothing', Buffer.alloc(0)],
    ['a byte', Buffer.from([0xff])],
    ['a PDF that is cut off', Buffer.from('%PDF-1.7\n1 0 obj\n<<')],
    ['a picture that says it is vast', vast()],
    [
      'noise behind the mark of a photograph',
      Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(5000)]),
    ],
    [
      'noise behind the mark of a screenshot',
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(5000)]),
    ],
    ['an OFD that is cut off', ofdOf({ 'Doc_0/Document.xml': ofdPage(identifier) }).subarray(0, 99)],
    ['another ZIP file', Buffer.from(zipSync({ 'word/document.xml': strToU8(ofdPage(identifier)) }))],
    ['an OFD that unpacks to very much', ofdOf({ 'Doc_0/Document.xml': Buffer.alloc(80 * 1024 * 1024) })],
    ['a file that is too large', Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(17 * 1024 * 1024)])],
  ])('shows nothing, and breaks nothing: %s', async (_, bytes) => {
    expect(await textsOf(bytes)).toBe('');
    expect(await textsOf(screenshot)).toContain(identifier);
  });

  it('is not kept while others fill the room', async () => {
    const others = Array.from({ length: 4 }, () => reader.keep());
    expect(await textsOf(screenshot)).toBe('');
    for (const other of others) other.letGo();
    expect(await textsOf(screenshot)).toContain(identifier);
  });
});

it.each([
  ['picture', unfolding],
  ['PDF', swelling],
])('takes little memory for what a small %s unfolds to', async (_, make) => {
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 10);
  try {
    expect(await textsOf(make())).toBe('');
  } finally {
    clearInterval(watch);
  }
  expect(most - before).toBeLessThan(900 * 1024 * 1024);
});

/** A megabyte that unfolds to a gigabyte of zeros. */
function packedZeros(): Buffer {
  const zeros = deflateRawSync(Buffer.alloc(16 * 1024 * 1024), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([Buffer.from('789c', 'hex'), ...Array.from({ length: 64 }, () => zeros)]);
}

/** A page that is drawn by a gigabyte of zeros. */
function swelling(): Buffer {
  const drawing = packedZeros();
  return Buffer.concat([
    Buffer.from(
      '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n' +
        '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n' +
        '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>\nendobj\n' +
        `4 0 obj\n<< /Filter /FlateDecode /Length ${drawing.length} >>\nstream\n`,
    ),
    drawing,
    Buffer.from('\nendstream\nendobj\ntrailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n'),
  ]);
}

/** An interlaced picture of 8 times 8 pixels. */
function unfolding(): Buffer {
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 1]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', packedZeros()),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

function crc32(bytes: Buffer): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (0xedb88320 & -(rest & 1));
  }
  return ~rest >>> 0;
}

/** A header of 60,000 times 60,000 pixels. */
function vast(): Buffer {
  const png = pngOf(codePicture('vast', { scale: 1 }));
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  return png;
}
