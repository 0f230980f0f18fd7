// SPDX-License-Identifier: Apache-2.0
import { demand } from '../errors';
import { member } from '../json';
import type { JsonObject } from '../json';
import { limits } from '../limits';
import type { Leaf } from '../receipt/leaf';
import { EventCounts } from './event-counts';
import type { Selection } from './header';

/** States that can name a party or an object: a leaf of these without its state may hide one. */
const namingKinds: readonly string[] = ['record', 'licence', 'case'];

/** Picks the leaves that belong to the selection, and counts them by type of event. */
export class SubjectLeaves {
  readonly #selection: Selection;
  /** Subjects known to belong to it: so do their later events, with or without state. */
  readonly #about = new Set<string>();
  /** Events of subjects for which no state has been seen yet. */
  readonly #unknown = new Map<string, EventCounts>();
  readonly counts = new EventCounts();

  constructor(selection: Selection) {
    this.#selection = selection;
  }

  /** Subjects without a state that shows whether they belong to the selection. */
  get unknown(): number {
    return this.#unknown.size;
  }

  /**
   * @param state of the leaf's subject after the event, proven by the event's digest.
   * @throws {VerificationError} `limit-exceeded` for too many subjects or types of events.
   */
  add(leaf: Leaf, state: JsonObject | undefined): void {
    const { subject, type } = leaf;
    const selection = this.#selection;
    if (this.isSelected(leaf)) {
      this.counts.add(type);
    } else if (selection.kind === 'subject') {
      this.#addByState(leaf, `${subject.kind} ${subject.id}`, state, selection);
    }
  }

  /** Whether an event's own subject is what was selected. */
  isSelected(event: Pick<Leaf, 'subject'>): boolean {
    const selection = this.#selection;
    return selection.kind === 'all' || selection.kind === 'range' || isSelected(event, selection);
  }

  #addByState(leaf: Leaf, label: string, state: JsonObject | undefined, selection: SubjectSelection): void {
    if (state !== undefined && namesSubject(state, selection)) this.#found(label);
    // The parties of a case never change, so any state shows them; a record's dossiers do.
    if (state !== undefined && leaf.subject.kind === 'case') this.#unknown.delete(label);
    const isHidden =
      state === undefined && leaf.version !== undefined && namingKinds.includes(leaf.subject.kind);
    if (this.#about.has(label)) this.counts.add(leaf.type);
    else if (isHidden || this.#unknown.has(label)) this.#addUnknown(label, leaf.type);
  }

  #found(label: string): void {
    for (const [type, count] of this.#unknown.get(label)?.byType ?? []) this.counts.add(type, count);
    this.#unknown.delete(label);
    this.#demandRoom(this.#about);
    this.#about.add(label);
  }

  #addUnknown(label: string, type: string): void {
    const counts = this.#unknown.get(label) ?? new EventCounts();
    counts.add(type);
    this.#demandRoom(this.#unknown);
    this.#unknown.set(label, counts);
  }

  #demandRoom({ size }: { readonly size: number }): void {
    demand(size < limits.exportSubjectsMax, 'limit-exceeded', 'too many subjects to keep apart');
  }
}

type SubjectSelection = Extract<Selection, { kind: 'subject' }>;

/** Whether an event's own subject was selected. */
function isSelected(
  { subject }: Pick<Leaf, 'subject'>,
  selection: SubjectSelection | Extract<Selection, { kind: 'record' }>,
): boolean {
  const kind = selection.kind === 'record' ? 'record' : selection.name;
  // An entry on credit is named by whose it is, its department and its number.
  if (subject.kind === 'credit') return kind !== 'object' && subject.id.startsWith(`${selection.id}.`);
  return subject.kind === kind && subject.id === selection.id;
}

/** Whether a state names a person, organisation or object as party, holder, applicant, dossier or object. */
function namesSubject(state: JsonObject, { name, id }: SubjectSelection): boolean {
  if (name === 'object' && member(state, 'object') === id) return true;
  const parties = [member(state, 'applicant'), member(state, 'dossiers'), member(state, 'holders')].flat();
  return parties.some((party) => {
    const isObject = typeof party === 'object' && party !== null;
    return isObject && member(party as JsonObject, name) === id;
  });
}
