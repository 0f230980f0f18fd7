// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { CheckSheet } from '../shell/check-sheet';
import type { Line } from '../shell/check-sheet';
import { useSay } from '../shell/language';
import { ProblemNote } from '../shell/problem-note';
import { workplaceWords } from '../words/workplace-words';

interface Props {
  /** Of the button that opens it. */
  readonly label: string;
  /** Whether something was filled in already, before a reload. */
  readonly isBegun?: boolean;
  /** What is signed, in words. */
  readonly lines: readonly Line[];
  readonly sign: () => Promise<{ readonly block: number }>;
  readonly children: ReactNode;
}

/** Behind a button: what is filled in, then checked as what will be signed, and signed. */
export function SignedForm({ label, isBegun = false, lines, sign, children }: Props): ReactElement {
  const say = useSay();
  const [isOpen, setOpen] = useState(isBegun);
  const [isChecking, setIsChecking] = useState(false);
  const signing = useMutation({ mutationFn: sign });
  if (signing.isSuccess) {
    return (
      <p className="note good" role="status">
        {say(workplaceWords.done)} {signing.data.block}
      </p>
    );
  }
  return (
    <>
      <button
        type="button"
        className="link"
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        {label}
      </button>
      {isOpen && (
        <form
          className="check"
          onSubmit={(event) => {
            event.preventDefault();
            setIsChecking(true);
          }}
        >
          {isChecking ? (
            <CheckSheet
              lines={[[say(workplaceWords.act), label], ...lines]}
              label={say(workplaceWords.sign)}
              isSending={signing.isPending}
              onSign={() => {
                if (!signing.isPending) signing.mutate();
              }}
              onBack={() => {
                signing.reset();
                setIsChecking(false);
              }}
            >
              {signing.isError && <ProblemNote error={signing.error} />}
            </CheckSheet>
          ) : (
            <>
              {children}
              <button className="button">{say(workplaceWords.check)}</button>
            </>
          )}
        </form>
      )}
    </>
  );
}
