// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../command/definition';
import type { Subject } from '../ledger/event';
import { demand } from '../ledger/refusal';
import { personRegistrations } from './model';

/** Where an officer meets a person: a case, licence or record, and whom it names. */
interface Meeting {
  readonly person: string;
  readonly of: Pick<Subject, 'kind' | 'id'> & { readonly kind: 'case' | 'licence' | 'record' };
  /** Parties, holders or dossiers; bodies and objects among them are nobody. */
  readonly named: readonly object[];
}

/**
 * Records that name and number of a person are read by those who deal with what names the person, before they are
 * shown. The event is of the person, who may ask who has looked (个人信息保护法 art. 45).
 * @throws {Refusal} `not-found`, `state-conflict` for a person who is to be forgotten.
 */
export async function recordPersonUse(
  { person, of, named }: Meeting,
  { unit, emit }: Pick<Action, 'unit' | 'emit'>,
): Promise<{ person: string }> {
  demand(
    named.some((one) => 'person' in one && one.person === person),
    'not-found',
    `the ${of.kind} does not name this person`,
    { field: 'body/person' },
  );
  const registration = await unit.get(personRegistrations, person);
  demand(registration?.status !== 'purge-ordered', 'state-conflict', 'the person is purge-ordered', {
    field: 'body/person',
  });
  emit({ type: 'person.used', subject: { kind: 'person', id: person }, data: { [of.kind]: of.id } });
  return { person };
}
