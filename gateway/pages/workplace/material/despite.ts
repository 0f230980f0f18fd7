// SPDX-License-Identifier: Apache-2.0
import { Problem } from '@guidang/client';
import type { AskingReason } from '@guidang/chaincode/model';
import { askingReasonWords } from '../../src/words';
import type { Bilingual } from '../../src/words';
import type { Matter } from '../shell/api';

export const reasonsToAsk = Object.keys(askingReasonWords) as AskingReason[];

type Despite = Readonly<Record<string, AskingReason>>;

/** The materials that are on the ledger already, as a refusal names them; of any other refusal none. */
export function offeredBy(error: unknown): readonly string[] {
  if (!(error instanceof Problem) || error.field !== 'body/despiteOffers') return [];
  const named: unknown = error.facts['materials'];
  return Array.isArray(named) ? named.filter((code) => typeof code === 'string') : [];
}

/** The reasons in a draft, by material. */
export function despiteIn(text: string): Despite {
  return text === '' ? {} : (JSON.parse(text) as Despite);
}

/** Whether a command asks for a material, or brings it: a reason for another one is refused. */
type IsAsked = (material: string) => boolean;

function asked(text: string, isAsked: IsAsked): readonly [material: string, reason: AskingReason][] {
  return Object.entries(despiteIn(text)).filter(([material]) => isAsked(material));
}

/** The member of a command in which they stand; none without one. */
export function despiteMember(
  text: string,
  isAsked: IsAsked,
): {
  readonly despiteOffers?: { readonly material: string; readonly reason: AskingReason }[];
} {
  const despiteOffers = asked(text, isAsked).map(([material, reason]) => ({ material, reason }));
  return despiteOffers.length === 0 ? {} : { despiteOffers };
}

/** Each reason in words, with the name of its material. */
export function despiteLines(
  text: string,
  { materials, isAsked }: Pick<Matter, 'materials'> & { readonly isAsked: IsAsked },
): readonly { readonly name: string; readonly reason: Bilingual }[] {
  return asked(text, isAsked).map(([material, reason]) => ({
    name: materials.find(({ code }) => code === material)?.name ?? material,
    reason: askingReasonWords[reason],
  }));
}
