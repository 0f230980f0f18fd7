// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../command/definition';
import { categoryOf, foldArchivalCode, recogniseArchivalCode, tidyArchivalCode } from '../identifier';
import type { ArchivalCode } from '../identifier';
import { demand } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { fondsEntries } from '../registry/model';
import { requireFonds } from '../registry/fonds';
import type { Fonds } from '../registry/model';
import { demandOwnFonds } from './sound';
import { archivalCodeKey, archivalCodes, seriesCounters, seriesKey } from './model';
import type { ArchivalCodeEntry, ArchiveRecord, ExistingCode, RecordContent, Series } from './model';

/** For whom, and when, something is said of a record. */
export type Asking = Pick<Action, 'unit' | 'claimedAt'> & {
  readonly officer: Pick<Action['officer'], 'department'>;
};

/** What is known of the 档号 that a record brings along. */
export interface Brought {
  readonly fields: Pick<ArchiveRecord, 'archivalCode' | 'existingCode' | 'fonds'>;
  readonly entry: Omit<ArchivalCodeEntry, 'record'>;
}

interface Where {
  /** The record's path in the command, for refusals. */
  readonly at: string;
}

/**
 * The fonds that a record names, whose owner or keeper the officer must be: nobody files into another's.
 * @throws {Refusal} `not-found`, `not-competent`.
 */
export async function namedFonds(
  { fonds: code }: Pick<RecordContent, 'fonds'>,
  { unit, officer }: Asking,
  { at }: Where,
): Promise<Fonds | undefined> {
  if (code === undefined) return undefined;
  const fonds = await requireFonds(unit, code, `${at}/fonds`);
  demandOwnFonds(fonds, officer, `${at}/fonds`);
  return fonds;
}

/** A code, and the fonds that it is in. */
interface InFonds {
  /** 全宗号, as far as it can be told. */
  readonly code: string | undefined;
  /** Its entry, if it is in the registry. */
  readonly fonds: Fonds | undefined;
  readonly tidy: string;
  /** By the scheme of the fonds. */
  readonly read: { readonly code: string; readonly parts: ArchivalCode } | undefined;
}

/**
 * Reads the 档号 that a record has already by the scheme of its fonds. What no scheme reads is kept as it is, with a
 * mark: an archive's codes are a fact, whatever form they have.
 * @throws {Refusal} `already-exists` if another record of the fonds has it, in any spelling; `not-competent` for another
 * department's fonds.
 */
export async function bringCode(
  original: string,
  content: RecordContent,
  { unit, officer }: Asking,
  { at }: Where,
): Promise<Brought> {
  const field = `${at}/archivalCode`;
  const found = await inFonds(original, content, unit);
  const { code, fonds, tidy, read } = found;
  if (fonds !== undefined) demandOwnFonds(fonds, officer, field);
  const name = { fonds: code ?? '-', folded: foldArchivalCode(read?.code ?? tidy) };
  const own = { ...name, department: officer.department };
  const taken = (await isTaken(unit, own)) || (fonds !== undefined && (await isTakenIn(name, read, unit)));
  demand(!taken, 'already-exists', 'a record of the fonds has this 档号 already', {
    field,
    detail: { fonds: name.fonds },
  });
  return {
    fields: {
      archivalCode: read?.code ?? tidy,
      existingCode: { original, ...marksOf(found, content) },
      ...(code === undefined ? {} : { fonds: code }),
    },
    entry: { schema: 1, ...(fonds === undefined ? own : name) },
  };
}

async function inFonds(original: string, content: RecordContent, unit: UnitOfWork): Promise<InFonds> {
  const tidy = tidyArchivalCode(original);
  const code = content.fonds ?? /^[A-Z0-9]{3,5}(?=-)/.exec(tidy)?.[0];
  const fonds = code === undefined ? undefined : await unit.get(fondsEntries, code);
  const read = fonds && recogniseArchivalCode(original, fonds.scheme ?? []);
  return { code, fonds, tidy, read: read?.parts.fonds === code ? read : undefined };
}

function marksOf({ fonds, read }: InFonds, content: RecordContent): Omit<ExistingCode, 'original'> {
  return {
    ...(read === undefined ? { unparsed: true } : differing(read.parts, content)),
    ...(fonds === undefined ? { fondsUnknown: true } : {}),
  };
}

/** Whether a fonds of the registry has given a code, also before codes had entries. */
async function isTakenIn(
  name: Pick<ArchivalCodeEntry, 'fonds' | 'folded'>,
  read: InFonds['read'],
  unit: UnitOfWork,
): Promise<boolean> {
  return (await isTaken(unit, name)) || (await isGivenBefore(unit, read?.parts));
}

/** Whether a code is given, under a fonds of the registry or before that had it. */
export async function isTaken(
  unit: UnitOfWork,
  name: Pick<ArchivalCodeEntry, 'fonds' | 'folded' | 'department'>,
): Promise<boolean> {
  return (await unit.get(archivalCodes, ...archivalCodeKey(name))) !== undefined;
}

/** Whether arranging gave the number before codes had entries of their own. */
async function isGivenBefore(unit: UnitOfWork, parts: ArchivalCode | undefined): Promise<boolean> {
  const series = parts && seriesOf(parts);
  if (series === undefined || parts?.item === undefined) return false;
  const counter = await unit.get(seriesCounters, ...seriesKey(series));
  if (counter === undefined) return false;
  return Number(parts.item) < (counter.enteredFrom ?? counter.last + 1);
}

function seriesOf({
  fonds,
  year,
  retention,
  organisation,
  file,
  ...parts
}: ArchivalCode): Series | undefined {
  const category = categoryOf({ fonds, ...parts });
  if (category === undefined) return undefined;
  return {
    fonds,
    category,
    ...(year === undefined ? {} : { year }),
    ...(retention === undefined ? {} : { retention }),
    ...(organisation === undefined ? {} : { section: organisation }),
    ...(file === undefined ? {} : { file }),
  };
}

/** Marked, not refused: in a catalogue of decades both the code and the column may be wrong. */
function differing(parts: ArchivalCode, content: RecordContent): Pick<ExistingCode, 'differs'> {
  const said = { category: categoryOf(parts), year: parts.year, retention: parts.retention };
  const differs = (['category', 'year', 'retention'] as const).filter(
    (name) => said[name] !== undefined && said[name] !== content[name],
  );
  return differs.length === 0 ? {} : { differs };
}
