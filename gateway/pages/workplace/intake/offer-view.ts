// SPDX-License-Identifier: Apache-2.0
import { handlingOf, isOffered } from '@guidang/chaincode/model';
import { Problem } from '@guidang/client';
import type { Answer, Call } from '@guidang/client';
import type { Source } from '../material/material-field';
import type { Matter } from '../shell/api';
import type { Party } from './intake-view';

export type OffersQuestion = NonNullable<Call<'post', '/api/v1/cases:offers'>['body']>;
export type OffersPage = Answer<'post', '/api/v1/cases:offers'>;
export type Offer = OffersPage['items'][number];
export type UnfitLicence = OffersPage['unfit'][number];
type MaterialDefinition = Matter['materials'][number];

const pageItems = 50;

/** What is asked of an applicant's dossier, and why: the ledger records the same of what is taken. */
export function offersQuestion(
  { id, basis }: Pick<Matter, 'id' | 'basis'>,
  party: Party,
): OffersQuestion & { readonly purpose: string; readonly basis: string } {
  const applicant = 'person' in party ? { person: party.person } : { organisation: party.organisation };
  return { matter: id, ...applicant, limit: pageItems, ...handlingOf({ basis }) };
}

/** The materials that something on the ledger can be taken as. */
export function offerableIn({ materials }: Pick<Matter, 'materials'>): readonly MaterialDefinition[] {
  return materials.filter(isOffered);
}

/** What can be taken as one material, and what of its type cannot. */
export interface OfferedAs {
  readonly definition: MaterialDefinition;
  readonly offers: readonly Offer[];
  readonly unfit: readonly UnfitLicence[];
}

/** What the pages have, by the material that it can be, in the matter's order. */
export function offeredAs(
  pages: readonly OffersPage[],
  matter: Pick<Matter, 'materials'>,
): readonly OfferedAs[] {
  return offerableIn(matter).map((definition) => {
    const isFor = ({ materials }: { readonly materials: readonly string[] }): boolean =>
      materials.includes(definition.code);
    return {
      definition,
      offers: pages.flatMap(({ items }) => items.filter(isFor)),
      unfit: pages.flatMap(({ unfit }) => unfit.filter(isFor)),
    };
  });
}

export function identifierOf({ source }: Pick<Offer, 'source'>): string {
  return 'licence' in source ? source.licence : source.record;
}

/** Whether a material is something on the ledger, and no paper. */
export function isReference(source: Source): boolean {
  return 'licence' in source || 'record' in source;
}

type Sources = Readonly<Record<string, Source>>;

/** The material that has changed since it was taken, as a refusal names it; of any other refusal none. */
export function changedMaterialOf(
  error: unknown,
  { materials }: Pick<Matter, 'materials'>,
): MaterialDefinition | undefined {
  if (!(error instanceof Problem) || error.code !== 'version-stale') return undefined;
  return materials.find(({ code }) => error.field === `body/materials/${code}`);
}

/** Whether there is something to take as a material. */
export function isOfferedNow(offered: readonly OfferedAs[], code: string): boolean {
  return offered.some(({ definition, offers }) => definition.code === code && offers.length > 0);
}

interface Given {
  readonly sources: Sources;
  readonly offered: readonly OfferedAs[];
  /** What is said of what can be taken. */
  readonly above: string;
}

/** The names of what nobody has given yet. */
export function missingIn(
  { materials }: Pick<Matter, 'materials'>,
  { sources, offered, above }: Given,
): { readonly required: readonly string[]; readonly optional: readonly string[] } {
  const missing = materials.filter(({ code }) => sources[code] === undefined);
  const namesOf = (isRequired: boolean): string[] =>
    missing
      .filter(({ required }) => required === isRequired)
      .map(({ code, name }) => (isOfferedNow(offered, code) ? name + above : name));
  return { required: namesOf(true), optional: namesOf(false) };
}
