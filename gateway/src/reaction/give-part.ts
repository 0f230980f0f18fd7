// SPDX-License-Identifier: Apache-2.0
import { holdersOfCase } from '../application/content/holders-of';
import type { EventEntry } from '../application/event/api';
import { sendContent } from '../content';
import type { ContentStore } from '../content';
import type { ContentTransfer, ActingOptions, Receiver } from './content-transfer';
import { silenceMs } from './content-transfer';
import { givenContents, partBegunBy } from './given-contents';
import type { Reaction } from './reactor';
import { heldAs } from './held-as';

/**
 * Sends the files that were handed in here for a joint case to the organisation whose department is given a part of it.
 * What a part refers to, such as a licence or a record of another part, is read where it is, and not copied. There is one
 * for each organisation: none waits for another that is down.
 */
export class GivePart implements Reaction {
  readonly name: string;
  readonly type = 'case.part-changed';
  readonly #contentTransfer: ContentTransfer;
  readonly #to: Receiver;
  readonly #store: ContentStore;
  readonly #acting: Pick<ActingOptions, 'contentHolders' | 'projection'>;

  constructor(
    contentTransfer: ContentTransfer,
    to: Receiver,
    store: ContentStore,
    acting: Pick<ActingOptions, 'contentHolders' | 'projection'>,
  ) {
    this.name = `give-part-${to.organisation}`;
    this.#contentTransfer = contentTransfer;
    this.#to = to;
    this.#store = store;
    this.#acting = acting;
  }

  /** Whoever has ended the part before may be of any organisation. */
  wants(event: EventEntry): boolean {
    return partBegunBy(event) !== undefined;
  }

  async react(event: EventEntry, signal: AbortSignal): Promise<void> {
    const { organisation, peers, tls } = this.#contentTransfer;
    const { projection, contentHolders } = this.#acting;
    const given = await givenContents(partBegunBy(event) ?? '', projection);
    if (given === undefined) return;
    const { joint, part, contents } = given;
    if (joint.organisation !== organisation || part.organisation !== this.#to.organisation) return;
    const holders = await holdersOfCase(joint, projection);
    const of = { kind: 'case', id: part.id } as const;
    for (const content of contents) {
      // What others have stored is not the window's to give, whatever the joint case names.
      const digest = await heldAs(content, holders, { store: this.#store, contentHolders });
      if (digest === undefined) continue;
      await sendContent({ store: this.#store, digest, of, peers, tls, to: this.#to, silenceMs, signal });
    }
  }
}
