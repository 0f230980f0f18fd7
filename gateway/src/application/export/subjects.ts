// SPDX-License-Identifier: Apache-2.0
import type { ArchiveRecord, Case, Licence, Subject } from '@guidang/chaincode/model';
import { list, type ListPage, type Projection } from '../../projection';
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
  yield* listed('record', 'record.dossier');
  yield* listed('licence', ofParty ? 'licence.holder' : 'licence.object');
  yield* listed('case', ofParty ? 'case.applicant' : 'case.object');

  async function* listed(of: Subject['kind'], index: string): AsyncGenerator<Subject> {
    let after: string | undefined;
    do {
      const page: ListPage<Named> = await list(projection, { index, by: [id], limit: atOnce, after });
      for (const value of page.items)
        yield { kind: of, id: 'identifier' in value ? value.identifier : value.id };
      after = page.next;
    } while (after !== undefined);
  }
}

/** What the indexes lead to, as far as its name goes. */
type Named = Pick<ArchiveRecord | Case, 'id'> | Pick<Licence, 'identifier'>;

function named(selection: Extract<Selection, { kind: 'subject' }>): Subject {
  if ('person' in selection) return { kind: 'person', id: selection.person };
  if ('organisation' in selection) return { kind: 'organisation', id: selection.organisation };
  return { kind: 'object', id: selection.object };
}
