// SPDX-License-Identifier: Apache-2.0
import { hrefOf, inLanguage, page } from '../shell/page';
import { TryIt } from './try-it';
import type { FirstLook } from './try-it';
import { VerifyForm } from '../verify/verify-form';
import { pageWords } from '../words';
import type { Language } from '../words';

interface Welcome {
  readonly language: Language;
  /** Whether the description of the API is served at the same address. */
  readonly hasDocs: boolean;
  readonly firstLook?: FirstLook | undefined;
}

/** Where everybody arrives. */
export function welcomePage({ language, hasDocs, firstLook }: Welcome): string {
  const say = inLanguage(language);
  const title = say(pageWords.welcome);
  return page({
    here: { language, path: '/' },
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p>{say(pageWords.whatItIs)}</p>
        <section>
          <h2>{say(pageWords.verify)}</h2>
          <VerifyForm language={language} submit={say(pageWords.verify)} />
        </section>
        {firstLook !== undefined && <TryIt language={language} {...firstLook} />}
        <section>
          <h2>{say(pageWords.forOfficers)}</h2>
          <p>{say(pageWords.signInByToken)}</p>
          <ul>
            {hasDocs && (
              <li>
                <a href="/docs">{say(pageWords.apiDocs)}</a>
              </li>
            )}
            <li>
              <a href={hrefOf({ language, path: '/log' })}>{say(pageWords.log)}</a>
            </li>
          </ul>
        </section>
      </>
    ),
  });
}
