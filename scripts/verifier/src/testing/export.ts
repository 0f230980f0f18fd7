// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { start } from './log';
import type { TestLog } from './log';
import { testOrigin } from './signers';

/** An export's parts, so that a test can alter one before it is sealed. */
export interface ExportParts {
  header: Record<string, unknown>;
  leaves: Record<string, unknown>[];
  count: { leaves: number; events: Record<string, number> };
}

export interface ExportOptions {
  readonly selection: object;
  readonly first?: number;
  readonly size?: number;
  /** Only these leaves, each with its proof. */
  readonly chosen?: readonly number[];
  readonly headTime?: number;
}

/** The parts of an honest export of a log. */
export function exportParts(log: TestLog, options: ExportOptions): ExportParts {
  const { selection, first = 0, size = log.entries.length, chosen, headTime = start + size } = options;
  const indexes = chosen ?? Array.from({ length: size - first }, (_, index) => first + index);
  const leaves = indexes.map((index) => ({
    index,
    ...log.entries[index],
    ...(chosen === undefined ? {} : { proof: log.path(index, size) }),
  }));
  return {
    header: {
      format: 'guidang-export/1',
      origin: testOrigin,
      selection,
      first,
      size,
      keys: log.keys,
      ...(first === 0 ? {} : { before: log.head({ size: first }), frontier: log.frontier(first) }),
      head: log.head({ size, time: headTime }),
    },
    leaves,
    count: countOf(leaves.map(({ leaf }) => leaf ?? '')),
  };
}

/** The count line for these leaves. */
export function countOf(leaves: readonly string[]): ExportParts['count'] {
  const events: Record<string, number> = {};
  for (const leaf of leaves) {
    const { event } = JSON.parse(leaf) as { event: { type: string } };
    events[event.type] = (events[event.type] ?? 0) + 1;
  }
  return { leaves: leaves.length, events };
}

/** The lines of an export with its seal, without line feeds. */
export function sealedLines(log: TestLog, { header, leaves, count }: ExportParts, sealer = 'east'): string[] {
  const lines = [header, ...leaves, { count }].map((line) => JSON.stringify(line));
  return [...lines, JSON.stringify({ seal: sealOf(log, lines, sealer) })];
}

export function sealOf(log: TestLog, lines: readonly string[], sealer = 'east'): string {
  const digest = createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('base64');
  return log.organisation(sealer).seal.line(`guidang-export/1\nsha256 ${digest}\n`);
}
