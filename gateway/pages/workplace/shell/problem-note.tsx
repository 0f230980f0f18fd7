// SPDX-License-Identifier: Apache-2.0
import { Problem } from '@guidang/client';
import { useEffect, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { Bilingual } from '../../src/words';
import { workplaceWords } from '../words/workplace-words';
import { useSay } from './language';

interface Props {
  readonly error: unknown;
  /** What the page knows of it besides, such as the conditions that do not hold. */
  readonly children?: ReactNode;
}

/** A refusal: what it means, what to do now, and what to tell whoever is asked for help. Takes the focus. */
export function ProblemNote({ error, children }: Props): ReactElement {
  const say = useSay();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.focus();
  }, [error]);
  const problem = error instanceof Problem ? error : undefined;
  const isUnreachable = problem?.code === 'unreachable' || problem?.code === 'unreadable';
  return (
    <div role="alert" className="note bad" tabIndex={-1} ref={place}>
      <p>
        <strong>
          {problem === undefined || isUnreachable ? say(workplaceWords.unreachable) : problem.title}
        </strong>
      </p>
      {problem !== undefined && !isUnreachable && <p>{problem.message}</p>}
      {problem?.errors.map(({ field, message }) => (
        <p key={field}>
          <code>{field}</code> {message}
        </p>
      ))}
      {children}
      <p>{say(nextStepOf(problem))}</p>
      {problem?.status === 401 && (
        <p>
          <a href={signInAddress()}>{say(workplaceWords.signInAgain)}</a>
        </p>
      )}
      {problem?.instance !== undefined && (
        <p className="faint">
          {say(workplaceWords.requestNumber)} <code>{problem.instance}</code> · {problem.code}
        </p>
      )}
    </div>
  );
}

function nextStepOf(problem: Problem | undefined): Bilingual {
  if (problem?.status === 401) return workplaceWords.nextSignIn;
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
