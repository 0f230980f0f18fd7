// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import { useHistoryState } from 'wouter/use-browser-location';
import { dossierSubjectIn, subjectKinds } from '../shell/address';
import type { DossierSubject } from '../shell/address';
import type { Session } from '../shell/api';
import { useSay } from '../shell/language';
import { askedOnce } from '../shell/sending';
import { useTitle } from '../shell/title';
import { CodeField } from '../use/code-field';
import { UseForm } from '../use/recorded-use';
import type { Use } from '../use/recorded-use';
import { dossierWords } from '../words/dossier-words';
import { workplaceWords } from '../words/workplace-words';
import { consult } from './consult';
import { DossierList } from './dossier-list';
import { askedBy, kindsOf, mayBreakGlass } from './dossier-view';
import type { DossierTexts } from './dossier-view';

interface Props {
  readonly session: Session;
}

const nothing: DossierTexts = {
  subject: 'person',
  named: '',
  kind: '',
  from: '',
  until: '',
  isEmergency: false,
  reason: '',
  statement: '',
};

/**
 * The dossier (案卷) of a person, a body or an object, of every organisation: who looks, and why, is on the ledger
 * first. Whose it is stays in the page's memory, and is in no address; a link that leads here hands on no number.
 */
export default function DossierPage({ session }: Props): ReactElement {
  const of = dossierSubjectIn(useHistoryState());
  return <Dossier key={of?.named} of={of} session={session} />;
}

interface DossierProps extends Props {
  readonly of: DossierSubject | undefined;
}

function Dossier({ of, session }: DossierProps): ReactElement {
  const say = useSay();
  useTitle(say(workplaceWords.dossier));
  const [texts, setTexts] = useState({ ...nothing, ...of });
  const [askFor] = useState(() => askedOnce(consult));
  const looking = useMutation({
    mutationFn: async (use: Use) => {
      const asked = { ...askedBy(texts), ...use };
      return { asked, first: await askFor(asked) };
    },
    gcTime: 0,
  });
  const change = (part: Partial<DossierTexts>): void => {
    setTexts((known) => ({ ...known, ...part }));
    // What is shown is what was asked for, and what comes late is not what is asked for by now.
    looking.reset();
  };
  return (
    <section className="sheet">
      <h1>{say(workplaceWords.dossier)}</h1>
      <p className="hint">{say(dossierWords.hint)}</p>
      <UseForm
        records={say(dossierWords.recorded)}
        isPending={looking.isPending}
        error={looking.error}
        onUse={looking.mutate}
      >
        <Whose texts={texts} onChange={change} />
        <What texts={texts} onChange={change} />
        {mayBreakGlass(session) && <Emergency texts={texts} onChange={change} />}
      </UseForm>
      {looking.isSuccess && (
        <DossierList key={looking.data.first.access?.transaction} {...looking.data} session={session} />
      )}
    </section>
  );
}

interface PartProps {
  readonly texts: DossierTexts;
  readonly onChange: (part: Partial<DossierTexts>) => void;
}

const namedWords = {
  person: dossierWords.personNamed,
  organisation: dossierWords.organisationNamed,
  object: dossierWords.objectNamed,
} as const;

function Whose({ texts: { subject, named }, onChange }: PartProps): ReactElement {
  const say = useSay();
  const id = useId();
  return (
    <>
      <fieldset className="choices">
        <legend>{say(dossierWords.whose)}</legend>
        {subjectKinds.map((one) => (
          <label key={one} className="choice">
            <input
              type="radio"
              name="dossier-subject"
              checked={subject === one}
              onChange={() => {
                onChange({ subject: one, named: '', kind: '' });
              }}
            />
            {say(dossierWords[one])}
          </label>
        ))}
      </fieldset>
      <label htmlFor={id}>{say(namedWords[subject])}</label>
      <input
        id={id}
        required
        autoComplete="off"
        spellCheck={false}
        value={named}
        aria-describedby={subject === 'person' ? `${id}-hint` : undefined}
        onChange={({ target }) => {
          onChange({ named: target.value });
        }}
      />
      {subject === 'person' && (
        <p id={`${id}-hint`} className="hint">
          {say(dossierWords.personHint)}
        </p>
      )}
    </>
  );
}

function What({ texts: { subject, kind, from, until }, onChange }: PartProps): ReactElement {
  const say = useSay();
  return (
    <div className="filters">
      <label>
        {say(dossierWords.kind)}
        <select
          value={kind}
          onChange={({ target }) => {
            onChange({ kind: kindsOf(subject).find((one) => one === target.value) ?? '' });
          }}
        >
          <option value="">{say(dossierWords.anyKind)}</option>
          {kindsOf(subject).map((one) => (
            <option key={one} value={one}>
              {say(dossierWords[one])}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say(dossierWords.from)}
        <input
          type="date"
          value={from}
          onChange={({ target }) => {
            onChange({ from: target.value });
          }}
        />
      </label>
      <label>
        {say(dossierWords.until)}
        <input
          type="date"
          value={until}
          onChange={({ target }) => {
            onChange({ until: target.value });
          }}
        />
      </label>
    </div>
  );
}

/** Break-glass: without a case, with a written reason. */
function Emergency({ texts: { isEmergency, reason, statement }, onChange }: PartProps): ReactElement {
  const say = useSay();
  const id = useId();
  return (
    <>
      <label className="choice">
        <input
          type="checkbox"
          checked={isEmergency}
          onChange={({ target }) => {
            onChange({ isEmergency: target.checked });
          }}
        />
        {say(dossierWords.emergency)}
      </label>
      {isEmergency && (
        <>
          <p className="note bad">{say(dossierWords.emergencyHint)}</p>
          <CodeField
            label={say(dossierWords.reason)}
            book="/api/v1/registry/reasons"
            code={reason}
            onCode={(code) => {
              onChange({ reason: code });
            }}
          />
          <label htmlFor={id}>{say(dossierWords.statement)}</label>
          <textarea
            id={id}
            required
            minLength={10}
            rows={3}
            value={statement}
            onChange={({ target }) => {
              onChange({ statement: target.value });
            }}
          />
        </>
      )}
    </>
  );
}
