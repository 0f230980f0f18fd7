// SPDX-License-Identifier: Apache-2.0
import { codeEntries } from '@guidang/chaincode/model';
import type { CodeBook, CodeEntry, EventType } from '@guidang/chaincode/model';
import { everyRow, list } from '../../projection';
import type { Projection } from '../../projection';
import type { MeantCode } from './api';
import { plainName } from './plain-name';

interface Codes {
  /** How many blocks there were before they were read. */
  readonly height: number;
  readonly byCode: ReadonlyMap<string, CodeEntry>;
  /** By each of their names, the code itself among them. */
  readonly byName: ReadonlyMap<string, readonly CodeEntry[]>;
}

/** After which the code book says something else. */
const changing: readonly EventType[] = ['code.entered', 'code.changed'];
const readAtOnce = 1_000;

/** The code book in memory: every request names two or three codes of it, and it hardly ever changes. */
export class CodesAtHand {
  readonly #projection: Projection;
  #known: Codes | undefined;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  async meant(book: CodeBook, text: string, on: string): Promise<MeantCode | undefined> {
    const { byCode, byName } = await this.#codes();
    const exact = byCode.get(keyOf(book, text));
    if (exact !== undefined) return { code: exact.code, isInUse: isInUse(exact, on) };
    const all = byName.get(keyOf(book, plainName(text))) ?? [];
    const current = all.filter((entry) => isInUse(entry, on));
    const [first] = current.length > 0 ? current : all;
    if (first === undefined || current.length > 1) return undefined;
    return { code: first.code, isInUse: current.length === 1 };
  }

  async #codes(): Promise<Codes> {
    const known = this.#known;
    const isNew = changing.some((type) => this.#projection.hasEventSince(type, known?.height ?? 0));
    if (known !== undefined && !isNew) return known;
    // Before they are read: what a block changes meanwhile is read once more.
    const { height } = this.#projection.checkpoint;
    const entries = await this.#read();
    const byName = new Map<string, CodeEntry[]>();
    for (const entry of entries) {
      for (const key of namesOf(entry)) byName.set(key, [...(byName.get(key) ?? []), entry]);
    }
    const byCode = new Map(entries.map((entry) => [keyOf(entry.book, entry.code), entry]));
    this.#known = { height, byCode, byName };
    return this.#known;
  }

  async #read(): Promise<readonly CodeEntry[]> {
    const entries: CodeEntry[] = [];
    for (let after: string | undefined; ;) {
      const page = await list(this.#projection, { index: everyRow(codeEntries), limit: readAtOnce, after });
      entries.push(...page.items);
      if (page.next === undefined) return entries;
      after = page.next;
    }
  }
}

/** Whether a code may be used on a day. */
export function isInUse({ from, until }: Pick<CodeEntry, 'from' | 'until'>, day: string): boolean {
  return (from === undefined || from <= day) && (until === undefined || day <= until);
}

function namesOf({ book, code, labels }: CodeEntry): ReadonlySet<string> {
  return new Set([code, labels.zh, labels.en].map((name) => keyOf(book, plainName(name))));
}

function keyOf(book: CodeBook, name: string): string {
  return `${book}/${name}`;
}
