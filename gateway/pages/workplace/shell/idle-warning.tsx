// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { workplaceWords } from '../words/workplace-words';
import { client, queries } from './api';
import type { Asked, Session } from './api';
import { BusyButton } from './busy-button';
import { untilNextLookMs, warns } from './idle';
import { useSay } from './language';
import { signInAddress } from './problem-note';

/** Says in time that the session is about to end (WCAG 2.2.1), which nobody may notice who types a long text. */
export function IdleWarning({ asked }: { readonly asked: Asked | undefined }): ReactElement | null {
  if (asked?.session == null || asked.endsAtMs === undefined) return null;
  return <Warning session={asked.session} endsAtMs={asked.endsAtMs} />;
}

interface Props {
  readonly session: Session;
  readonly endsAtMs: number;
}

function Warning({ session, endsAtMs }: Props): ReactElement | null {
  const say = useSay();
  const leftMs = endsAtMs - Date.now();
  useEffect(() => {
    const timer = setTimeout(() => void askAgain(), untilNextLookMs(endsAtMs - Date.now()));
    return () => {
      clearTimeout(timer);
    };
  }, [endsAtMs]);
  const staying = useMutation({
    // Any request of somebody who is there is a use of the session.
    mutationFn: () => client.get('/api/v1/sessions'),
    onSettled: askAgain,
  });
  if (!warns(leftMs)) return null;
  const isWholeOver = session.until === session.idleUntil;
  return (
    <div role="alert" className="note unknown">
      <p>
        <strong>{say(isWholeOver ? workplaceWords.dayEnds : workplaceWords.idleEnds)}</strong>
      </p>
      <p>{say(workplaceWords.draftStays)}</p>
      {isWholeOver ? (
        <a className="button" href={signInAddress()}>
          {say(workplaceWords.signInAgain)}
        </a>
      ) : (
        <BusyButton
          isBusy={staying.isPending}
          onPress={() => {
            staying.mutate();
          }}
        >
          {say(workplaceWords.staySignedIn)}
        </BusyButton>
      )}
    </div>
  );
}

function askAgain(): Promise<void> {
  return queries.invalidateQueries({ queryKey: ['session'] });
}
