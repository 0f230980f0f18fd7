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
