// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { workplaceWords } from '../words/workplace-words';
import { BusyButton } from './busy-button';
import { useSay } from './language';

export type Line = readonly [label: string, text: ReactNode];

interface Props {
  readonly lines: readonly Line[];
  readonly label: string;
  readonly isSending: boolean;
  readonly onSign: () => void;
  readonly onBack: () => void;
  readonly children?: ReactNode;
}

/** What somebody is about to sign, in words, before it is signed. */
export function CheckSheet({ lines, label, isSending, onSign, onBack, children }: Props): ReactElement {
  const say = useSay();
  const title = useRef<HTMLHeadingElement>(null);
  // With what is shown, not after it: a key that is pressed at once is not lost.
  useLayoutEffect(() => {
    title.current?.focus();
  }, []);
  return (
    <div className="check">
      <h3 tabIndex={-1} ref={title}>
        {say(workplaceWords.checkTitle)}
      </h3>
      <dl>
        {lines.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {children}
      <div className="row">
        <BusyButton isBusy={isSending} onPress={onSign}>
          {label}
        </BusyButton>
        <BusyButton className="button plain" isBusy={isSending} onPress={onBack}>
          {say(workplaceWords.back)}
        </BusyButton>
      </div>
      <p role="status">{isSending && say(workplaceWords.sending)}</p>
    </div>
  );
}
