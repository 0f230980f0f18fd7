// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { creditKindWords } from '../../src/words/condition-words';
import type { Session } from '../shell/api';
import { CaseLink } from '../shell/identifiers';
import { useSay } from '../shell/language';
import { timeIn } from '../shell/time';
import { creditStateWords, creditWords } from '../words/credit-words';
import { mayLift } from './credit-view';
import type { CreditOfDay } from './credit-view';
import { LiftCredit } from './lift-credit';

interface Props {
  readonly entry: CreditOfDay;
  readonly session: Session;
}

/** How an entry on credit stands, and how it is lifted by who may. */
export function CreditStanding({ entry, session }: Props): ReactElement {
  const say = useSay();
  const { kind, state, from, until, basis, lifted } = entry;
  return (
    <>
      <span className={state === 'in-force' ? 'tag bad' : 'tag none'}>{say(creditStateWords[state])}</span>{' '}
      {say(creditKindWords[kind])} · {say(creditWords.since)} {from}{' '}
      {until === undefined ? say(creditWords.noEnd) : `${say(creditWords.to)} ${until}`} · {basis} ·{' '}
      {say(creditWords.ofCase)} <CaseLink id={entry.case} />
      {lifted !== undefined && (
        <>
          {' '}
          · {say(creditWords.repairedOn)} {timeIn(lifted.at)} · {lifted.basis}
        </>
      )}
      {mayLift(entry, session) && (
        <div>
          <LiftCredit entry={entry} session={session} />
        </div>
      )}
    </>
  );
}
