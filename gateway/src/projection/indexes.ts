// SPDX-License-Identifier: Apache-2.0
import {
  cases,
  licences,
  officers,
  records,
  type ArchiveRecord,
  type Case,
  type Licence,
  type Dossier,
  type Officer,
  type Party,
} from '@guidang/chaincode/model';
import type { Row } from './rows';

/** An entry of an index: its name, the values it is found by, and what orders it. */
export interface IndexEntry {
  readonly index: string;
  readonly by: readonly string[];
  /** Text whose order is the order of the list. */
  readonly order: string;
}

/** The entries of a row; pure, so that those of an older version can be taken out again. */
export function indexEntries({ table, value }: Row): IndexEntry[] {
  switch (table) {
    case records.name:
      return recordEntries(value as ArchiveRecord);
    case licences.name:
      return licenceEntries(value as Licence);
    case cases.name:
      return caseEntries(value as Case);
    case officers.name:
      return officerEntries(value as Officer);
    default:
      return [{ index: table, by: [], order: '' }];
  }
}

const entry =
  (order: string) =>
  (index: string, ...by: string[]): IndexEntry => ({ index, by, order });

function recordEntries(record: ArchiveRecord): IndexEntry[] {
  const at = entry(record.createdAt);
  return [
    at('record'),
    at('record.department', record.department),
    at('record.organisation', record.organisation),
    at('record.state', record.state),
    at('record.category', record.category),
    ...record.dossiers.map((dossier) => at('record.dossier', dossierText(dossier))),
    ...(record.case === undefined ? [] : [at('record.case', record.case)]),
    ...(record.archivalCode === undefined ? [] : [at('record.archivalCode', record.archivalCode)]),
    ...record.contents.map(({ digest }) => at('record.content', digest.algorithm, digest.value)),
  ];
}

function licenceEntries(licence: Licence): IndexEntry[] {
  const at = entry(licence.issuedAt);
  return [
    at('licence'),
    at('licence.type', licence.type),
    at('licence.issuer', licence.issuer),
    at('licence.status', licence.status),
    ...licence.holders.map((holder) => at('licence.holder', partyText(holder))),
    ...(licence.object === undefined ? [] : [at('licence.object', licence.object)]),
    ...licence.renditions.map(({ digest }) => at('licence.rendition', digest.algorithm, digest.value)),
  ];
}

function caseEntries(subject: Case): IndexEntry[] {
  const at = entry(subject.openedAt);
  return [
    at('case'),
    at('case.organisation', subject.organisation),
    at('case.department', subject.department),
    at('case.state', subject.state),
    at('case.matter', subject.matter),
    at('case.applicant', partyText(subject.applicant)),
    ...(subject.object === undefined ? [] : [at('case.object', subject.object)]),
  ];
}

function officerEntries(officer: Officer): IndexEntry[] {
  const at = entry(officer.validFrom);
  return [at('officer'), at('officer.id', officer.organisation, officer.id)];
}

/** A party, as indexes and filters write it. */
export function partyText(party: Party): string {
  return 'person' in party ? party.person : party.organisation;
}

/** A dossier, as indexes and filters write it. */
export function dossierText(dossier: Dossier): string {
  if ('person' in dossier) return dossier.person;
  return 'organisation' in dossier ? dossier.organisation : dossier.object;
}
