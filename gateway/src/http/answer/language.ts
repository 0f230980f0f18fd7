// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';
import type { Language } from '../../words/language';

const languages: readonly Language[] = ['en', 'zh'];

/** Negotiates the language (RFC 9110 section 12.5.4); English if the caller accepts neither. */
export function languageOf(request: IncomingMessage): Language {
  const [best] = new Negotiator(request).languages([...languages]);
  return languages.find((language) => language === best) ?? 'en';
}

/** The language of a page: the one chosen on it, in its address, before the browser's. */
export function pageLanguageOf(request: IncomingMessage): Language {
  const chosen = pageQueryOf(request).get('lang');
  return languages.find((language) => language === chosen) ?? languageOf(request);
}

/** The query of a page's address: whatever others have added to it is ignored. */
export function pageQueryOf({ url = '' }: IncomingMessage): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : url.slice(start));
}
