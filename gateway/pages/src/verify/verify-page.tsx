// SPDX-License-Identifier: Apache-2.0
import { inLanguage, page } from '../shell/page';
import { pageWords } from '../words';
import type { Language } from '../words';
import { VerifyForm } from './verify-form';

/** Where a licence is named. */
export function verifyPage(language: Language): string {
  const say = inLanguage(language);
  const title = say(pageWords.verify);
  return page({
    here: { language, path: '/verify' },
    title,
    children: (
      <>
        <h1>{title}</h1>
        <VerifyForm language={language} submit={title} />
      </>
    ),
  });
}
