// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { unowned } from '../authority/relation';
import type { Owner } from '../authority/relation';
import { defineCommand } from '../command/definition';
import {
  foldArchivalCode,
  formatArchivalCode,
  IdentifierMalformed,
  itemDigitsUsual,
  fileDigitsUsual,
  ruleFor,
} from '../identifier';
import type { ArchivalCode, ArchivalRule } from '../identifier';
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { recordIdSchema } from '../ledger/values';
import { aboutFonds, requireFonds } from '../registry/fonds';
import type { Fonds } from '../registry/model';
import { isTaken } from './existing-code';
import { archivalCodes, seriesCounters, seriesKey, seriesSchema } from './model';
import type { ArchiveRecord, Series } from './model';
import { requireRecord, requireRecordAt, saveRecord } from './store';
import { recordSubject, seriesSubject } from './subjects';

export const arrangeBody = z.strictObject({
  series: seriesSchema,
  records: z
    .array(z.strictObject({ id: recordIdSchema, version: z.int().min(1) }))
    .min(1)
    .max(limits.recordsPerArrangeMax),
  /** The number after which the series goes on, where lower ones are on paper. */
  after: z.int().min(0).max(limits.itemNumberMax).optional(),
});

/**
 * Assigns 档号, in the form of the fonds' scheme, to filed records: many of one series at a time, in the given order.
 * Records are not numbered when they are created, since a counter in every transaction would let only one in twenty
 * commit (measured). Numbers that records brought along are passed over. Only the owner of the fonds, or its keeper, uses
 * up its numbers, and only for the owner's records.
 */
export const arrangeRecords = defineCommand({
  type: 'record.arrange',
  body: arrangeBody,
  once: 'identifier',
  subjects: ({ series, records }) => [seriesSubject(series), ...records.map(({ id }) => recordSubject(id))],
  async about({ series, records }, unit) {
    const fonds = await requireFonds(unit, series.fonds, 'body/series/fonds');
    const about = await aboutFonds(fonds, unit);
    const owned: (Owner & { readonly id: string })[] = [];
    for (const { id } of records) {
      const { department } = await requireRecord(unit, id, 'body/records');
      // Not those of the successor of the fonds' owner: what a fonds holds is of one origin (全宗).
      owned.push({ id, ...(department === fonds.owner ? about.owner : unowned) });
    }
    return { ...about, records: owned };
  },
  async run({ series, records, after = 0 }, action) {
    const { unit } = action;
    const numbers = await Numbers.of(series, after, unit);
    const codes: Record<string, string> = {};
    for (const { id, version } of records) {
      const record = await requireRecordAt(unit, { id, version });
      demandArrangeable(record, series);
      const code = await numbers.next(id);
      const arranged = { ...record, version: record.version + 1, archivalCode: code, fonds: series.fonds };
      saveRecord(arranged, { type: 'record.arranged', data: { archivalCode: code } }, action);
      codes[id] = code;
    }
    numbers.store();
    return { codes };
  },
});

/** The numbers of a series, from the last one on. */
class Numbers {
  readonly #series: Series;
  readonly #fonds: Fonds;
  readonly #rule: ArchivalRule | undefined;
  readonly #unit: UnitOfWork;
  readonly #enteredFrom: number;
  #last: number;
  #skipped = 0;

  private constructor(
    series: Series,
    fonds: Fonds,
    unit: UnitOfWork,
    from: { last: number; entered: number },
  ) {
    this.#series = series;
    this.#fonds = fonds;
    this.#rule = ruleIn(fonds, series);
    this.#unit = unit;
    this.#enteredFrom = from.entered;
    this.#last = from.last;
  }

  static async of(series: Series, after: number, unit: UnitOfWork): Promise<Numbers> {
    const fonds = await requireFonds(unit, series.fonds, 'body/series/fonds');
    const counter = await unit.get(seriesCounters, ...seriesKey(series));
    const last = counter?.last ?? 0;
    const entered = counter?.enteredFrom ?? last + 1;
    return new Numbers(series, fonds, unit, { last: Math.max(last, after), entered });
  }

  /** The next code that no record has. */
  async next(record: string): Promise<string> {
    const { fonds } = this.#series;
    const max = 10 ** numberWidth(this.#rule) - 1;
    for (;;) {
      demand(this.#last < max, 'numbers-exhausted', 'the series has no item number left', {
        detail: { series: this.#series },
      });
      this.#last += 1;
      const code = codeOf(this.#series, this.#rule, this.#last);
      const name = { fonds, folded: foldArchivalCode(code) };
      const before = { ...name, department: this.#fonds.owner };
      if (!(await isTaken(this.#unit, name)) && !(await isTaken(this.#unit, before))) {
        this.#unit.put(archivalCodes, { schema: 1, ...name, record });
        return code;
      }
      this.#skipped += 1;
      demand(
        this.#skipped < limits.numbersSkippedMax,
        'state-conflict',
        'too many numbers of the series are in use: say in `after` where it goes on',
        { field: 'body/after', detail: { series: this.#series, last: this.#last } },
      );
    }
  }

  store(): void {
    const [series, last, enteredFrom] = [this.#series, this.#last, this.#enteredFrom];
    this.#unit.put(seriesCounters, { schema: 1, series, last, enteredFrom });
  }
}

/** @throws {Refusal} `state-conflict` when the fonds has a scheme, and no rule in it for the category. */
function ruleIn({ code, scheme = [] }: Fonds, { category }: Series): ArchivalRule | undefined {
  const rule = ruleFor(scheme, category);
  demand(
    scheme.length === 0 || rule !== undefined,
    'state-conflict',
    `the scheme of the fonds ${code} has no rule for the category`,
    { field: 'body/series/category', detail: { category } },
  );
  return rule;
}

function demandArrangeable(record: ArchiveRecord, series: Series): void {
  demand(record.state !== 'collecting', 'state-conflict', 'a record is filed before it is arranged', {
    detail: { id: record.id },
  });
  demand(record.archivalCode === undefined, 'state-conflict', 'a 档号, once given, stays', {
    detail: { id: record.id },
  });
  demand(
    record.fonds === undefined || record.fonds === series.fonds,
    'state-conflict',
    'the record is of another fonds than the series',
    { detail: { id: record.id } },
  );
  demand(
    record.category === series.category &&
      record.retention === (series.retention ?? record.retention) &&
      record.year === (series.year ?? record.year),
    'state-conflict',
    'the record is of another category, year or retention than the series',
    { detail: { id: record.id } },
  );
}

/** Files of a project are counted themselves; all else is counted by item. */
function isByProject(rule: ArchivalRule | undefined): boolean {
  return rule?.form === 'dat13-2022-project';
}

function numberWidth(rule: ArchivalRule | undefined): number {
  return isByProject(rule) ? (rule?.fileDigits ?? fileDigitsUsual) : (rule?.itemDigits ?? itemDigitsUsual);
}

/** @throws {Refusal} `identifier-malformed` when the series has other parts than the scheme asks for. */
function codeOf(series: Series, rule: ArchivalRule | undefined, number: number): string {
  try {
    return formatArchivalCode(partsOf(series, rule, number), rule);
  } catch (error) {
    if (!(error instanceof IdentifierMalformed)) throw error;
    throw new Refusal('identifier-malformed', error.message, {
      field: 'body/series',
      detail: { ...error.facts },
    });
  }
}

function partsOf(series: Series, rule: ArchivalRule | undefined, number: number): ArchivalCode {
  const { fonds, year, retention, section, catalogue, file } = series;
  const counted = String(number).padStart(numberWidth(rule), '0');
  return {
    fonds,
    ...levelsOf(series.category, rule),
    ...(year === undefined ? {} : { year }),
    ...(retention === undefined ? {} : { retention }),
    ...(section === undefined ? {} : { organisation: section }),
    ...(catalogue === undefined ? {} : { catalogue }),
    ...(file === undefined ? {} : { file }),
    ...(isByProject(rule) ? { file: counted } : { item: counted }),
  };
}

/** The levels of a category as the form has them: of a project's, the last is its number; a catalogue has none. */
function levelsOf(
  category: string,
  rule: ArchivalRule | undefined,
): Pick<ArchivalCode, 'category' | 'subcategory' | 'project'> {
  if (rule?.form === 'dat13-2022-catalogue') return {};
  const [first = '', ...levels] = category.split('·');
  const project = isByProject(rule) ? levels.pop() : undefined;
  return {
    category: first,
    ...(levels.length === 0 ? {} : { subcategory: levels.join('·') }),
    ...(project === undefined ? {} : { project }),
  };
}
