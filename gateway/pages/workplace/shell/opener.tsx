// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react';

interface Props {
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** The button behind which something opens and closes. */
export function Opener({ isOpen, onOpen, children }: Props): ReactElement {
  return (
    <button
      type="button"
      className="link"
      aria-expanded={isOpen}
      onClick={() => {
        onOpen(!isOpen);
      }}
    >
      {children}
    </button>
  );
}
