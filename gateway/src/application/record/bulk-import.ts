// SPDX-License-Identifier: Apache-2.0
import { limits, Refusal } from '@guidang/chaincode/model';
import { accessionedRecords, accessionRecords } from '@guidang/chaincode/commands';
import { optional } from '../../common/optional';
import { sha256, sha256Hex } from '../../common/sha256';
import { OutboxError } from '../../outbox';
import { catalogue } from '../../errors/catalogue';
import { faultOf } from '../../errors/fault';
import type { Fault } from '../../errors/fault';
import type { CommandService, Committed } from '../command/api';
import type { IdempotencyKeys } from '../command/idempotency';
import type { IntakeOptions, IntakeRow, RecordIntakeService, RowCheck, RowOutcome } from './api';
import { BackOff } from '../../common/back-off';
import { inOrder } from './in-order';
import type { Settled } from './row-claims';
import type { OwnRow, RowRegister } from './row-register';
import type { RowSoundness } from './row-soundness';
import type { ContentAdmission } from '../content/api';
import { contentsOfRecord } from '../content/named-contents';
import type { Caller } from '../caller';

/** Concurrent accessions of one list: enough to keep endorsement busy while blocks are cut. */
const inFlightMax = 8;
/** Half the limit of a signed command, to leave room for base64 and the signature. */
const bytesMax = limits.accessionBytesMax / 2;
const attemptsMax = 8;
const waits = { firstMs: 100, maximumMs: 2_000 };

interface RecordIntakeOptions {
  readonly commands: CommandService;
  /** Remembers what each portion of a list under an Idempotency-Key held. */
  readonly keys: Pick<IdempotencyKeys, 'claim'>;
  readonly register: Pick<RowRegister, 'open' | 'sort' | 'find' | 'keep' | 'release' | 'doubt'>;
  readonly admission: Pick<ContentAdmission, 'unheld'>;
  /** For each list that is checked. */
  readonly soundness: () => Pick<RowSoundness, 'faultsOf'>;
}

/** Imports lists of any length, as signed accessions of many records each. */
export class RecordIntake implements RecordIntakeService {
  readonly #commands: CommandService;
  readonly #keys: RecordIntakeOptions['keys'];
  readonly #register: RecordIntakeOptions['register'];
  readonly #admission: RecordIntakeOptions['admission'];
  readonly #soundness: RecordIntakeOptions['soundness'];

  constructor({ commands, keys, register, admission, soundness }: RecordIntakeOptions) {
    this.#commands = commands;
    this.#keys = keys;
    this.#register = register;
    this.#admission = admission;
    this.#soundness = soundness;
  }

  /**
   * @returns the outcomes in the order of the rows, one accession at a time
   * @throws {OutboxError} or {Refusal} when the list as a whole is refused, or the ledger does not commit it in a
   * limited time: rows without an outcome may be sent again under the same key.
   */
  async *take(
    caller: Caller,
    rows: AsyncIterable<IntakeRow>,
    options: IntakeOptions,
  ): AsyncGenerator<readonly RowOutcome[]> {
    if (options.recognise) await this.#register.open(caller);
    // A portion that was never claimed is refused too, where one before it differs.
    let isSameList = Promise.resolve(true);
    yield* inOrder(portions(rows), inFlightMax, (portion) => {
      isSameList = isSameList.then((isSame) => isSame && this.#claims(caller, portion, options));
      return this.#takePortion(caller, { portion, isSameList, options });
    });
  }

  /** @throws {OutboxError} as {@link take}. */
  async *check(
    caller: Caller,
    rows: AsyncIterable<IntakeRow>,
    { nextSlice }: Pick<IntakeOptions, 'nextSlice'>,
  ): AsyncGenerator<readonly RowCheck[]> {
    await this.#register.open(caller);
    const soundness = this.#soundness();
    for await (const portion of portions(rows)) {
      await nextSlice();
      yield await this.#checkPortion(caller, portion, soundness);
    }
  }

  async #checkPortion(
    caller: Caller,
    { rows }: Portion,
    soundness: Pick<RowSoundness, 'faultsOf'>,
  ): Promise<RowCheck[]> {
    const wellFormed = rows.filter((row): row is WellFormed => 'content' in row);
    const ids = await this.#register.find(
      caller,
      wellFormed.map(({ content }) => content),
    );
    const known = new Map(wellFormed.map(({ row }, index) => [row, ids[index]]));
    const unknown = wellFormed.filter(({ row }) => known.get(row) === undefined);
    const refused = await soundness.faultsOf(
      caller,
      unknown.map(({ content }) => content),
    );
    const faults = new Map(unknown.map(({ row }, index) => [row, refused[index]]));
    return Promise.all(
      rows.map(async (row): Promise<RowCheck> => {
        if (!('content' in row)) return row;
        const id = known.get(row.row);
        const warned = await this.#warned(caller, row);
        if (id !== undefined) return { row: row.row, check: 'known', id, ...warned };
        const fault = faults.get(row.row);
        return fault === undefined
          ? { row: row.row, check: 'new', ...warned }
          : { row: row.row, fault: faultOf(fault) };
      }),
    );
  }

  async #takePortion(
    caller: Caller,
    { portion, isSameList, options }: OfPortion & { readonly isSameList: Promise<boolean> },
  ): Promise<RowOutcome[]> {
    if (!(await isSameList)) return portionConflict(portion);
    const wellFormed = portion.rows.filter((row): row is WellFormed => 'content' in row);
    const outcomes = options.recognise
      ? await this.#takeUnknown(caller, wellFormed, { portion, options })
      : (await this.#takeRows(caller, wellFormed, { portion, options })).outcomes;
    const told: RowOutcome[] = [];
    for (const row of portion.rows) {
      const outcome = 'content' in row ? outcomes.get(row.row) : row;
      if (outcome === undefined) continue;
      const warned = 'content' in row && 'id' in outcome ? await this.#warned(caller, row) : undefined;
      told.push(warned === undefined ? outcome : { ...outcome, ...warned });
    }
    return told;
  }

  /** A list is often taken in before its files are: they are missed when a record is filed. */
  async #warned(
    caller: Caller,
    { content }: WellFormed,
  ): Promise<{ readonly warnings: readonly Fault[] } | undefined> {
    const warnings = await this.#admission.unheld(caller, contentsOfRecord(content, 'row'));
    return warnings.length === 0 ? undefined : { warnings };
  }

  /** The key of a list is of all its rows, refused ones too: a corrected list is another list. */
  async #claims(
    { organisation, officer }: Caller,
    { number, rows, isLast }: Portion,
    { idempotencyKey }: IntakeOptions,
  ): Promise<boolean> {
    if (idempotencyKey === undefined) return true;
    const said = rows.map((row) => ('content' in row ? [row.row, row.content] : [row.row, row.fault.code]));
    const key = sha256(idempotencyKey).toString('base64url');
    const claimed = `${organisation}~${officer}~${key}/${number}`;
    return this.#keys.claim(claimed, sha256Hex(JSON.stringify([isLast, said])));
  }

  /** Takes in what is new; what is in already keeps its first identifier. */
  async #takeUnknown(
    caller: Caller,
    rows: readonly WellFormed[],
    of: OfPortion,
  ): Promise<Map<number, RowOutcome>> {
    await of.options.nextSlice();
    const { known, awaited, own } = await this.#register.sort(
      caller,
      rows.map(({ content }) => content),
    );
    const outcomes = await this.#takeOwn(caller, { rows, own, of });
    for (const [position, id] of known) {
      const row = rows[position]?.row ?? 0;
      outcomes.set(row, { row, id, known: true });
    }
    for (const [position, settled] of awaited) {
      const row = rows[position]?.row ?? 0;
      outcomes.set(row, { row, ...knownOf(await settled) });
    }
    return outcomes;
  }

  /** What others wait for is settled in any case: taken in, refused, or in doubt. */
  async #takeOwn(
    caller: Caller,
    {
      rows,
      own,
      of,
    }: { readonly rows: readonly WellFormed[]; readonly own: readonly OwnRow[]; of: OfPortion },
  ): Promise<Map<number, RowOutcome>> {
    const mine = own.flatMap(({ position }) => rows[position] ?? []);
    try {
      const { outcomes, block } = await this.#takeRows(caller, mine, of);
      for (const claim of own) {
        const outcome = outcomes.get(rows[claim.position]?.row ?? 0);
        if (outcome !== undefined && 'id' in outcome) this.#register.keep(claim, { id: outcome.id, block });
        else this.#register.release(claim, outcome);
      }
      return outcomes;
    } catch (error) {
      for (const claim of own) this.#register.doubt(claim);
      throw error;
    }
  }

  async #takeRows(
    caller: Caller,
    rows: readonly WellFormed[],
    { portion, options }: OfPortion,
  ): Promise<{ readonly outcomes: Map<number, RowOutcome>; readonly block: number }> {
    const outcomes = new Map<number, RowOutcome>();
    let left = rows;
    let block = 0;
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
        block = answer.block;
        left = [];
      }
    }
    return { outcomes, block };
  }

  async #accession(
    caller: Caller,
    rows: readonly WellFormed[],
    { number }: Portion,
    { idempotencyKey, role, nextSlice }: IntakeOptions,
  ): Promise<Committed | RefusedRow> {
    const body = { records: rows.map(({ content }) => content) };
    const given = {
      role,
      nextSlice,
      ...(idempotencyKey === undefined
        ? {}
        : { idempotencyKey: `${idempotencyKey}/${number}/${rows.map(({ row }) => row).join()}` }),
    };
    const backOff = new BackOff(waits);
    for (let attempt = 1; ; attempt += 1) {
      await nextSlice();
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
  readonly isLast: boolean;
}

interface OfPortion {
  readonly portion: Portion;
  readonly options: IntakeOptions;
}

const conflict = 'the Idempotency-Key was used for a list of other rows';

/** @throws {Refusal} of the whole list, where nothing of it has been answered yet. */
function portionConflict({ number, rows }: Portion): RowOutcome[] {
  const refusal = new Refusal('command-conflict', conflict, { field: 'Idempotency-Key' });
  if (number === 0) throw refusal;
  const fault = faultOf(refusal);
  return rows.map(({ row }) => ({ row, fault }));
}

/** @throws {OutboxError} while the row may be taken in elsewhere. */
function knownOf(
  settled: Settled,
): { readonly id: string; readonly known: true } | { readonly fault: Fault } {
  if (settled === undefined) {
    throw new OutboxError('outcome-unknown', 'another list has the row on its way: send the rows again');
  }
  return 'id' in settled ? { id: settled.id, known: true } : { fault: settled.fault };
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
      if (portion.length > 0) yield { number, rows: portion, isLast: false };
      number += 1;
      portion = [];
      bytes = 0;
    }
    portion.push(row);
    bytes += more;
  }
  if (portion.length > 0) yield { number, rows: portion, isLast: true };
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
