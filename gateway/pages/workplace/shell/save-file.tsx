// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { workplaceWords } from '../words/workplace-words';
import { BusyButton } from './busy-button';
import { useAddressOf } from './file-address';
import { useSay } from './language';
import { ProblemNote } from './problem-note';
import { askedOnce } from './sending';

interface Props {
  readonly label: ReactNode;
  /** Under which name it is saved. */
  readonly name: string;
  /** @returns undefined as long as there is none. */
  readonly ask: (key: string) => Promise<Blob | undefined>;
  /** What is said as long as there is none. */
  readonly notYet?: string;
}

/** A file that is asked for by a button, and then saved by a link. */
export function SaveFile({ label, name, ask, notYet }: Props): ReactElement {
  const say = useSay();
  // Nothing stays behind in the memory of the page once the view is left.
  const [askFor] = useState(() => askedOnce(({ by }: { readonly by: typeof ask }, key) => by(key)));
  const opening = useMutation({ mutationFn: () => askFor({ by: ask }), gcTime: 0 });
  const address = useAddressOf(opening.data);
  if (address !== undefined) {
    return (
      <a href={address} download={name}>
        {say(workplaceWords.saveFile)}
      </a>
    );
  }
  return (
    <>
      <BusyButton
        className="link"
        isBusy={opening.isPending}
        onPress={() => {
          opening.mutate();
        }}
      >
        {label}
      </BusyButton>
      {opening.isSuccess && opening.data === undefined && <span role="status"> {notYet}</span>}
      {opening.isError && <ProblemNote error={opening.error} />}
    </>
  );
}
