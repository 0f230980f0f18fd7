// SPDX-License-Identifier: Apache-2.0
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { create } from 'qrcode';

const quietZone = 4;
const [paper, ink] = [0xe0, 0x30];

/** A picture of a QR code on grey paper, which is wider than the code. */
export function codePicture(text: string, { scale = 6, margin = 100 } = {}): PNG {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = (modules.size + 2 * quietZone) * scale;
  const png = new PNG({ width: side + 2 * margin, height: side + margin });
  png.data.fill(paper);
  for (let at = 0; at < side * side; at += 1) {
    const [y, x] = [Math.floor(at / side), at % side];
    const [row, column] = [y, x].map((pixel) => Math.floor(pixel / scale) - quietZone) as [number, number];
    const isInside = [row, column].every((place) => place >= 0 && place < modules.size);
    if (!isInside || modules.get(row, column) === 0) continue;
    const pixel = 4 * (y * png.width + x);
    png.data.fill(ink, pixel, pixel + 3);
  }
  return png;
}

export function pngOf(picture: PNG): Buffer {
  return PNG.sync.write(picture);
}

export function jpegOf(picture: PNG): Buffer {
  return jpeg.encode(picture, 60).data;
}
