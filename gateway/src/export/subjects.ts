// SPDX-License-Identifier: Apache-2.0
import {
  cases,
  licences,
  records,
  type Case,
  type Licence,
  type ArchiveRecord,
  type Subject,
} from '@guidang/chaincode';
import { list, type Projection } from '../projection';
import type { Selection } from './selection';

const atOnce = 200;

/** The subjects whose events an export of a record, person, organisation or object holds. */
export async function* subjectsOf(
  selection: Extract<Selection, { kind: 'record' | 'subject' }>,
  projection: Projection,
): AsyncGenerator<Subject> {
  if (selection.kind === 'record') {
    yield { kind: 'record', id: selection.id };
    return;
  }
  const { kind, id } = named(selection);
  yield { kind, id };
  const ofParty = kind !== 'object';
  yield* listed<ArchiveRecord>(projection, 'record.dossier', id, (record) => [records.name, record.id]);
  yield* listed<Licence>(projection, ofParty ? 'licence.holder' : 'licence.object', id, (licence) => [
    licences.name,
    licence.identifier,
  ]);
  yield* listed<Case>(projection, ofParty ? 'case.applicant' : 'case.object', id, (one) => [
    cases.name,
    one.id,
  ]);
}

function named(selection: Extract<Selection, { kind: 'subject' }>): {
  readonly kind: 'person' | 'organisation' | 'object';
  readonly id: string;
} {
  if ('person' in selection) return { kind: 'person', id: selection.person };
  if ('organisation' in selection) return { kind: 'organisation', id: selection.organisation };
  return { kind: 'object', id: selection.object };
}

async function* listed<T>(
  projection: Projection,
  index: string,
  by: string,
  nameOf: (value: T) => readonly [kind: string, id: string],
): AsyncGenerator<Subject> {
  let after: string | undefined;
  do {
    const page = await list<T>(projection, { index, by: [by], limit: atOnce, after });
    for (const value of page.items) {
      const [kind, id] = nameOf(value);
      yield { kind: kind as Subject['kind'], id };
    }
    after = page.next;
  } while (after !== undefined);
}
