// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react';

interface Props {
  /** Whether what it has sent is under way, or there is nothing to send yet. */
  readonly isBusy: boolean;
  /** Without it, the button sends its form. */
  readonly onPress?: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A button that does nothing while it is busy, and keeps the focus, which a disabled one would lose for good. */
export function BusyButton({ isBusy, onPress, className = 'button', children }: Props): ReactElement {
  return (
    <button
      type={onPress === undefined ? 'submit' : 'button'}
      className={className}
      aria-disabled={isBusy}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onPress?.();
      }}
    >
      {children}
    </button>
  );
}
