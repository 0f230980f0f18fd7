// SPDX-License-Identifier: Apache-2.0
import type { Subject } from '@guidang/chaincode/model';
import { z } from 'zod';
import type { Projection, StoredEvent } from '../../projection';
import type { ExportSubject, Selection } from './selection';
import { subjectsOfSelection } from './subjects';

/** What an event's state may name people, organisations and objects by. */
const namingSchema = z
  .object({ object: z.unknown(), applicant: z.unknown(), dossiers: z.unknown(), holders: z.unknown() })
  .partial();

/** Which leaves of a covering export are about its selection: of these it shows the events. */
export class About {
  readonly #selection: Selection;
  /** Labels of subjects: as many as the selection has, in memory while it is exported. */
  readonly #subjects: Set<string>;

  private constructor(selection: Selection, subjects: Set<string>) {
    this.#selection = selection;
    this.#subjects = subjects;
  }

  /** All that the query store knows to be about it now; what was so earlier, {@link has} finds by its states. */
  static async of(
    selection: Extract<Selection, { kind: 'record' | 'subject' }>,
    projection: Projection,
  ): Promise<About> {
    const subjects = new Set<string>();
    for await (const subject of subjectsOfSelection(selection, projection)) subjects.add(labelOf(subject));
    return new About(selection, subjects);
  }

  /** @param state of the event's subject after it, as text. */
  has({ event }: StoredEvent, state: string | undefined): boolean {
    const label = labelOf(event.subject);
    if (this.#subjects.has(label)) return true;
    const selection = this.#selection;
    if (state === undefined || selection.kind !== 'subject') return false;
    const names = namesSubject(namingSchema.parse(JSON.parse(state)), selection);
    if (names) this.#subjects.add(label);
    return names;
  }
}

function labelOf({ kind, id }: Subject): string {
  return `${kind} ${id}`;
}

function namesSubject(state: z.infer<typeof namingSchema>, subject: ExportSubject): boolean {
  if ('object' in subject && state.object === subject.object) return true;
  const parties: unknown[] = [state.applicant, state.dossiers, state.holders].flat();
  return parties.some((party) => {
    if (typeof party !== 'object' || party === null) return false;
    if ('person' in subject) return Reflect.get(party, 'person') === subject.person;
    if ('organisation' in subject) return Reflect.get(party, 'organisation') === subject.organisation;
    return Reflect.get(party, 'object') === subject.object;
  });
}
