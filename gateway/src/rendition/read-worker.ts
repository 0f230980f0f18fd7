// SPDX-License-Identifier: Apache-2.0
import type { PDFiumDocument } from '@hyzyla/pdfium' with { 'resolution-mode': 'import' };
import jpeg from 'jpeg-js';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { readOfd } from './ofd';

/** Four bytes a pixel; the order of the colours does not matter. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A licence is a page or two, and a picture on each. */
const pagesMax = 3;
/** Of what is decoded; a photograph of a phone has twelve million pixels. */
const pixelsMaxUsual = 16e6;
/** Of what is searched: larger pictures are thinned out. */
const searchedPixelsMax = 3e6;
const pageScaleMax = 2;

/**
 * The texts that a file shows: those of a PDF or OFD, however they are compressed, and those of a QR code on a page, in
 * a photograph or in a scan. Runs in a thread of the {@link LicenceReader}.
 */
export async function textsIn(
  file: Uint8Array,
  { pixelsMax = pixelsMaxUsual }: { readonly pixelsMax?: number } = {},
): Promise<readonly string[]> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  if (bytes.readUInt32BE(0) === 0x504b0304) return textsOfOfd(bytes, pixelsMax);
  const picture = pictureOf(bytes, pixelsMax);
  return picture === undefined ? textsOfPdf(bytes) : qrCodeOf(picture);
}

function pictureOf(bytes: Buffer, pixelsMax: number): Picture | undefined {
  if (bytes.readUInt32BE(0) === 0x89504e47) return pngOf(bytes, pixelsMax);
  return bytes.readUInt16BE(0) === 0xffd8 ? jpegOf(bytes, pixelsMax) : undefined;
}

function textsOfOfd(bytes: Buffer, pixelsMax: number): readonly string[] {
  const { texts, pictures } = readOfd(bytes);
  return [...texts, ...pictures.slice(0, pagesMax).flatMap((picture) => qrCodeIn(picture, pixelsMax))];
}

/** A picture that cannot be read, as a seal's, takes nothing from what the pages say. */
function qrCodeIn(bytes: Buffer, pixelsMax: number): readonly string[] {
  try {
    const picture = pictureOf(bytes, pixelsMax);
    return picture === undefined ? [] : qrCodeOf(picture);
  } catch {
    return [];
  }
}

interface Memory {
  readonly buffer: ArrayBuffer;
}

type Grow = (this: Memory, pages: number) => number;

declare const WebAssembly: { readonly Memory: { readonly prototype: { grow: Grow } } };

const memoryPageBytes = 65_536;
const memoryBytesMax = 512 * 1024 * 1024;

/** The bounds of a thread do not hold for this memory, and a few kilobytes of PDF can fill two gigabytes of it. */
function boundMemory(): void {
  const { prototype } = WebAssembly.Memory;
  const { grow } = prototype;
  prototype.grow = function (pages) {
    const bytes = this.buffer.byteLength + pages * memoryPageBytes;
    if (bytes > memoryBytesMax) throw new RangeError('the file needs too much memory');
    return grow.call(this, pages);
  };
}

boundMemory();

/** By PDFium, in WebAssembly: what a hostile file does there stays there. */
async function textsOfPdf(bytes: Buffer): Promise<readonly string[]> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  try {
    return await textsOfPages(await library.loadDocument(bytes));
  } finally {
    library.destroy();
  }
}

async function textsOfPages(document: PDFiumDocument): Promise<readonly string[]> {
  const texts: string[] = [];
  for (let index = 0; index < Math.min(pagesMax, document.getPageCount()); index += 1) {
    const page = document.getPage(index);
    const { originalWidth: width, originalHeight: height } = page.getOriginalSize();
    texts.push(page.getText());
    const scale = Math.min(pageScaleMax, Math.sqrt(searchedPixelsMax / Math.max(1, width * height)));
    texts.push(...qrCodeOf(await page.render({ scale, render: 'bitmap' })));
  }
  return texts;
}

/** Signature, length and name of the first chunk, and its content: two sides, and five bytes more. */
const pngHeadEnd = 29;

/** @throws {RangeError} if it says that it has more pixels: they would take memory before one is read. */
function pngOf(bytes: Buffer, pixelsMax: number): Picture {
  if (bytes.length < pngHeadEnd) throw new Error('no picture: it ends before its size');
  // The library inflates such a one without a bound: sixteen megabytes of file may hold as many gigabytes.
  if (bytes[pngHeadEnd - 1] !== 0) throw new RangeError('an interlaced picture');
  if (bytes.readUInt32BE(16) * bytes.readUInt32BE(20) > pixelsMax) throw new RangeError('too many pixels');
  return PNG.sync.read(bytes);
}

function jpegOf(bytes: Buffer, pixelsMax: number): Picture {
  return jpeg.decode(bytes, {
    useTArray: true,
    formatAsRGBA: true,
    maxResolutionInMP: pixelsMax / 1e6,
    maxMemoryUsageInMB: 256,
  });
}

function qrCodeOf(picture: Picture): readonly string[] {
  const { data, width, height } = thinned(picture);
  const found = jsQR(new Uint8ClampedArray(data.buffer, data.byteOffset, data.length), width, height);
  return found === null ? [] : [found.data];
}

function thinned({ width, height, data }: Picture): Picture {
  const step = Math.ceil(Math.sqrt((width * height) / searchedPixelsMax));
  if (step <= 1) return { width, height, data };
  const [columns, rows] = [Math.floor(width / step), Math.floor(height / step)];
  const kept = new Uint8Array(4 * columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const from = 4 * (row * step * width + column * step);
      kept.set(data.subarray(from, from + 4), 4 * (row * columns + column));
    }
  }
  return { width: columns, height: rows, data: kept };
}
