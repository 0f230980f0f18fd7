// SPDX-License-Identifier: Apache-2.0
import { creditKinds } from '@guidang/chaincode/model';
import type { CreditKind } from '@guidang/chaincode/model';
import { useId, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { creditKindWords } from '../../src/words/condition-words';
import { roleWords } from '../../src/words/role-words';
import { client } from '../shell/api';
import type { CaseView, Matter, Session } from '../shell/api';
import { useSay } from '../shell/language';
import { keysInMemory } from '../shell/sending';
import { SignedForm } from '../shell/signed-form';
import { CodeField, useCodes } from '../use/code-field';
import { creditWords } from '../words/credit-words';
import { licenceWords } from '../words/licence-words';
import { workplaceWords } from '../words/workplace-words';
import { judgingRole, mayRecord, promisedIn, subjectOf } from './credit-view';

interface Props {
  readonly subject: CaseView;
  readonly matter: Matter;
  readonly session: Session;
}

/** What came of what the applicant has promised in a case (告知承诺): recorded on the applicant's credit. */
export function RecordCredit({ subject, matter, session }: Props): ReactElement | null {
  const say = useSay();
  if (!mayRecord(subject, session)) return null;
  return (
    <section>
      <h2>{say(creditWords.title)}</h2>
      <p className="hint">{say(creditWords.hint)}</p>
      <RecordForm subject={subject} matter={matter} session={session} />
    </section>
  );
}

function RecordForm({ subject, matter, session }: Props): ReactElement {
  const say = useSay();
  const bases = useCodes('/api/v1/registry/bases');
  const promised = promisedIn(subject);
  const [material, setMaterial] = useState(promised[0] ?? '');
  const [kind, setKind] = useState<CreditKind>('false-promise');
  const [id, setId] = useState('');
  const [basis, setBasis] = useState('');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [keyFor] = useState(keysInMemory);
  const role = judgingRole(session) ?? 'decider';
  const nameOf = (code: string): string => matter.materials.find((one) => one.code === code)?.name ?? code;
  return (
    <SignedForm
      label={say(creditWords.record)}
      act={say(creditWords.record)}
      lines={[
        [say(workplaceWords.onCase), `${subject.id} · ${matter.name}`],
        [say(creditWords.promised), nameOf(material)],
        [say(creditWords.kind), say(creditKindWords[kind])],
        [say(creditWords.id), id],
        [say(licenceWords.basis), basis],
        [say(creditWords.from), from],
        [say(creditWords.to), until === '' ? say(creditWords.noEnd) : until],
        [say(workplaceWords.officer), session.officer],
        [say(workplaceWords.inRole), say(roleWords[role].name)],
      ]}
      sign={() => {
        const body = {
          ...{ on: subjectOf(subject.applicant), id, kind, basis, case: subject.id, material, from },
          ...(until === '' ? {} : { until }),
        };
        return client.post('/api/v1/credit-entries', { body, key: keyFor(body), role });
      }}
    >
      <Choice label={say(creditWords.promised)} value={material} onValue={setMaterial}>
        {promised.map((code) => (
          <option key={code} value={code}>
            {nameOf(code)}
          </option>
        ))}
      </Choice>
      <Choice
        label={say(creditWords.kind)}
        value={kind}
        onValue={(chosen) => {
          setKind(creditKinds.find((each) => each === chosen) ?? kind);
        }}
      >
        {creditKinds.map((each) => (
          <option key={each} value={each}>
            {say(creditKindWords[each])}
          </option>
        ))}
      </Choice>
      <Typed label={say(creditWords.id)} value={id} onValue={setId} />
      <CodeField label={say(licenceWords.basis)} codes={bases} code={basis} onCode={setBasis} />
      <Typed label={say(creditWords.from)} type="date" value={from} onValue={setFrom} />
      <Typed label={say(creditWords.until)} type="date" isOptional value={until} onValue={setUntil} />
    </SignedForm>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function Choice({
  label,
  value,
  onValue,
  children,
}: FieldProps & { readonly children: ReactNode }): ReactElement {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => {
          onValue(target.value);
        }}
      >
        {children}
      </select>
    </>
  );
}

interface TypedProps extends FieldProps {
  readonly type?: 'date';
  readonly isOptional?: boolean;
}

function Typed({ label, value, onValue, type, isOptional = false }: TypedProps): ReactElement {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type ?? 'text'}
        required={!isOptional}
        spellCheck={false}
        value={value}
        onChange={({ target }) => {
          onValue(target.value);
        }}
      />
    </>
  );
}
