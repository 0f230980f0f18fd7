// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { roleWords } from '../../src/words/role-words';
import { client, queries } from '../shell/api';
import type { Session } from '../shell/api';
import { CheckSheet } from '../shell/check-sheet';
import { useSay } from '../shell/language';
import { ProblemNote } from '../shell/problem-note';
import { keysInMemory } from '../shell/sending';
import { CodeField, useCodes } from '../use/code-field';
import { officerWords } from '../words/officer-words';
import { workplaceWords } from '../words/workplace-words';
import type { Officer } from './officer-view';

interface Props {
  readonly officer: Officer;
  readonly session: Session;
}

/** Behind a button: why a certificate is revoked, and what is then signed. */
export function RevokeCertificate({ officer, session }: Props): ReactElement {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
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
        {say(officerWords.revoke)}
        <span className="unseen"> {officer.id}</span>
      </button>
      {isOpen && <RevokeForm officer={officer} session={session} />}
    </>
  );
}

function RevokeForm({ officer, session }: Props): ReactElement {
  const say = useSay();
  const reasons = useCodes('/api/v1/registry/reasons');
  const [reason, setReason] = useState('');
  const [isChecking, setIsChecking] = useState(false);
  const [keyFor] = useState(keysInMemory);
  const { certificate } = officer;
  const revoking = useMutation({
    mutationFn: () => {
      const body = { reason };
      return client.post('/api/v1/registry/officers/{certificate}/revocation', {
        ...{ path: { certificate }, body },
        ...{ key: keyFor(body), role: 'governor' },
      });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['officers'] }),
  });
  const isOwn = officer.id === session.officer;
  return (
    <form
      className="check"
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecking(true);
      }}
    >
      {isOwn && <p className="note bad">{say(officerWords.ownWarning)}</p>}
      {isChecking ? (
        <CheckSheet
          lines={[
            [say(workplaceWords.act), say(officerWords.revokeAct)],
            [say(workplaceWords.officer), officer.id],
            [say(officerWords.certificate), <code className="long">{certificate}</code>],
            [say(workplaceWords.reason), reason],
            [say(workplaceWords.inRole), say(roleWords.governor.name)],
          ]}
          label={say(workplaceWords.sign)}
          isSending={revoking.isPending}
          onSign={() => {
            if (!revoking.isPending) revoking.mutate();
          }}
          onBack={() => {
            revoking.reset();
            setIsChecking(false);
          }}
        >
          {revoking.isError && <ProblemNote error={revoking.error} />}
        </CheckSheet>
      ) : (
        <>
          <CodeField label={say(workplaceWords.reason)} codes={reasons} code={reason} onCode={setReason} />
          <button className="button">{say(workplaceWords.check)}</button>
        </>
      )}
    </form>
  );
}
