// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { start } from './log';
import type { TestLog } from './log';
import { testOrigin } from './signers';

/** An export's parts, so that a test can alter one before it is sealed. */
export interface ExportParts {
  header: Record<string, unknown>;
  leaves: Record<string, unknown>[];
  count: { leaves: number; closed?: number; events: Record<string, number> };
}

export interface ExportOptions {
  readonly selection: object;
  readonly first?: number;
  readonly size?: number;
  /** Only these leaves, each with its proof. */
  readonly chosen?: readonly number[];
  /** Of a log of salted leaves, those that are opened; by default all. */
  readonly opened?: readonly number[];
  readonly headTime?: number;
}

/** The parts of an honest export of a log. */
export function exportParts(log: TestLog, options: ExportOptions): ExportParts {
  const {
    selection,
    first = 0,
    size = log.entries.length,
    chosen,
    opened,
    headTime = start + size,
  } = options;
  const indexes = chosen ?? Array.from({ length: size - first }, (_, index) => first + index);
  const isSalted = log.entries.some(({ opening }) => opening !== undefined);
  const leaves = indexes.map((index): Record<string, unknown> => ({
    index,
    ...(opened?.includes(index) === false ? { leaf: log.entries[index]?.leaf } : log.entries[index]),
    ...(chosen === undefined ? {} : { proof: log.path(index, size) }),
  }));
  return {
    header: {
      format: isSalted ? 'guidang-export/2' : 'guidang-export/1',
      origin: testOrigin,
      selection,
      first,
      size,
      keys: log.keys,
      ...(first === 0 ? {} : { before: log.head({ size: first }), frontier: log.frontier(first) }),
      head: log.head({ size, time: headTime }),
    },
    leaves,
    count: isSalted ? countOfSalted(leaves) : countOf(leaves.map(({ leaf }) => String(leaf))),
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

function countOfSalted(leaves: readonly Readonly<Record<string, unknown>>[]): ExportParts['count'] {
  const shown = leaves.flatMap(({ leaf, opening }): string[] => {
    if (opening !== undefined) return [`{"event":${(opening as { event: string }).event}}`];
    return String(leaf).endsWith('"schema":1}') ? [String(leaf)] : [];
  });
  return { ...countOf(shown), leaves: leaves.length, closed: leaves.length - shown.length };
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
  const { format } = JSON.parse(lines[0] ?? '{}') as { format: string };
  return log.organisation(sealer).seal.line(`${format}\nsha256 ${digest}\n`);
}
