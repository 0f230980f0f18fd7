// SPDX-License-Identifier: Apache-2.0
import { creditIdOf } from '@guidang/chaincode/model';
import type { Subject } from '@guidang/chaincode/model';
import { list, modules } from '../../projection';
import type { IndexRange, ListPage, Projection } from '../../projection';
import type { Selection } from './selection';

const atOnce = 200;

/** The subjects whose events belong in an export of a record, person, organisation or object. */
export async function* subjectsOfSelection(
  selection: Extract<Selection, { kind: 'record' | 'subject' }>,
  projection: Projection,
): AsyncGenerator<Subject> {
  if (selection.kind === 'record') {
    yield { kind: 'record', id: selection.id };
    return;
  }
  const { kind, id } = named(selection);
  yield { kind, id };
  const { record, licence, case: cases, credit } = modules;
  const ofParty = kind !== 'object';
  yield* listed(record.indexes.dossier.by(id), (found) => ({ kind: 'record', id: found.id }));
  const ofLicence = ofParty ? licence.indexes.holder : licence.indexes.object;
  yield* listed(ofLicence.by(id), ({ identifier }) => ({ kind: 'licence', id: identifier }));
  const ofCase = ofParty ? cases.indexes.applicant : cases.indexes.object;
  yield* listed(ofCase.by(id), (found) => ({ kind: 'case', id: found.id }));
  if (ofParty) {
    yield* listed(credit.indexes.on.by(id), (found) => ({ kind: 'credit', id: creditIdOf(found) }));
  }

  async function* listed<T>(index: IndexRange<T>, subjectOf: (found: T) => Subject): AsyncGenerator<Subject> {
    let after: string | undefined;
    do {
      const page: ListPage<T> = await list(projection, { index, limit: atOnce, after });
      yield* page.items.map(subjectOf);
      after = page.next;
    } while (after !== undefined);
  }
}

function named(selection: Extract<Selection, { kind: 'subject' }>): Subject {
  if ('person' in selection) return { kind: 'person', id: selection.person };
  if ('organisation' in selection) return { kind: 'organisation', id: selection.organisation };
  return { kind: 'object', id: selection.object };
}
