// SPDX-License-Identifier: Apache-2.0
import { create } from 'qrcode';

/** ISO/IEC 18004: the light margin, in modules. */
const quietZone = 4;

/** A rectangle of dark modules, in units of the whole symbol's side (quiet zone included). */
interface DarkRun {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The dark modules of a QR code with medium error correction, joined into horizontal runs.
 *
 * @throws Error if the content exceeds a QR code's capacity (2,331 bytes)
 */
export function qrCodeRuns(content: string): DarkRun[] {
  const { modules } = create(content, { errorCorrectionLevel: 'M' });
  const unit = 1 / (modules.size + 2 * quietZone);
  const isDark = (row: number, column: number): boolean =>
    column < modules.size && modules.get(row, column) !== 0;
  const runs: DarkRun[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    let start = 0;
    while (start < modules.size) {
      let end = start;
      while (isDark(row, end)) {
        end += 1;
      }
      if (end > start) {
        const [x, y] = [(start + quietZone) * unit, (row + quietZone) * unit];
        runs.push({ x, y, width: (end - start) * unit, height: unit });
      }
      start = end + 1;
    }
  }
  return runs;
}
