// SPDX-License-Identifier: Apache-2.0
import type { Action, EventDraft } from '../command/definition';
import { digestOf } from '../ledger/hash';
import { cases, caseSchema, type Case } from './model';

/** Writes a case as it now is, and the event that says why. */
export function saveCase(
  subject: Case,
  event: string,
  { unit, emit }: Action,
  more: Pick<EventDraft, 'outcome' | 'data'> = {},
): Case {
  const saved = caseSchema.parse(subject);
  unit.put(cases, saved);
  emit({
    type: event,
    subject: { kind: 'case', id: saved.id },
    version: saved.version,
    digest: digestOf(saved),
    ...more,
  });
  return saved;
}
