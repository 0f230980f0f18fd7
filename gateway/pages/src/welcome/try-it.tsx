// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react';
import { hrefOf, inLanguage } from '../shell/page';
import { pageWords } from '../words';
import type { Language } from '../words';

/** What `npm start` has registered, so that there is something to verify and to do. */
export interface FirstLook {
  readonly licence: string;
  /** What the licence and a case are about. */
  readonly object: string;
  readonly matter: string;
  /** Made up: who may be entered as the applicant. */
  readonly applicant: { readonly name: string; readonly number: string };
  /** Who act on a case, in this order. */
  readonly officers: readonly string[];
}

/** The first minute, by clicks alone. */
export function TryIt({
  language,
  licence,
  object,
  matter,
  applicant,
  officers,
}: FirstLook & { readonly language: Language }): ReactElement {
  const say = inLanguage(language);
  const signIn = (path: string): string =>
    hrefOf({ language, path: '/auth/sign-in', query: { return: path } });
  const [first, ...others] = officers;
  return (
    <section>
      <h2>{say(pageWords.tryIt)}</h2>
      <ol>
        <li>
          <a href={hrefOf({ language, path: `/v/${licence}` })}>{say(pageWords.tryVerify)}</a>
        </li>
        <li>
          <a href={signIn('/app/intake')}>{say(pageWords.tryIntake)}</a> <code>{first}</code>
          <p>{say(pageWords.tryEnter)}</p>
          <dl className="narrow">
            <Entry name={say(pageWords.tryMatter)}>
              <span lang="zh-CN">{matter}</span>
            </Entry>
            <Entry name={say(pageWords.tryApplicant)}>
              <span lang="zh-CN">{applicant.name}</span>, <code>{applicant.number}</code>
            </Entry>
            <Entry name={say(pageWords.tryObject)}>
              <code>{object}</code>
            </Entry>
            <Entry name={say(pageWords.tryCertificate)}>
              <code>{licence}</code>
            </Entry>
          </dl>
        </li>
        <li>
          {say(pageWords.tryAccept)} <code>{first}</code>
        </li>
        <li>
          <a href={signIn('/app')}>{say(pageWords.tryDecide)}</a>
          <ol>
            {others.map((officer) => (
              <li key={officer}>
                <code>{officer}</code>
              </li>
            ))}
          </ol>
        </li>
        <li>
          {say(pageWords.tryFee)} <code>{first}</code>
        </li>
      </ol>
    </section>
  );
}

function Entry({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
