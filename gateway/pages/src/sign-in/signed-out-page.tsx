// SPDX-License-Identifier: Apache-2.0
import { hrefOf, inLanguage, page } from '../shell/page';
import { pageWords } from '../words';
import type { Language } from '../words';

interface SignedOut {
  readonly language: Language;
  /** Where the browser is signed out at the issuer too, before that is done. */
  readonly issuer?: string;
  /** Whether the issuer has led back from there. */
  readonly isEverywhere?: boolean;
}

/**
 * After a sign-out at an organisation's issuer. The issuer is reached from this page, and not by the form that signs out:
 * the policy lets forms lead nowhere else, redirects included.
 */
export function signedOutPage({ language, issuer, isEverywhere = false }: SignedOut): string {
  const say = inLanguage(language);
  const title = say(pageWords.signedOut);
  return page({
    here: { language, path: '/auth/signed-out' },
    title,
    leadsTo: issuer,
    children: (
      <>
        <h1>{title}</h1>
        {issuer === undefined ? (
          <p>{say(isEverywhere ? pageWords.signedOutEverywhere : pageWords.signedOutHere)}</p>
        ) : (
          <p>
            <a href={issuer}>{say(pageWords.signOutAtIssuer)}</a>
          </p>
        )}
        <p>
          <a href={hrefOf({ language, path: '/' })}>{say(pageWords.toFront)}</a>
        </p>
      </>
    ),
  });
}
