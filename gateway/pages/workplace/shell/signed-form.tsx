// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { CheckSheet } from './check-sheet';
import type { Line } from './check-sheet';
import { useSay } from './language';
import { Opener } from './opener';
import { ProblemNote } from './problem-note';
import { workplaceWords } from '../words/workplace-words';

interface Props {
  /** Of the button that opens it. */
  readonly label: ReactNode;
  /** Whether something was filled in already, before a reload. */
  readonly isBegun?: boolean;
  /** What is signed, in words: the act, and its particulars. */
  readonly act: string;
  readonly lines: readonly Line[];
  /** Stands above the form as long as it is open. */
  readonly warning?: string | undefined;
  readonly sign: () => Promise<{ readonly block: number }>;
  readonly children: ReactNode;
}

/** Behind a button: what is filled in, then checked as what will be signed, and signed. */
export function SignedForm({
  label,
  act,
  isBegun = false,
  lines,
  warning,
  sign,
  children,
}: Props): ReactElement {
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
      <Opener isOpen={isOpen} onOpen={setOpen}>
        {label}
      </Opener>
      {isOpen && (
        <form
          className="check"
          onSubmit={(event) => {
            event.preventDefault();
            setIsChecking(true);
          }}
        >
          {warning !== undefined && <p className="note bad">{warning}</p>}
          {isChecking ? (
            <CheckSheet
              lines={[[say(workplaceWords.act), act], ...lines]}
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
