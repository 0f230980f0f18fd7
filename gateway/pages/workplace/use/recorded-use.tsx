// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { BusyButton } from '../shell/busy-button';
import { useSay } from '../shell/language';
import { Opener } from '../shell/opener';
import { ProblemNote } from '../shell/problem-note';
import { askedOnce } from '../shell/sending';
import { licenceWords } from '../words/licence-words';
import { workplaceWords } from '../words/workplace-words';
import { CodeField } from './code-field';

/** Why something is used, as the ledger records it: codes of the code book. */
export interface Use {
  readonly purpose: string;
  readonly basis: string;
}

/** Before anybody has said why. */
export const unsaid: Use = { purpose: '', basis: '' };

interface Props<T> {
  /** What is used: the button's name. */
  readonly label: string;
  /** What will stand on the ledger afterwards. */
  readonly records: string;
  /** Under one key until its answer is here, so that it is one use however often it is sent. */
  readonly ask: (use: Use, key: string) => Promise<T>;
  readonly children: (answer: T) => ReactNode;
}

/**
 * What is shown only after its use has been recorded: says first what will be recorded, and asks for what. The answer
 * stays in the page, and nowhere else.
 */
export function RecordedUse<T>({ label, records, ask, children }: Props<T>): ReactElement {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const [askFor] = useState(() =>
    askedOnce(({ use, by }: { readonly use: Use; readonly by: typeof ask }, key) => by(use, key)),
  );
  const using = useMutation({ mutationFn: (use: Use) => askFor({ use, by: ask }), gcTime: 0 });
  if (using.isSuccess) return <div role="status">{children(using.data)}</div>;
  return (
    <>
      <Opener isOpen={isOpen} onOpen={setOpen}>
        {label}
      </Opener>
      {isOpen && (
        <UseForm records={records} isPending={using.isPending} error={using.error} onUse={using.mutate} />
      )}
      {using.isPending && <p role="status">{say(workplaceWords.loading)}</p>}
    </>
  );
}

interface FormProps {
  readonly records: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onUse: (use: Use) => void;
  /** What is asked besides. */
  readonly children?: ReactNode;
}

/** For what something is to be used, and what will be recorded of it. */
export function UseForm({ records, isPending, error, onUse, children }: FormProps): ReactElement {
  const say = useSay();
  const [use, setUse] = useState(unsaid);
  return (
    <form
      className="check"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) onUse(use);
      }}
    >
      {children}
      <p>{records}</p>
      <UseFields use={use} onUse={setUse} />
      {error !== null && <ProblemNote error={error} />}
      <BusyButton isBusy={isPending}>{say(licenceWords.recordAndShow)}</BusyButton>
    </form>
  );
}

interface FieldsProps {
  readonly use: Use;
  readonly onUse: (use: Use) => void;
}

/** For what, and by which right. */
export function UseFields({ use, onUse }: FieldsProps): ReactElement {
  const say = useSay();
  return (
    <>
      <CodeField
        label={say(licenceWords.purpose)}
        book="/api/v1/registry/purposes"
        code={use.purpose}
        onCode={(purpose) => {
          onUse({ ...use, purpose });
        }}
      />
      <CodeField
        label={say(licenceWords.basis)}
        book="/api/v1/registry/bases"
        code={use.basis}
        onCode={(basis) => {
          onUse({ ...use, basis });
        }}
      />
    </>
  );
}
