// SPDX-License-Identifier: Apache-2.0
import { createContext, useContext } from 'react';
import type { Bilingual, Language } from '../../src/words';

export const LanguageContext = createContext<Language>('zh');

export type Say = (text: Bilingual) => string;

/** Texts in the language of the reader. */
export function useSay(): Say {
  const language = useContext(LanguageContext);
  return (text) => text[language];
}
