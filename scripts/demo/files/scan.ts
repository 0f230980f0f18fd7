// SPDX-License-Identifier: Apache-2.0
import { encode } from 'jpeg-js';

/** About 100 dots an inch. */
const scale = 1.4;
const quality = 70;
/** How crooked the sheet lay: the tangent of the angle. */
const skew = 0.012;
/** Aged paper takes more of the blue than of the red. */
const paperTint = [0.985, 0.965, 0.915] as const;
const noiseAmplitude = 14;

interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/**
 * Makes the first page of a PDF look like a sheet from a scanner, as JPEG: tinted, noisy, slightly rotated. The same
 * page and seed give the same bytes: PDFium runs as WebAssembly, the encoder is JavaScript.
 */
export async function scan(pdf: Buffer, seed: number): Promise<Buffer> {
  const page = await rasterise(pdf);
  const { width, height } = page;
  const noise = noiseFrom(seed);
  const data = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const grey = greyAt(page, x + skew * (y - height / 2), y - skew * (x - width / 2));
      const light = grey - noiseAmplitude * noise();
      const offset = 4 * (y * width + x);
      paperTint.forEach((tint, channel) => {
        data[offset + channel] = Math.max(0, Math.round(light * tint));
      });
      data[offset + 3] = 255;
    }
  }
  return encode({ width, height, data }, quality).data;
}

async function rasterise(pdf: Buffer): Promise<GreyImage> {
  // The package's types are an ES module, which CommonJS can import only this way.
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const { width, height, data } = await document
      .getPage(0)
      .render({ scale, colorSpace: 'Gray', render: 'bitmap' });
    document.destroy();
    return { width, height, pixels: data };
  } finally {
    library.destroy();
  }
}

/** Bilinear interpolation; outside the page there is white paper. */
function greyAt({ width, height, pixels }: GreyImage, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const pixel = (column: number, row: number): number =>
    column < 0 || row < 0 || column >= width || row >= height ? 255 : (pixels[row * width + column] ?? 255);
  const [right, down] = [x - left, y - top];
  const upper = pixel(left, top) * (1 - right) + pixel(left + 1, top) * right;
  const lower = pixel(left, top + 1) * (1 - right) + pixel(left + 1, top + 1) * right;
  return upper * (1 - down) + lower * down;
}

/** Numbers from 0 up to 1 by a 32-bit xorshift (Marsaglia 2003), so that a seed replays the scan. */
function noiseFrom(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
