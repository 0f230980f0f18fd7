// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import pLimit from 'p-limit';
import { createdFrom } from '../../projection';
import type { Projection } from '../../projection';
import { rowIdentity } from './row-identity';

function openSection(level: Level) {
  return level.sublevel('known-rows');
}
type Section = ReturnType<typeof openSection>;

const pagesAtOnce = 64;
/** The next page of records to read: no identity, which has 43 characters, is spelled so. */
const checkpoint = 'next-page';

/**
 * Finds records by what their row said when they were created. An index of the ledger's record pages, brought up to
 * date when a list asks for it, so that other writes pay nothing. It is derived: what is on the ledger is recognised
 * whichever gateway, file or version took it in, and long after Idempotency-Keys are over.
 */
export class KnownRows {
  readonly #projection: Projection;
  readonly #level: Level;
  readonly #section: Section;
  readonly #oneAtATime = pLimit(1);

  constructor(projection: Projection, level: Level) {
    this.#projection = projection;
    this.#level = level;
    this.#section = openSection(level);
  }

  /** Reads the pages that the projection has gained. */
  catchUp(): Promise<void> {
    return this.#oneAtATime(async () => {
      let next = Number((await this.#section.get(checkpoint)) ?? 0);
      // Page numbers beyond the projection's are of another ledger, which had this store before.
      if (next > this.#projection.checkpoint.nextPage) {
        await this.#section.clear();
        next = 0;
      }
      for (let more = true; more;) {
        const pages = await createdFrom(this.#projection, next, { limit: pagesAtOnce });
        more = pages.length === pagesAtOnce;
        next = (pages.at(-1)?.page ?? next - 1) + 1;
        if (pages.length > 0) await this.#add(next, identitiesIn(pages));
      }
    });
  }

  /** The identifiers of the records, in the order of the identities. */
  async find(identities: readonly string[]): Promise<(string | undefined)[]> {
    return identities.length === 0 ? [] : this.#section.getMany([...identities]);
  }

  /** The first record of equal ones counts. */
  async #add(next: number, found: ReadonlyMap<string, string>): Promise<void> {
    const identities = [...found.keys()];
    const present = await this.find(identities);
    const added = identities.filter((_, index) => present[index] === undefined);
    await this.#level.batch<string, string>(
      [
        ...added.map((key) => ({
          type: 'put' as const,
          sublevel: this.#section,
          key,
          value: found.get(key) ?? '',
        })),
        { type: 'put', sublevel: this.#section, key: checkpoint, value: String(next) },
      ],
      { keyEncoding: 'utf8' },
    );
  }
}

function identitiesIn(pages: Awaited<ReturnType<typeof createdFrom>>): Map<string, string> {
  const found = new Map<string, string>();
  for (const record of pages.flatMap(({ records }) => records)) {
    // What a case files is no row of a list.
    if (record.case !== undefined) continue;
    const identity = rowIdentity(record, record);
    if (!found.has(identity)) found.set(identity, record.id);
  }
  return found;
}
