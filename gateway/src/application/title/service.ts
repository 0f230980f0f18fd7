// SPDX-License-Identifier: Apache-2.0
import { departments } from '@guidang/chaincode/model';
import { declareSearch } from '@guidang/chaincode/commands';
import { find } from '../../projection';
import type { Projection } from '../../projection';
import { answersNow } from '../caller';
import type { Caller } from '../caller';
import { answeredForBy } from '../registry/succession';
import type { SoughtTitle, TitleQueries } from './api';
import type { Title } from './description';
import { StorageError } from '../../storage';
import { titlesBuilding } from './title-store';
import type { TitlesFound, TitleStore } from './title-store';

const separator = ' ';

/** Titles, for who may list the records: of the own organisation, since no other has given its own to this gateway. */
export class RecordTitles implements TitleQueries {
  readonly #titles: Pick<TitleStore, 'find' | 'get' | 'isWhole'>;
  readonly #projection: Projection;

  constructor(titles: Pick<TitleStore, 'find' | 'get' | 'isWhole'>, projection: Projection) {
    this.#titles = titles;
    this.#projection = projection;
  }

  async find(caller: Caller, sought: SoughtTitle): Promise<TitlesFound> {
    // Less than all would look like all, and what a later event forgets would be shown.
    if (!this.#titles.isWhole) throw titlesBuilding();
    const owner = await find(this.#projection, departments, sought.department);
    if (owner?.organisation !== caller.organisation) return { items: [] };
    return this.#findIn(await answeredForBy(sought.department, this.#projection), sought);
  }

  /** Of one department after the other: what one that was merged has left comes after the titles of its successor. */
  async #findIn(among: readonly string[], { after = '', limit, text }: SoughtTitle): Promise<TitlesFound> {
    const [begun, record] = after.split(separator);
    const items: TitlesFound['items'][number][] = [];
    for (const department of among.slice(Math.max(among.indexOf(begun ?? ''), 0))) {
      if (items.length === limit) return { items, next: `${department}${separator}` };
      const within = { department, text, limit: limit - items.length };
      const isBegun = department === begun && record !== '';
      const page = await this.#titles.find({ ...within, ...(isBegun ? { after: record } : {}) });
      items.push(...page.items);
      if (page.next !== undefined) return { items, next: `${department}${separator}${page.next}` };
    }
    return { items };
  }

  async ofRecords(
    caller: Caller,
    records: Parameters<TitleQueries['ofRecords']>[1],
  ): Promise<ReadonlyMap<string, Title>> {
    if (!this.#titles.isWhole || !caller.roles.some((role) => declareSearch.roles.includes(role))) {
      return new Map();
    }
    const own = records.filter(({ department }) => answersNow(caller, department));
    const titles = own.map(async ({ id }) => [id, await this.#titleOf(id)] as const);
    return new Map((await Promise.all(titles)).flatMap(([id, title]) => (title ? [[id, title]] : [])));
  }

  /** A list is shown without titles rather than not at all. */
  async #titleOf(record: string): Promise<Title | undefined> {
    try {
      return await this.#titles.get(record);
    } catch (error) {
      if (error instanceof StorageError) return undefined;
      throw error;
    }
  }
}
