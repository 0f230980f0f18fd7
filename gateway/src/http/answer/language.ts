// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';
import type { Language } from '../../words/language';

const languages: readonly Language[] = ['en', 'zh'];

/** Mandarin and Cantonese by names of their own; programs also send locales (zh_CN) in place of language tags. */
const otherChinese = /\b(?:cmn|yue)\b/giu;

/**
 * Negotiates the language (RFC 9110 section 12.5.4); of what the caller does not name, English first, unless it is
 * excluded.
 */
export function languageOf(request: IncomingMessage): Language {
  const { 'accept-language': sent = '*' } = request.headers;
  const tags = sent.replaceAll('_', '-').replace(otherChinese, 'zh');
  const negotiator = new Negotiator({ headers: { 'accept-language': `${tags}, *;q=0.001` } });
  const [best] = negotiator.languages([...languages]);
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
