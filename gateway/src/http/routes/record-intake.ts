// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import { limits, Refusal } from '@guidang/chaincode/model';
import { accessionRecords, createRecordBody } from '@guidang/chaincode/commands';
import { optional } from '../../common/optional';
import { catalogue } from '../../errors/catalogue';
import { toProblem } from '../answer/to-problem';
import { givenBy } from '../command-route';
import { numberedLines } from '../request/ndjson';
import type { NumberedLine } from '../request/ndjson';
import { defineRoute } from '../route';
import type { Route } from '../route';
import type { IntakeRow, RowOutcome } from '../../application/record/api';
import { noParams, noQuery } from '../shared-schemas';
import { parseStrictJson } from '../request/strict-json';
import { validate } from '../request/validate';

const mediaType = 'application/x-ndjson';

/** Bulk import of records: rows stream in and results stream out, in constant memory. */
export const recordIntakeRoute: Route = defineRoute({
  method: 'post',
  path: '/api/v1/records:batch',
  operation: 'takeInRecords',
  tag: 'records',
  summary: 'Captures many records, from lists that are signed as a whole (移交清单)',
  kind: 'write',
  isLong: true,
  ...givenBy(accessionRecords),
  params: noParams,
  query: noQuery,
  raw: {
    mediaTypes: [mediaType],
    bytesMax: ({ intakeBytesMax }) => intakeBytesMax,
    description:
      'One record a line, as `POST /api/v1/records` takes it. The answer has one line for each row, in the order of ' +
      'the rows: `{"row": 1, "id": "…"}`, or `{"row": 2, "problem": {…}}`; rows are numbered from 1. An answer that ' +
      'is cut short says nothing of the rest: send the same rows again under the same `Idempotency-Key`.',
  },
  responses: { 200: { description: 'What became of each row', mediaType } },
  async handle({ services, caller, request, config, write, signal, inSlices }) {
    const lines = numberedLines(request, config.jsonBytesMax);
    const { idempotencyKey, role } = write;
    const rows = inSlices(rowsOf(lines, config.jsonDepthMax));
    const outcomes = services.intake.take(caller, rows, {
      idempotencyKey,
      role,
    });
    // An error of the whole body shows at its beginning, and gets a status of its own.
    const first = await outcomes.next();
    const answer = Readable.from(answerLines(first, outcomes), { objectMode: false, signal });
    return { status: 200, headers: { 'Content-Type': mediaType }, stream: answer };
  },
});

async function* rowsOf(lines: AsyncIterable<NumberedLine>, depthMax: number): AsyncGenerator<IntakeRow> {
  for await (const line of lines) yield rowOf(line, depthMax);
}

function rowOf({ number: row, text }: NumberedLine, depthMax: number): IntakeRow {
  try {
    const bytes = Buffer.from(text, 'utf8');
    const content = validate(createRecordBody, parseStrictJson(bytes, depthMax), 'row');
    // A row longer than this fits no accession.
    if (bytes.length > limits.accessionBytesMax / 2) {
      throw new Refusal('limit-exceeded', 'the record is too large');
    }
    return { row, content, bytes: bytes.length };
  } catch (error) {
    const { code, message, options } = toProblem(error);
    return { row, fault: { code, message, field: options.field } };
  }
}

async function* answerLines(
  first: IteratorResult<readonly RowOutcome[]>,
  rest: AsyncIterable<readonly RowOutcome[]>,
): AsyncGenerator<string> {
  if (first.done === true) return;
  yield textOf(first.value);
  for await (const outcomes of rest) yield textOf(outcomes);
}

function textOf(outcomes: readonly RowOutcome[]): string {
  return outcomes.map((outcome) => `${JSON.stringify(shown(outcome))}\n`).join('');
}

function shown(outcome: RowOutcome): object {
  if (!('fault' in outcome)) return outcome;
  const { code, message, field } = outcome.fault;
  const { status } = catalogue[code];
  return {
    row: outcome.row,
    problem: { code, status, detail: message, ...optional({ field }) },
  };
}
