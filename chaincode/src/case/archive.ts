// SPDX-License-Identifier: Apache-2.0
import type { EventOutcome } from '../ledger/event';
import { dateOf } from '../ledger/time';
import type { Party } from '../licence/model';
import type { Matter } from '../matter/model';
import type { Content, Dossier } from '../record/model';
import { contentsOfMaterials } from './contents';
import type { CaseEffect } from './effects';
import type { Case } from './model';

/**
 * Files the archive record of a case that ends. The record is filed on creation, with all its materials, in the
 * transaction that ends the case: nothing is archived late or twice.
 */
export function fileCase(subject: Case, matter: Matter, at: string, because?: EventOutcome): CaseEffect {
  const today = dateOf(at);
  const { category, retention } = classificationOf(subject, matter);
  return {
    kind: 'file-record',
    record: {
      state: 'filed',
      organisation: subject.organisation,
      department: subject.department,
      category,
      retention,
      year: today.slice(0, 4),
      date: today,
      dossiers: dossiersOf(subject),
      contents: contentsOf(subject),
      references: referencesOf(subject),
      case: subject.id,
      createdAt: at,
      ...(subject.namedBy === undefined ? {} : { namedBy: subject.namedBy }),
      filedAt: at,
    },
    event: {
      ...(because === undefined ? {} : { outcome: because }),
      data: { case: subject.id, state: subject.state },
    },
  };
}

/** By how the case ended, where the matter says so. */
function classificationOf(
  { state }: Case,
  { archive }: Matter,
): Pick<Matter['archive'], 'category' | 'retention'> {
  const { byOutcome = {} } = archive;
  const found = Object.entries(byOutcome).find(([ended]) => ended === state);
  return found?.[1] ?? archive;
}

function dossiersOf(subject: Case): Dossier[] {
  const parties = [
    subject.applicant,
    ...(subject.representative === undefined ? [] : [subject.representative]),
  ];
  const object: Dossier[] = subject.object === undefined ? [] : [{ object: subject.object }];
  return [...parties.map(dossierOf), ...object];
}

function dossierOf(party: Party): Dossier {
  return 'organisation' in party ? party : { person: party.person };
}

/** Lists each content once, with its material's code as the role. */
function contentsOf(subject: Case): Content[] {
  const contents = contentsOfMaterials(subject.materials);
  return [...new Map(contents.map((content) => [content.digest.value, content])).values()];
}

/** The records among the materials and, of a joint case, those of its parts (案卷). */
function referencesOf({ materials, parts = [] }: Case): string[] {
  const given = materials.flatMap(({ source }) => ('record' in source ? [source.record] : []));
  const filed = parts.flatMap(({ record }) => record ?? []);
  return [...new Set([...given, ...filed])];
}
