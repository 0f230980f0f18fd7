// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { svgPlot } from './plot';
import type { Plot } from './plot';
import type { ScalePoint } from './scale';

type Line = readonly [name: string, value: (point: ScalePoint) => number];

const curves: Readonly<
  Record<string, Pick<Plot, 'title' | 'yLabel' | 'yScale'> & { lines: readonly Line[] }>
> = {
  'write-rate': {
    title: 'Bulk intake',
    yLabel: 'records/s',
    yScale: 'linear',
    lines: [['bulk', ({ writesPerSecond }) => writesPerSecond]],
  },
  verification: {
    title: 'Verification of a licence, one at a time, p50',
    yLabel: 'ms',
    yScale: 'linear',
    lines: [['bare status', ({ verifyMs }) => verifyMs]],
  },
  'history-page': {
    title: 'History page of a record with 100 events, p50',
    yLabel: 'ms',
    yScale: 'linear',
    lines: [['page', ({ historyPageMs }) => historyPageMs]],
  },
  restart: {
    title: 'Gateway restart until ready',
    yLabel: 's',
    yScale: 'linear',
    lines: [['restart', ({ restartSeconds }) => restartSeconds]],
  },
  rebuild: {
    title: 'Rebuild of a deleted projection',
    yLabel: 's',
    yScale: 'log',
    // A rebuild too short to tell from the restart's own duration counts as this long.
    lines: [['rebuild', ({ rebuildSeconds }) => Math.max(0.05, rebuildSeconds)]],
  },
  disk: {
    title: 'Disk for each record, at one organisation',
    yLabel: 'bytes/record',
    yScale: 'linear',
    lines: [
      ['blocks', ({ diskBytesPerRecord }) => diskBytesPerRecord.blocks],
      ['peer state', ({ diskBytesPerRecord }) => diskBytesPerRecord.state],
      ['projection', ({ diskBytesPerRecord }) => diskBytesPerRecord.projection],
    ],
  },
};

/** Writes a plot of each curve into a folder. */
export function writeCurves(folder: string, points: readonly ScalePoint[]): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, { lines, ...labels }] of Object.entries(curves)) {
    const drawn = lines.map(([name, value]) => ({
      name,
      points: points.map((point) => [point.records, value(point)] as const),
    }));
    const plot = svgPlot({ ...labels, xLabel: 'records on the ledger', lines: drawn });
    writeFileSync(join(folder, `${file}.svg`), plot);
  }
}
