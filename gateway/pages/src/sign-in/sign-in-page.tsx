// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { hrefOf, inLanguage, page } from '../shell/page';
import { pageWords, roleWords } from '../words';
import type { Language } from '../words';

interface Officer {
  readonly organisation: string;
  readonly officer: string;
  readonly roles: readonly (keyof typeof roleWords)[];
}

interface Card extends Officer {
  readonly organisationName: string;
  readonly departmentName?: string;
}

interface SignInForms {
  readonly language: Language;
  /** Where to go afterwards: a path of this gateway. */
  readonly returnTo: string;
  /** Makes the forms those of this page. */
  readonly token: string;
}

interface SignIn extends SignInForms {
  /** Who is signed in already. */
  readonly signedIn?: Officer | undefined;
  /** Whether one may sign in again at the organisation's issuer. */
  readonly hasIssuer: boolean;
  /** As whom one may sign in without proof: only with the embedded default. */
  readonly cards?: readonly Card[] | undefined;
}

const path = '/auth/sign-in';

/** Where officers sign in and out. */
export function signInPage(props: SignIn): string {
  const { language, returnTo, signedIn, hasIssuer, cards } = props;
  const say = inLanguage(language);
  const title = say(pageWords.account);
  return page({
    here: { language, path, query: { return: returnTo } },
    title,
    children: (
      <>
        <h1>{title}</h1>
        {signedIn !== undefined && <SignedIn {...props} signedIn={signedIn} />}
        {cards !== undefined && <Cards {...props} cards={cards} />}
        {hasIssuer && <a href={issuerPath(returnTo)}>{say(pageWords.signInAgain)}</a>}
        {cards === undefined && !hasIssuer && <p>{say(pageWords.signInByToken)}</p>}
      </>
    ),
  });
}

function issuerPath(returnTo: string): string {
  return `/auth/issuer?${new URLSearchParams({ return: returnTo }).toString()}`;
}

function SignedIn(props: SignInForms & { readonly signedIn: Officer }): ReactElement {
  const { language, returnTo, token, signedIn } = props;
  const say = inLanguage(language);
  return (
    <section>
      <h2>{say(pageWords.signedInAs)}</h2>
      <p>
        <strong>{signedIn.officer}</strong> (
        {signedIn.roles.map((role) => say(roleWords[role].name)).join(', ')})
      </p>
      <p>
        <a href={returnTo}>{say(pageWords.toWorkplace)}</a>
      </p>
      <form method="post" action={hrefOf({ language, path: '/auth/sign-out' })}>
        <input type="hidden" name="token" value={token} />
        <button>{say(pageWords.signOut)}</button>
      </form>
    </section>
  );
}

/** One click each: the button says who, its card what he may do. */
function Cards(props: SignInForms & { readonly cards: readonly Card[] }): ReactElement {
  const { language, returnTo, token, cards } = props;
  const say = inLanguage(language);
  const organisations = [...new Set(cards.map(({ organisationName }) => organisationName))];
  return (
    <form method="post" action={hrefOf({ language, path })}>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="return" value={returnTo} />
      <p>{say(pageWords.asWhom)}</p>
      {organisations.map((name) => (
        <section key={name}>
          <h2 lang="zh-CN">{name}</h2>
          <ul className="cards">
            {cards
              .filter(({ organisationName }) => organisationName === name)
              .map((card) => (
                <OfficerCard key={card.officer} language={language} card={card} />
              ))}
          </ul>
        </section>
      ))}
    </form>
  );
}

function OfficerCard({ language, card }: { readonly language: Language; readonly card: Card }): ReactElement {
  const say = inLanguage(language);
  return (
    <li>
      <button name="officer" value={`${card.organisation}/${card.officer}`}>
        {card.officer}
      </button>
      {card.departmentName !== undefined && <p lang="zh-CN">{card.departmentName}</p>}
      <dl>
        {card.roles.map((role) => (
          <div key={role}>
            <dt>{say(roleWords[role].name)}</dt>
            <dd>{say(roleWords[role].does)}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
