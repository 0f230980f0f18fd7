// SPDX-License-Identifier: Apache-2.0
import { cellOf, headlineOf, icons, partNames } from '../src/verify/verdict-cells';
import { parts, toneOfWhole } from '../src/verify/verdict-view';
import type { Part, ShownVerdict, Tone } from '../src/verify/verdict-view';
import { pageWords } from '../src/words/page-words';
import type { Bilingual, Language } from '../src/words';
import { element } from './dom';

/** A verdict in a word. */
export function wholeOf(verdict: ShownVerdict): { readonly tone: Tone; readonly words: Bilingual } {
  return { tone: toneOfWhole(verdict), words: headlineOf(verdict) };
}

/** Words with the sign of their tone, which is for the eye: the words say the same. */
export function signed(name: string, tone: Tone, words: string, className = 'result'): HTMLElement {
  const icon = element('span', { class: 'icon', 'aria-hidden': 'true' }, [icons[tone]]);
  return element(name, { class: `${className} ${tone}` }, [icon, words]);
}

interface ComparedFile {
  readonly file: string;
  readonly verdict: ShownVerdict;
  /** Whether the licence is the one that the code in this picture names. */
  readonly isFromCode: boolean;
}

/** The verdict on a file with its four parts, a sentence and a next step for each. */
export function verdictArticle({ file, verdict, isFromCode }: ComparedFile, language: Language): HTMLElement {
  const { tone, words } = wholeOf(verdict);
  return element('article', { class: tone }, [
    element('h3', {}, [file]),
    signed('p', tone, words[language], 'whole'),
    element('p', { class: 'code' }, [verdict.licence]),
    ...(verdict.ledger === 'embedded'
      ? [element('p', { class: 'note' }, [pageWords.embedded[language]])]
      : []),
    ...(isFromCode && verdict.integrity !== 'intact' ? [onlyAPicture(verdict, language)] : []),
    ...parts.map((part) => partOf(part, verdict, language)),
    element('p', {}, [
      element('a', { href: addressOf(verdict, language) }, [pageWords.keepAddress[language]]),
    ]),
  ]);
}

/** Of a photograph nothing can be said, but of the licence that its code names: without the file, at its own address. */
function onlyAPicture({ licence }: ShownVerdict, language: Language): HTMLElement {
  const href = addressOf({ licence, digest: undefined }, language);
  return element('p', { class: 'note' }, [
    pageWords.codeInPicture[language],
    element('a', { href }, [pageWords.codeVerdict[language]]),
  ]);
}

function partOf(part: Part, verdict: ShownVerdict, language: Language): HTMLElement {
  const { tone, called, says, next } = cellOf(part, verdict[part]);
  const colon = pageWords.colon[language];
  return element('section', { class: `part ${tone}` }, [
    signed('h4', tone, partNames[part][language] + colon + called[language], ''),
    element('p', {}, [says[language]]),
    element('p', { class: 'next' }, [pageWords.next[language] + colon + next[language]]),
  ]);
}

function addressOf(
  { licence, digest }: Pick<ShownVerdict, 'licence' | 'digest'>,
  language: Language,
): string {
  const query = new URLSearchParams({
    ...(digest === undefined ? {} : { digest: `${digest.algorithm}:${digest.value}` }),
    lang: language,
  });
  return `/v/${encodeURIComponent(licence)}?${query.toString()}`;
}
