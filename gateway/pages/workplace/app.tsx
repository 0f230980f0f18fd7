// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { Link, Redirect, Route, Switch, useLocation, useSearch } from 'wouter';
import type { Bilingual } from '../src/words';
import { workplaceWords } from './words/workplace-words';
import { dossierAddress, namedIn, versionIn } from './shell/address';
import { askSession, forgetWhatWasRead, queries } from './shell/api';
import type { Asked, Session } from './shell/api';
import { Help } from './shell/help';
import { IdleWarning } from './shell/idle-warning';
import { LanguageContext, useSay } from './shell/language';
import { useLiveCases } from './shell/live-cases';
import { loaded } from './shell/loaded';
import { usePreferences } from './shell/preferences';
import type { Preferences } from './shell/preferences';
import { signInAddress } from './shell/problem-note';
import { QueryNote } from './shell/query-note';
import { officerIn, OfficerContext } from './shell/officer';
import { useSignOutElsewhere } from './shell/sign-out';
import { SignedIn } from './shell/signed-in';
import { useTitle } from './shell/title';
import { SearchBox } from './search/search-box';

const QueuePage = loaded(() => import('./queue/queue-page'));
const CasePage = loaded(() => import('./case/case-page'));
const LicencePage = loaded(() => import('./licence/licence-page'));
const VerificationPage = loaded(() => import('./verification/verification-page'));
const HistoryPage = loaded(() => import('./history/history-page'));
const DossierPage = loaded(() => import('./dossier/dossier-page'));
const OfficersPage = loaded(() => import('./officers/officers-page'));
const KeyPage = loaded(() => import('./signing/key-page'));
const MatterPage = loaded(() => import('./matter/matter-page'));
const IntakePage = loaded(() => import('./intake/intake-page'));

export function App(): ReactElement {
  const [preferences, change] = usePreferences();
  return (
    <LanguageContext value={preferences.language}>
      <QueryClientProvider client={queries}>
        <Frame preferences={preferences} change={change} />
      </QueryClientProvider>
    </LanguageContext>
  );
}

interface FrameProps {
  readonly preferences: Preferences;
  readonly change: (part: Partial<Preferences>) => void;
}

function Frame({ preferences, change }: FrameProps): ReactElement {
  const say = useSay();
  const asking = useQuery({ queryKey: ['session'], queryFn: askSession });
  const { data } = asking;
  const session = data?.session ?? null;
  useSignOutElsewhere();
  useEffect(() => {
    if (session === null) forgetWhatWasRead();
  }, [session]);
  return (
    <OfficerContext value={session === null ? '' : officerIn(session)}>
      <a className="skip" href="#main">
        {say(workplaceWords.toContent)}
      </a>
      <header className="bar">
        <Link className="product" href="/app">
          {say(workplaceWords.workplace)}
        </Link>
        {data?.ledger === 'embedded' && <span className="tag none">{say(workplaceWords.embedded)}</span>}
        {session !== null && <SearchBox letters={preferences.letters} department={session.department} />}
        <Reading preferences={preferences} change={change} />
        {session !== null && (
          <>
            <SignedIn session={session} />
            <Navigation session={session} />
          </>
        )}
      </header>
      <main id="main" tabIndex={-1}>
        <IdleWarning asked={data} />
        <QueryNote query={asking} />
        {data !== undefined && <Content asked={data} letters={preferences.letters} />}
      </main>
    </OfficerContext>
  );
}

interface ContentProps {
  readonly asked: Asked;
  readonly letters: boolean;
}

function Content({ asked: { session, ledgerName }, letters }: ContentProps): ReactElement {
  if (session === null) return <SignedOut />;
  return <Pages session={session} ledgerName={ledgerName} letters={letters} />;
}

/** Cases are those of a department, and governors have none. */
function hasQueue({ department }: Session): boolean {
  return department !== undefined;
}

function Navigation({ session }: { readonly session: Session }): ReactElement {
  const say = useSay();
  return (
    <nav aria-label={say(workplaceWords.workplace)}>
      {hasQueue(session) && <PageLink href="/app" words={workplaceWords.queue} />}
      {session.roles.includes('acceptor') && <PageLink href="/app/intake" words={workplaceWords.intake} />}
      <PageLink href={dossierAddress} words={workplaceWords.dossier} />
      <PageLink href="/app/verify" words={workplaceWords.verifyFiles} />
      <PageLink href="/app/history" words={workplaceWords.ownHistory} />
      {session.roles.includes('governor') && (
        <PageLink href="/app/officers" words={workplaceWords.officers} />
      )}
      <PageLink href="/app/key" words={workplaceWords.signingKey} />
      <a href="/verify">{say(workplaceWords.publicPages)}</a>
    </nav>
  );
}

interface PageLinkProps {
  readonly href: string;
  readonly words: Bilingual;
}

function PageLink({ href, words }: PageLinkProps): ReactElement {
  const say = useSay();
  const [path] = useLocation();
  return (
    <Link href={href} aria-current={path === href ? 'page' : undefined}>
      {say(words)}
    </Link>
  );
}

function Reading({ preferences, change }: FrameProps): ReactElement {
  const say = useSay();
  const { language, text, contrast } = preferences;
  return (
    <div className="reading">
      <button
        type="button"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => {
          change({ language: language === 'zh' ? 'en' : 'zh' });
        }}
      >
        {say(workplaceWords.otherLanguage)}
      </button>
      <button
        type="button"
        aria-pressed={text === 'large'}
        onClick={() => {
          change({ text: text === 'large' ? 'normal' : 'large' });
        }}
      >
        {say(workplaceWords.largerText)}
      </button>
      <button
        type="button"
        aria-pressed={contrast === 'high'}
        onClick={() => {
          change({ contrast: contrast === 'high' ? 'normal' : 'high' });
        }}
      >
        {say(workplaceWords.highContrast)}
      </button>
      <Help
        letters={preferences.letters}
        onLetters={(letters) => {
          change({ letters });
        }}
      />
    </div>
  );
}

function SignedOut(): ReactElement {
  const say = useSay();
  useTitle(say(workplaceWords.signedOut));
  return (
    <section className="sheet">
      <h1>{say(workplaceWords.signedOut)}</h1>
      <p>{say(workplaceWords.signedOutWhy)}</p>
      <p>
        <a className="button" href={signInAddress()}>
          {say(workplaceWords.signIn)}
        </a>{' '}
        <a href="/verify">{say(workplaceWords.publicPages)}</a>
      </p>
    </section>
  );
}

interface PagesProps extends Pick<Asked, 'ledgerName'> {
  readonly session: Session;
  readonly letters: boolean;
}

function Pages({ session, ledgerName, letters }: PagesProps): ReactElement {
  const isLive = useLiveCases();
  const search = useSearch();
  return (
    <Switch>
      <Route path="/app">
        {hasQueue(session) ? (
          <QueuePage letters={letters} isLive={isLive} />
        ) : (
          <Redirect to="/app/officers" replace />
        )}
      </Route>
      <Route path="/app/cases/:id">
        {() => <CasePage key={namedIn(location)} id={namedIn(location)} session={session} />}
      </Route>
      <Route path="/app/licences/:identifier">
        {() => <LicencePage key={namedIn(location)} identifier={namedIn(location)} session={session} />}
      </Route>
      <Route path="/app/matters/:id">
        {() => <MatterPage key={namedIn(location)} id={namedIn(location)} version={versionIn(search)} />}
      </Route>
      <Route path="/app/verify">
        <VerificationPage />
      </Route>
      <Route path="/app/dossier">
        <DossierPage session={session} />
      </Route>
      <Route path="/app/history">
        <HistoryPage />
      </Route>
      <Route path="/app/officers">
        <OfficersPage session={session} />
      </Route>
      <Route path="/app/key">
        <KeyPage session={session} ledgerName={ledgerName} />
      </Route>
      <Route path="/app/intake">
        <IntakePage session={session} />
      </Route>
      <Route>
        <Unknown />
      </Route>
    </Switch>
  );
}

function Unknown(): ReactElement {
  const say = useSay();
  useTitle(say(workplaceWords.pageUnknown));
  return (
    <section className="sheet">
      <h1>{say(workplaceWords.pageUnknown)}</h1>
      <p>
        <Link href="/app">{say(workplaceWords.toQueue)}</Link>
      </p>
    </section>
  );
}
