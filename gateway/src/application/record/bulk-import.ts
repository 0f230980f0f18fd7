// SPDX-License-Identifier: Apache-2.0
import { limits, Refusal } from '@guidang/chaincode/model';
import { accessionedRecords, accessionRecords } from '@guidang/chaincode/commands';
import { optional } from '../../common/optional';
import { OutboxError } from '../../outbox';
import { catalogue } from '../../errors/catalogue';
import { faultOf } from '../../errors/fault';
import type { Fault } from '../../errors/fault';
import type { CommandService, Committed } from '../command/api';
import type { IntakeOptions, IntakeRow, RecordIntakeService, RowOutcome } from './api';
import { BackOff } from '../../common/back-off';
import { inOrder } from './in-order';
import type { Caller } from '../caller';

/** Concurrent accessions of one list: enough to keep endorsement busy while blocks are cut. */
const inFlightMax = 8;
/** Half the limit of a signed command, to leave room for base64 and the signature. */
const bytesMax = limits.accessionBytesMax / 2;
const attemptsMax = 8;
const waits = { firstMs: 100, maximumMs: 2_000 };

/** Imports lists of any length, as signed accessions of many records each. */
export class RecordIntake implements RecordIntakeService {
  readonly #commands: CommandService;

  constructor(commands: CommandService) {
    this.#commands = commands;
  }

  /**
   * @returns the outcomes in the order of the rows, one accession at a time
   * @throws {OutboxError} or {Refusal} when the list as a whole is refused, or the ledger does not commit it in a
   * limited time: rows without an outcome may be sent again under the same key.
   */
  take(
    caller: Caller,
    rows: AsyncIterable<IntakeRow>,
    options: IntakeOptions,
  ): AsyncGenerator<readonly RowOutcome[]> {
    return inOrder(portions(rows), inFlightMax, (portion) => this.#takePortion(caller, portion, options));
  }

  async #takePortion(caller: Caller, portion: Portion, options: IntakeOptions): Promise<RowOutcome[]> {
    const outcomes = new Map<number, RowOutcome>();
    let left: WellFormed[] = [];
    for (const row of portion.rows) {
      if ('content' in row) left.push(row);
      else outcomes.set(row.row, row);
    }
    // An accession is all or nothing: after a refusal for one row, it is retried without that row.
    while (left.length > 0) {
      const answer = await this.#accession(caller, left, portion, options);
      if ('refusedRow' in answer) {
        const { row } = answer.refusedRow;
        outcomes.set(row, { row, fault: answer.fault });
        left = left.filter((each) => each !== answer.refusedRow);
      } else {
        for (const [index, id] of accessionedRecords(answer).entries()) {
          const row = left[index]?.row;
          if (row !== undefined) outcomes.set(row, { row, id });
        }
        left = [];
      }
    }
    return portion.rows.map(({ row }) => outcomes.get(row)).filter((outcome) => outcome !== undefined);
  }

  async #accession(
    caller: Caller,
    rows: readonly WellFormed[],
    { number }: Portion,
    { idempotencyKey, role }: IntakeOptions,
  ): Promise<Committed | RefusedRow> {
    const body = { records: rows.map(({ content }) => content) };
    const given = {
      role,
      ...(idempotencyKey === undefined
        ? {}
        : { idempotencyKey: `${idempotencyKey}/${number}/${rows.map(({ row }) => row).join()}` }),
    };
    const backOff = new BackOff(waits);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const outcome = await this.#commands.run(caller, accessionRecords, body, given);
        if (!('submission' in outcome)) return outcome;
        throw new OutboxError('outcome-unknown', 'an accession is still on its way: send the rows again');
      } catch (error) {
        const refused = refusedRow(error, rows);
        if (refused !== undefined) return refused;
        const { status } = catalogue[faultOf(error).code];
        if (attempt === attemptsMax || (status !== 503 && status !== 429)) throw error;
      }
      await backOff.wait();
    }
  }
}

type WellFormed = Extract<IntakeRow, { content: unknown }>;

/** The rows of one accession, including malformed ones. */
interface Portion {
  readonly number: number;
  readonly rows: readonly IntakeRow[];
}

interface RefusedRow {
  readonly refusedRow: WellFormed;
  readonly fault: Fault;
}

/** Splits rows deterministically, so that a list sent again uses the same idempotency keys. */
async function* portions(rows: AsyncIterable<IntakeRow>): AsyncGenerator<Portion> {
  let number = 0;
  let portion: IntakeRow[] = [];
  let bytes = 0;
  for await (const row of rows) {
    const more = 'content' in row ? row.bytes : 0;
    if (portion.length === limits.recordsPerAccessionMax || bytes + more > bytesMax) {
      if (portion.length > 0) yield { number, rows: portion };
      number += 1;
      portion = [];
      bytes = 0;
    }
    portion.push(row);
    bytes += more;
  }
  if (portion.length > 0) yield { number, rows: portion };
}

const rowField = /^body\/records\/(\d+)(\/.*)?$/;

/** The row for which an accession was refused; `undefined` when the refusal is not about a single row. */
function refusedRow(error: unknown, rows: readonly WellFormed[]): RefusedRow | undefined {
  if (!(error instanceof Refusal)) return undefined;
  const [, index, rest = ''] = rowField.exec(error.document.field ?? '') ?? [];
  const row = rows[Number(index)];
  if (row === undefined) return undefined;
  const { code, message, detail } = error.document;
  const fault = faultOf(new Refusal(code, message, { ...optional({ detail }), field: `row${rest}` }));
  return { refusedRow: row, fault };
}
