// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordContent } from '@guidang/chaincode/model';
import type { RowResult } from '../import/result-file';
import { bring } from './bring';
import type { HttpCallers } from './load/http-callers';
import { MeasuredTime } from './load/measured';
import type { LoadResult, Meter } from './load/operation';
import { recordContent } from './record-content';

interface BulkOptions {
  readonly callers: HttpCallers;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly meter: Meter;
  readonly onRecord?: (id: string) => void;
}

/** Bulk intake at full speed: one request runs until the time is over; rows count when they are answered. */
export async function measureBulk(options: BulkOptions): Promise<LoadResult> {
  const { callers, warmUpMs, measureMs, meter, onRecord } = options;
  const errors: Record<string, number> = {};
  let count = 0;
  let ended = false;
  function* rows(): Generator<RecordContent> {
    while (!ended) yield recordContent();
  }
  const onAnswer = (answer: RowResult): void => {
    if ('problem' in answer) {
      const reason = answer.problem.code;
      errors[reason] = (errors[reason] ?? 0) + 1;
      return;
    }
    count += 1;
    onRecord?.(answer.id);
  };
  const brought = bring({ callers, rows: rows(), onAnswer });
  const measured = async (): Promise<LoadResult> => {
    await sleep(warmUpMs);
    const before = count;
    const time = new MeasuredTime(meter);
    await sleep(measureMs);
    const result = time.result({ count: count - before, latencyMs: undefined, errors });
    ended = true;
    return result;
  };
  // A failing intake ends the measurement, which would otherwise count nothing.
  const failed = brought.then(() => new Promise<never>(() => undefined));
  const result = await Promise.race([measured(), failed]);
  await brought;
  return result;
}
