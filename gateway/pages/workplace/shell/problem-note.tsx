// SPDX-License-Identifier: Apache-2.0
import { Problem } from '@guidang/client';
import { useLayoutEffect, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { Bilingual } from '../../src/words';
import { workplaceWords } from '../words/workplace-words';
import { BusyButton } from './busy-button';
import { useSay } from './language';
import { NotSigned } from './not-signed';

interface Props {
  readonly error: unknown;
  /** Of what the page reads by itself: it can be read again. */
  readonly query?: Reading;
  /** What the page knows of it besides, such as the conditions that do not hold. */
  readonly children?: ReactNode;
}

interface Reading {
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
}

/**
 * A refusal: what it means, what to do now, and what to tell whoever is asked for help. Takes the focus, from nobody
 * who types: and of what was not asked for by anybody, only where nothing has it.
 */
export function ProblemNote({ error, query, children }: Props): ReactElement {
  const say = useSay();
  const place = useRef<HTMLDivElement>(null);
  const isOwnReading = query !== undefined;
  useLayoutEffect(() => {
    if (isFree(isOwnReading)) place.current?.focus();
  }, [error, isOwnReading]);
  const problem = saidBy(error);
  if (error instanceof NotSigned) {
    return (
      <div role="alert" className="note bad" tabIndex={-1} ref={place}>
        <p>
          <strong>{say(error.words)}</strong>
        </p>
        <p>{say(workplaceWords.tellOperator)}</p>
      </div>
    );
  }
  return (
    <div role="alert" className="note bad" tabIndex={-1} ref={place}>
      <p>
        <strong>{problem?.title ?? say(workplaceWords.unreachable)}</strong>
      </p>
      {problem !== undefined && <Details problem={problem} />}
      {children}
      <p>{say(nextStepOf(problem))}</p>
      {problem !== undefined && <WayOn problem={problem} />}
      {query !== undefined && <Again query={query} />}
      {problem?.instance !== undefined && (
        <p className="faint">
          {say(workplaceWords.requestNumber)} <code>{problem.instance}</code> · {problem.code}
        </p>
      )}
    </div>
  );
}

/** Whether the focus may be taken from where it is. */
function isFree(isOwnReading: boolean): boolean {
  const { activeElement: at, body } = document;
  if (at === null || at === body) return true;
  return (
    !isOwnReading &&
    !at.matches('textarea, select, input:not([type="radio"], [type="checkbox"], [type="file"])')
  );
}

function Again({ query: { isFetching, refetch } }: { readonly query: Reading }): ReactElement {
  const say = useSay();
  return (
    <p>
      <BusyButton
        isBusy={isFetching}
        onPress={() => {
          refetch();
        }}
      >
        {say(workplaceWords.tryAgain)}
      </BusyButton>{' '}
      {isFetching && say(workplaceWords.loading)}
    </p>
  );
}

/** Where the next step leads, if it is a link. */
function WayOn({ problem: { status, code } }: { readonly problem: Problem }): ReactElement | null {
  const say = useSay();
  if (code === 'officer-changed') {
    return (
      <p>
        <a href={location.href}>{say(workplaceWords.loadAgain)}</a>
      </p>
    );
  }
  if (code === 'officer-revoked') {
    return (
      <p>
        <a href={signInAddress()}>{say(workplaceWords.signInAsOther)}</a>
      </p>
    );
  }
  const isFresh = code === 'fresh-sign-in-required';
  if (status !== 401 && !isFresh) return null;
  return (
    <p>
      <a href={isFresh ? `${signInAddress()}&again` : signInAddress()}>{say(workplaceWords.signInAgain)}</a>
    </p>
  );
}

function Details({ problem }: { readonly problem: Problem }): ReactElement {
  const say = useSay();
  const { message, errors, retryAfterSeconds = 0 } = problem;
  return (
    <>
      <p>{message}</p>
      {errors.map((each) => (
        <p key={each.field}>
          <code>{each.field}</code> {each.message}
        </p>
      ))}
      {retryAfterSeconds > 1 && (
        <p>
          {say(workplaceWords.secondsToWait)} {retryAfterSeconds}
        </p>
      )}
    </>
  );
}

/** What the gateway has said; nothing, if it did not answer. */
function saidBy(error: unknown): Problem | undefined {
  if (!(error instanceof Problem)) return undefined;
  return ['unreachable', 'unreadable'].includes(error.code) ? undefined : error;
}

function nextStepOf(problem: Problem | undefined): Bilingual {
  return stepToSignIn(problem) ?? stepToTry(problem);
}

function stepToSignIn(problem: Problem | undefined): Bilingual | undefined {
  if (problem?.status === 401) return workplaceWords.nextSignIn;
  switch (problem?.code) {
    case 'officer-changed':
      return workplaceWords.nextOfficer;
    case 'officer-revoked':
      return workplaceWords.nextRevoked;
    case 'fresh-sign-in-required':
      return workplaceWords.nextFresh;
    default:
      return undefined;
  }
}

function stepToTry(problem: Problem | undefined): Bilingual {
  switch (problem?.retry) {
    case 'new':
      return workplaceWords.nextNew;
    case 'same':
      return workplaceWords.nextSame;
    case 'none':
      return workplaceWords.nextNone;
    case 'unknown':
    case undefined:
      return workplaceWords.nextUnknown;
  }
}

/** Signing in leads back to where somebody was. */
export function signInAddress(): string {
  return `/auth/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`;
}
