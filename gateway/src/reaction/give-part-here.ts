// SPDX-License-Identifier: Apache-2.0
import { holdersOfCase } from '../application/content/holders-of';
import type { EventEntry } from '../application/event/api';
import type { ContentStore } from '../content';
import type { ActingOptions } from './content-transfer';
import { givenContents, partBegunBy } from './given-contents';
import { heldAs } from './held-as';
import type { Reaction } from './reactor';

interface GivingHere extends Pick<ActingOptions, 'contentHolders' | 'projection'> {
  /** Organisations that this gateway acts for. */
  readonly organisations: ReadonlySet<string>;
  readonly store: ContentStore;
}

/**
 * Where the window and the department of a part share a store, the files that the part is given are there already: they
 * become the department's too, which has not stored them itself.
 */
export class GivePartHere implements Reaction {
  readonly name = 'give-part-here';
  readonly type = 'case.part-changed';
  readonly #options: GivingHere;

  constructor(options: GivingHere) {
    this.#options = options;
  }

  wants(event: EventEntry): boolean {
    return partBegunBy(event) !== undefined;
  }

  async react(event: EventEntry): Promise<void> {
    const { organisations, projection, store, contentHolders } = this.#options;
    const given = await givenContents(partBegunBy(event) ?? '', projection);
    if (given === undefined) return;
    const { joint, part, contents } = given;
    if (![joint, part].every(({ organisation }) => organisations.has(organisation))) return;
    const holders = await holdersOfCase(joint, projection);
    for (const content of contents) {
      const digest = await heldAs(content, holders, { store, contentHolders });
      if (digest === undefined) continue;
      await contentHolders.noting(part.department)(await store.describe(digest), true);
    }
  }
}
