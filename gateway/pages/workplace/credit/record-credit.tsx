// SPDX-License-Identifier: Apache-2.0
import { creditKinds } from '@guidang/chaincode/model';
import { useId } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { creditKindWords } from '../../src/words/condition-words';
import { roleWords } from '../../src/words/role-words';
import { client } from '../shell/api';
import type { CaseView, Matter, Session } from '../shell/api';
import { useDraft } from '../shell/drafts';
import { useSay } from '../shell/language';
import { sendingOf } from '../shell/sending';
import { SignedForm } from '../shell/signed-form';
import { CodeField } from '../use/code-field';
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

/** What is typed, and under which key it is sent. */
const emptyEntry = { material: '', kind: '', id: '', basis: '', from: '', until: '', key: '', body: '' };

function RecordForm({ subject, matter, session }: Props): ReactElement {
  const say = useSay();
  const { value, change, forget } = useDraft(`${subject.id}/credit`, emptyEntry);
  const { id, basis, from, until } = value;
  const on = subjectOf(subject.applicant);
  const promised = promisedIn(subject);
  const material = promised.find((code) => code === value.material) ?? promised[0] ?? '';
  const kind = creditKinds.find((each) => each === value.kind) ?? 'false-promise';
  const role = judgingRole(session) ?? 'decider';
  const nameOf = (code: string): string => matter.materials.find((one) => one.code === code)?.name ?? code;
  return (
    <SignedForm
      label={say(creditWords.record)}
      act={say(creditWords.record)}
      isBegun={[id, basis, from, until].some((text) => text !== '')}
      lines={[
        [say(creditWords.subject), on.id],
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
      sign={async () => {
        const said = { on, id, kind, basis, case: subject.id, material, from };
        const body = { ...said, ...(until === '' ? {} : { until }) };
        const under = sendingOf(body, value);
        change(under);
        const done = await client.post('/api/v1/credit-entries', { body, key: under.key, role });
        forget();
        return done;
      }}
    >
      <Choice
        label={say(creditWords.promised)}
        value={material}
        onValue={(chosen) => {
          change({ material: chosen });
        }}
      >
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
          change({ kind: chosen });
        }}
      >
        {creditKinds.map((each) => (
          <option key={each} value={each}>
            {say(creditKindWords[each])}
          </option>
        ))}
      </Choice>
      <Typed
        label={say(creditWords.id)}
        hint={say(creditWords.idHint)}
        value={id}
        onValue={(typed) => {
          change({ id: typed });
        }}
      />
      <CodeField
        label={say(licenceWords.basis)}
        book="/api/v1/registry/bases"
        code={basis}
        onCode={(chosen) => {
          change({ basis: chosen });
        }}
      />
      <Typed
        label={say(creditWords.from)}
        type="date"
        value={from}
        onValue={(day) => {
          change({ from: day });
        }}
      />
      <Typed
        label={say(creditWords.until)}
        type="date"
        isOptional
        value={until}
        onValue={(day) => {
          change({ until: day });
        }}
      />
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
  readonly hint?: string;
}

function Typed({ label, value, onValue, type, isOptional = false, hint }: TypedProps): ReactElement {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
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
