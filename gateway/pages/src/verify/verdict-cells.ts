// SPDX-License-Identifier: Apache-2.0
import { pageWords, verdictWords } from '../words';
import type { Bilingual } from '../words';
import { verdictSentences } from './verdict-sentences';
import { toneOf, toneOfWhole } from './verdict-view';
import type { Part, ShownVerdict, Tone } from './verdict-view';

/** For those who do not see colours; hidden from those who do not see, who hear the words. */
export const icons: Readonly<Record<Tone, string>> = { good: '✓', bad: '✕', unknown: '?', none: '–' };

export const partNames: Readonly<Record<Part, Bilingual>> = {
  integrity: pageWords.partIntegrity,
  status: pageWords.partStatus,
  issuer: pageWords.partIssuer,
  proof: pageWords.partProof,
};

const codeNames: { readonly [P in Part]: Readonly<Record<ShownVerdict[P], Bilingual>> } = verdictWords;

/** What each part of a verdict is called and means, and what to do. */
export interface Cell {
  readonly tone: Tone;
  readonly called: Bilingual;
  readonly says: Bilingual;
  readonly next: Bilingual;
}

export function cellOf<P extends Part>(part: P, code: ShownVerdict[P]): Cell {
  return { tone: toneOf(part, code), called: codeNames[part][code], ...verdictSentences[part][code] };
}

/** The whole in a word. */
export function headlineOf(verdict: ShownVerdict): Bilingual {
  const tone = toneOfWhole(verdict);
  return tone === 'good' && verdict.integrity === 'intact' ? pageWords.goodWithFile : pageWords[tone];
}
