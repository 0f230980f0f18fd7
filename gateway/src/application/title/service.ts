// SPDX-License-Identifier: Apache-2.0
import { departments } from '@guidang/chaincode/model';
import { declareSearch } from '@guidang/chaincode/commands';
import { find } from '../../projection';
import type { Projection } from '../../projection';
import type { Caller } from '../caller';
import type { SoughtTitle, TitleQueries } from './api';
import type { Title } from './description';
import { StorageError } from '../../storage';
import { titlesBuilding } from './title-store';
import type { TitlesFound, TitleStore } from './title-store';

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
    return owner?.organisation === caller.organisation ? this.#titles.find(sought) : { items: [] };
  }

  async ofRecords(
    { organisation, department, roles }: Caller,
    records: Parameters<TitleQueries['ofRecords']>[1],
  ): Promise<ReadonlyMap<string, Title>> {
    if (!this.#titles.isWhole || !roles.some((role) => declareSearch.roles.includes(role))) {
      return new Map();
    }
    const own = records.filter(
      (each) => each.organisation === organisation && each.department === department,
    );
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
