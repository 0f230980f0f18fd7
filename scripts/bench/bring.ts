// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import type { RecordContent } from '@guidang/chaincode/model';
import type { RowResult } from '../import/result-file';
import type { HttpCallers } from './load/http-callers';
import { recordContent } from './record-content';

interface BringOptions {
  readonly callers: HttpCallers;
  /** Index of the caller that sends them. */
  readonly caller?: number;
  readonly rows: Iterable<RecordContent>;
  readonly onAnswer: (answer: RowResult) => void;
}

/** Rows sent in one chunk: one line per chunk would cost a frame each. */
const rowsPerChunk = 64;

/** Creates records in bulk, with one request whose rows and answers are both streamed. */
export async function bring({ callers, caller = 0, rows, onAnswer }: BringOptions): Promise<void> {
  const body = Readable.from(chunks(rows), { objectMode: false });
  const lines = await callers.stream(caller, '/api/v1/records:batch', { body, type: 'application/x-ndjson' });
  for await (const line of lines) {
    if (line !== '') onAnswer(JSON.parse(line) as RowResult);
  }
}

/**
 * Creates this many records.
 * @returns their identifiers.
 * @throws {Error} if one was refused.
 */
export async function bringAll(callers: HttpCallers, count: number): Promise<string[]> {
  const ids: string[] = [];
  const onAnswer = (answer: RowResult): void => {
    if ('problem' in answer) {
      throw new Error(`row ${answer.row} was refused: ${JSON.stringify(answer.problem)}`);
    }
    ids.push(answer.id);
  };
  await bring({ callers, rows: manyContents(count), onAnswer });
  if (ids.length !== count) throw new Error(`${count} rows were sent, and ${ids.length} answered`);
  return ids;
}

function* manyContents(count: number): Generator<RecordContent> {
  for (let row = 0; row < count; row += 1) yield recordContent();
}

function* chunks(rows: Iterable<RecordContent>): Generator<Buffer> {
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(`${JSON.stringify(row)}\n`);
    if (lines.length < rowsPerChunk) continue;
    yield Buffer.from(lines.join(''));
    lines = [];
  }
  if (lines.length > 0) yield Buffer.from(lines.join(''));
}
