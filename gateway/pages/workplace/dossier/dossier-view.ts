// SPDX-License-Identifier: Apache-2.0
import { citizenNumberType, readPasted } from '@guidang/chaincode/model';
import type { Answer, Call } from '@guidang/client';
import type { Session } from '../shell/api';
import { numberOf } from '../queue/queue-view';
import { pseudonym } from '../shell/address';
import type { DossierSubject, SubjectKind } from '../shell/address';

export type DossierQuestion = NonNullable<Call<'post', '/api/v1/dossiers:consult'>['body']>;
export type DossierPage = Answer<'post', '/api/v1/dossiers:consult'>;
export type DossierEntry = DossierPage['items'][number];
export type DossierKind = DossierEntry['kind'];

/** Whose dossier, what of it, and on which ground; why it is used is asked apart. */
export type Asked = Omit<DossierQuestion, 'purpose' | 'basis' | 'cursor'>;

/** Whose dossier is meant by what somebody types or scans. */
export function subjectOf(
  kind: SubjectKind,
  typed: string,
): Pick<DossierQuestion, 'number' | 'person' | 'organisation' | 'object'> {
  const text = readPasted('code', typed);
  switch (kind) {
    case 'person':
      return pseudonym.test(text)
        ? { person: text }
        : { number: { numberType: citizenNumberType, number: typed.trim() } };
    case 'organisation':
      return { organisation: text };
    case 'object':
      return { object: typed.trim() };
  }
}

/** What can be asked for: restrictions lie on objects (of others they are counted with the licences), which have no credit. */
export function kindsOf(subject: SubjectKind): readonly DossierKind[] {
  return subject === 'object'
    ? ['licence', 'case', 'record', 'restriction']
    : ['licence', 'case', 'record', 'credit'];
}

/** What somebody has filled in, as a page of the form has it. */
export interface DossierTexts extends DossierSubject {
  readonly kind: DossierKind | '';
  readonly from: string;
  readonly until: string;
  readonly isEmergency: boolean;
  readonly reason: string;
  readonly statement: string;
}

export function askedBy(texts: DossierTexts): Asked {
  const { subject, named, kind, from, until, isEmergency, reason, statement } = texts;
  return {
    ...subjectOf(subject, named),
    ...(kind === '' ? {} : { kinds: [kind] }),
    ...(from === '' ? {} : { from }),
    ...(until === '' ? {} : { until }),
    ...(isEmergency ? { breakGlass: { reason, statement } } : {}),
  };
}

/** Who may open the details in an emergency (docs/authority.md). */
export function mayBreakGlass({ roles }: Pick<Session, 'roles'>): boolean {
  return roles.includes('decider') || roles.includes('registrar');
}

/** What an entry is called, and the department at which it is. */
export function namesOf(entry: DossierEntry): {
  readonly id: string;
  readonly shown: string;
  readonly department: string;
} {
  switch (entry.kind) {
    case 'licence': {
      const { identifier, issuer } = entry.licence;
      return { id: identifier, shown: identifier, department: issuer };
    }
    case 'case':
      return { id: entry.case.id, shown: numberOf(entry.case.id), department: entry.case.department };
    case 'record':
      return { id: entry.record.id, shown: entry.record.id, department: entry.record.department };
    case 'restriction': {
      const { id, department } = entry.restriction;
      return { id, shown: id, department };
    }
    case 'credit': {
      const { id, department } = entry.credit;
      return { id: `${department} ${id}`, shown: id, department };
    }
  }
}
