// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useContext } from 'react';
import type { ReactElement } from 'react';
import { roleWords } from '../../src/words/role-words';
import { workplaceWords } from '../words/workplace-words';
import type { Session } from './api';
import { BusyButton } from './busy-button';
import { useSay } from './language';
import { OfficerContext } from './officer';
import { ProblemNote } from './problem-note';
import { signOut } from './sign-out';

/** Who works here, and the way out. */
export function SignedIn({ session: { officer, roles } }: { readonly session: Session }): ReactElement {
  const say = useSay();
  const whole = useContext(OfficerContext);
  const leaving = useMutation({ mutationFn: () => signOut(whole) });
  return (
    <div className="who">
      <span>
        {officer} <span className="faint">{roles.map((role) => say(roleWords[role].name)).join(' · ')}</span>
      </span>
      <BusyButton
        className=""
        isBusy={leaving.isPending}
        onPress={() => {
          leaving.mutate();
        }}
      >
        {say(workplaceWords.signOut)}
      </BusyButton>
      {leaving.isError && <ProblemNote error={leaving.error} />}
    </div>
  );
}
