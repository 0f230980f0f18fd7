// SPDX-License-Identifier: Apache-2.0
import { demand } from '../errors';
import { member, type JsonObject } from '../json';
import { limits } from '../limits';
import type { Leaf } from '../receipt/leaf';
import { EventCounts } from './event-counts';
import type { Selection } from './header';

/** The states that can name a party or an object: a leaf of these without its state may hide one. */
const namingKinds: readonly string[] = ['record', 'licence', 'case'];

/** Picks from all leaves those about the selection, and counts them by type of event. */
export class SubjectLeaves {
  readonly #selection: Selection;
  /** Subjects that were found to be about it: their later events are so too, with or without state. */
  readonly #about = new Set<string>();
  readonly counts = new EventCounts();
  statesMissing = 0;

  constructor(selection: Selection) {
    this.#selection = selection;
  }

  /**
   * @param state of the leaf's subject after it, proven by the event's digest.
   * @throws {VerificationError} `limit-exceeded` for more subjects than are kept.
   */
  add(leaf: Leaf, state: JsonObject | undefined): void {
    const isMissing = state === undefined && leaf.version !== undefined;
    if (isMissing && namingKinds.includes(leaf.subject.kind)) this.statesMissing += 1;
    if (this.#isAbout(leaf, state)) this.counts.add(leaf.type);
  }

  #isAbout({ subject }: Leaf, state: JsonObject | undefined): boolean {
    const selection = this.#selection;
    if (selection.kind === 'record') return subject.kind === 'record' && subject.id === selection.id;
    if (selection.kind !== 'subject') return true;
    if (subject.kind === selection.name && subject.id === selection.id) return true;
    const label = `${subject.kind} ${subject.id}`;
    if (this.#about.has(label)) return true;
    if (state === undefined || !namesSubject(state, selection)) return false;
    demand(this.#about.size < limits.exportSubjectsMax, 'limit-exceeded', 'too many records of one subject');
    this.#about.add(label);
    return true;
  }
}

/** Whether a state names a person, organisation or object as party, holder, applicant, dossier or object. */
function namesSubject(state: JsonObject, { name, id }: Extract<Selection, { kind: 'subject' }>): boolean {
  if (name === 'object' && member(state, 'object') === id) return true;
  const parties = [member(state, 'applicant'), member(state, 'dossiers'), member(state, 'holders')].flat();
  return parties.some((party) => {
    const isObject = typeof party === 'object' && party !== null;
    return isObject && member(party as JsonObject, name) === id;
  });
}
