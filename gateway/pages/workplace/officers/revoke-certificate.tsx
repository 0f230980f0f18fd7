// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { ReactElement } from 'react';
import { roleWords } from '../../src/words/role-words';
import { client, queries } from '../shell/api';
import type { Session } from '../shell/api';
import { useSay } from '../shell/language';
import { keysInMemory } from '../shell/sending';
import { SignedForm } from '../shell/signed-form';
import { CodeField } from '../use/code-field';
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
  const [reason, setReason] = useState('');
  const [keyFor] = useState(keysInMemory);
  const { certificate, id } = officer;
  return (
    <SignedForm
      label={
        <>
          {say(officerWords.revoke)}
          <span className="unseen"> {id}</span>
        </>
      }
      act={say(officerWords.revokeAct)}
      warning={id === session.officer ? say(officerWords.ownWarning) : undefined}
      lines={[
        [say(workplaceWords.officer), id],
        [say(officerWords.certificate), <code className="long">{certificate}</code>],
        [say(workplaceWords.reason), reason],
        [say(workplaceWords.inRole), say(roleWords.governor.name)],
      ]}
      sign={async () => {
        const body = { reason };
        const revoked = await client.post('/api/v1/registry/officers/{certificate}/revocation', {
          ...{ path: { certificate }, body },
          ...{ key: keyFor(body), role: 'governor' },
        });
        await queries.invalidateQueries({ queryKey: ['officers'] });
        return revoked;
      }}
    >
      <CodeField
        label={say(workplaceWords.reason)}
        book="/api/v1/registry/reasons"
        code={reason}
        onCode={setReason}
      />
    </SignedForm>
  );
}
