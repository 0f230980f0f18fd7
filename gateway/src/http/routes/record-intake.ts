// SPDX-License-Identifier: Apache-2.0
import { limits, Refusal } from '@guidang/chaincode/model';
import { accessionRecords, createRecordBody } from '@guidang/chaincode/commands';
import { z } from 'zod';
import { optional } from '../../common/optional';
import { catalogue } from '../../errors/catalogue';
import { detailOf } from '../../errors/detail';
import type { Language } from '../../words/language';
import { languageOf } from '../answer/language';
import { chineseErrorsOf } from '../answer/problem-response';
import { streamToReader } from '../answer/stream-to-reader';
import { toProblem } from '../answer/to-problem';
import { warningsOf } from '../answer/warnings';
import { givenBy } from '../command-route';
import { numberedLines } from '../request/ndjson';
import type { NumberedLine } from '../request/ndjson';
import { defineRoute } from '../route';
import type { Route } from '../route';
import type { Caller } from '../../application/caller';
import type { IntakeRow, RowCheck, RowOutcome } from '../../application/record/api';
import { noParams } from '../shared-schemas';
import { parseStrictJson } from '../request/strict-json';
import { validate } from '../request/validate';

const mediaType = 'application/x-ndjson';

const intakeQuery = z.strictObject({
  /** `known`: what the department has had taken in before is not taken in again. */
  equal: z.enum(['known', 'new']).optional(),
  /** Nothing is taken in: the answer says what would become of each row. */
  check: z.literal('true').optional(),
});

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
  query: intakeQuery,
  raw: {
    mediaTypes: [mediaType],
    bytesMax: ({ intakeBytesMax }) => intakeBytesMax,
    description:
      'One record a line, as `POST /api/v1/records` takes it. The answer has one line for each row, in the order of ' +
      'the rows: `{"row": 1, "id": "…"}`, or `{"row": 2, "problem": {…}}`; rows are numbered from 1. An answer that ' +
      'is cut short says nothing of the rest: send the same rows again under the same `Idempotency-Key`. The same ' +
      'key with other rows is `command-conflict`. With `equal=known`, a row that says the same as one that the ' +
      'department has had taken in before, in whatever list, is answered with the first identifier and ' +
      '`"known": true`, and not taken in again. With `check=true` nothing is taken in: the answer says of each row ' +
      'that it is new, `{"row": 1, "check": "new", "department": "…"}`, or known, or what is wrong with it. ' +
      'A row whose files are not stored here as it says is taken in, and says so in `warnings`: its record is not ' +
      'filed before they are.',
  },
  responses: { 200: { description: 'What became of each row', mediaType } },
  async handle({ services, caller, query, request, config, write, signal, inSlices, nextSlice }) {
    const lines = numberedLines(request, config.jsonBytesMax);
    const { idempotencyKey, role } = write;
    const language = languageOf(request);
    const rows = inSlices(rowsOf(lines, { depthMax: config.jsonDepthMax, language }));
    const recognise = query.equal === 'known';
    const outcomes: AsyncGenerator<readonly Told[]> =
      query.check === undefined
        ? services.intake.take(caller, rows, { idempotencyKey, role, recognise, nextSlice })
        : services.intake.check(caller, rows, { nextSlice });
    // An error of the whole body shows at its beginning, and gets a status of its own.
    const first = await outcomes.next();
    const answer = streamToReader(answerLines(first, outcomes, { language, caller }), signal);
    return { status: 200, headers: { 'Content-Type': mediaType }, stream: answer };
  },
});

interface Reading {
  readonly depthMax: number;
  readonly language: Language;
}

async function* rowsOf(lines: AsyncIterable<NumberedLine>, reading: Reading): AsyncGenerator<IntakeRow> {
  for await (const line of lines) yield rowOf(line, reading);
}

function rowOf({ number: row, text }: NumberedLine, { depthMax, language }: Reading): IntakeRow {
  try {
    const bytes = Buffer.from(text, 'utf8');
    const content = validate(createRecordBody, parseStrictJson(bytes, depthMax), 'row');
    // A row longer than this fits no accession.
    if (bytes.length > limits.accessionBytesMax / 2) {
      throw new Refusal('limit-exceeded', 'the record is too large');
    }
    return { row, content, bytes: bytes.length };
  } catch (error) {
    const problem = toProblem(error);
    const { code, message, options } = problem;
    const errors = language === 'en' ? options.errors : chineseErrorsOf(problem);
    return {
      row,
      fault: { code, message, ...optional({ field: options.field, errors, facts: options.facts }) },
    };
  }
}

type Told = RowOutcome | RowCheck;

interface Answering {
  readonly language: Language;
  readonly caller: Caller;
}

async function* answerLines(
  first: IteratorResult<readonly Told[]>,
  rest: AsyncIterable<readonly Told[]>,
  answering: Answering,
): AsyncGenerator<string> {
  if (first.done === true) return;
  yield textOf(first.value, answering);
  for await (const outcomes of rest) yield textOf(outcomes, answering);
}

function textOf(outcomes: readonly Told[], answering: Answering): string {
  return outcomes.map((outcome) => `${JSON.stringify(shown(outcome, answering))}\n`).join('');
}

function shown(outcome: Told, { language, caller }: Answering): object {
  if (!('fault' in outcome)) {
    // The unit that the record would be of, for whoever looks before filing.
    const told = 'check' in outcome ? { ...outcome, department: caller.department } : outcome;
    return outcome.warnings === undefined
      ? told
      : { ...told, warnings: warningsOf(outcome.warnings, language) };
  }
  const { code, field, errors } = outcome.fault;
  const { status } = catalogue[code];
  const detail = detailOf(outcome.fault, language);
  return {
    row: outcome.row,
    problem: { code, status, detail, ...optional({ field, errors }) },
  };
}
