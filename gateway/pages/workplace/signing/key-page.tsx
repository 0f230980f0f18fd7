// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useContext } from 'react';
import type { ReactElement } from 'react';
import { queries } from '../shell/api';
import type { Asked, Session } from '../shell/api';
import { BusyButton } from '../shell/busy-button';
import { useSay } from '../shell/language';
import { OfficerContext } from '../shell/officer';
import { ProblemNote } from '../shell/problem-note';
import { QueryNote } from '../shell/query-note';
import { useTitle } from '../shell/title';
import { keyWords } from '../words/key-words';
import { workplaceWords } from '../words/workplace-words';
import { canHoldKeys, forgetKey, makeKey, useOwnKey } from './own-key';
import type { FoundKey } from './own-key';

interface Props extends Pick<Asked, 'ledgerName'> {
  readonly session: Session;
}

/** An officer's own key: made here, shown with its certificate, and deleted. */
export default function KeyPage({ session, ledgerName }: Props): ReactElement {
  const say = useSay();
  const found = useOwnKey();
  const key = found.data;
  const making = useMutation({ mutationFn: () => makeKey(session, ledgerName), onSuccess: askAgain });
  useTitle(say(workplaceWords.signingKey));
  return (
    <section className="sheet">
      <h1>{say(workplaceWords.signingKey)}</h1>
      <p>{say(keyWords.what)}</p>
      {!canHoldKeys() && <p className="note unknown">{say(keyWords.unavailable)}</p>}
      <QueryNote query={found} />
      {key === null && canHoldKeys() && (
        <BusyButton
          isBusy={making.isPending}
          onPress={() => {
            making.mutate();
          }}
        >
          {say(keyWords.make)}
        </BusyButton>
      )}
      <p role="status">{making.isPending && say(keyWords.making)}</p>
      {making.isError && <ProblemNote error={making.error} />}
      {key?.unasked !== undefined && <ProblemNote error={key.unasked} query={found} />}
      {key !== undefined && key !== null && <Held held={key} />}
    </section>
  );
}

function askAgain(): Promise<void> {
  return queries.invalidateQueries({ queryKey: ['own-key'] });
}

function Held({ held }: { readonly held: FoundKey }): ReactElement {
  const { isRegistered, fingerprint, certificate, unasked } = held;
  const say = useSay();
  const owner = useContext(OfficerContext);
  const forgetting = useMutation({ mutationFn: () => forgetKey(owner), onSuccess: askAgain });
  return (
    <>
      {unasked === undefined && (
        <p className={isRegistered ? 'note good' : 'note unknown'}>
          {say(isRegistered ? keyWords.active : keyWords.waits)}
        </p>
      )}
      <dl>
        <div>
          <dt>{say(keyWords.fingerprint)}</dt>
          <dd>
            <code className="long">{fingerprint}</code>
          </dd>
        </div>
        <div>
          <dt>{say(keyWords.certificate)}</dt>
          <dd>
            <pre tabIndex={0}>{certificate}</pre>
          </dd>
        </div>
      </dl>
      <p className="hint">{say(keyWords.forgetHint)}</p>
      <div className="row">
        {!isRegistered && (
          <button
            type="button"
            className="button"
            onClick={() => {
              void askAgain();
            }}
          >
            {say(keyWords.ask)}
          </button>
        )}
        <BusyButton
          className="button plain"
          isBusy={forgetting.isPending}
          onPress={() => {
            forgetting.mutate();
          }}
        >
          {say(keyWords.forget)}
        </BusyButton>
      </div>
      {forgetting.isError && <ProblemNote error={forgetting.error} />}
    </>
  );
}
