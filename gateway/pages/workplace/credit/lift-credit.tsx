// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { ReactElement } from 'react';
import { creditKindWords } from '../../src/words/condition-words';
import { roleWords } from '../../src/words/role-words';
import { client } from '../shell/api';
import type { Session } from '../shell/api';
import { useSay } from '../shell/language';
import { keysInMemory } from '../shell/sending';
import { SignedForm } from '../shell/signed-form';
import { CodeField } from '../use/code-field';
import { creditWords } from '../words/credit-words';
import { licenceWords } from '../words/licence-words';
import { workplaceWords } from '../words/workplace-words';
import { judgingRole } from './credit-view';
import type { CreditOfDay } from './credit-view';

interface Props {
  readonly entry: CreditOfDay;
  readonly session: Session;
}

/** Lifts an entry on credit (信用修复), on a legal basis. */
export function LiftCredit({ entry, session }: Props): ReactElement {
  const say = useSay();
  const [basis, setBasis] = useState('');
  const [keyFor] = useState(keysInMemory);
  const { on, id, department, kind } = entry;
  const role = judgingRole(session) ?? 'decider';
  return (
    <SignedForm
      label={say(creditWords.lift)}
      act={say(creditWords.lift)}
      lines={[
        [say(creditWords.subject), on.id],
        [say(creditWords.id), id],
        [say(creditWords.kind), say(creditKindWords[kind])],
        [say(licenceWords.basis), basis],
        [say(workplaceWords.officer), session.officer],
        [say(workplaceWords.inRole), say(roleWords[role].name)],
      ]}
      sign={() => {
        const body = { on, id, department, basis };
        return client.post('/api/v1/credit-entries:lift', { body, key: keyFor(body), role });
      }}
    >
      <CodeField
        label={say(licenceWords.basis)}
        book="/api/v1/registry/bases"
        code={basis}
        onCode={setBasis}
      />
    </SignedForm>
  );
}
