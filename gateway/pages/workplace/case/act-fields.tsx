// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import type { ReactElement } from 'react';
import { MaterialField } from '../material/material-field';
import { QuestionFields } from '../material/question-fields';
import { answersIn, withAnswer } from '../material/questions';
import type { CaseView, Matter } from '../shell/api';
import type { Draft } from '../shell/drafts';
import { useSay } from '../shell/language';
import { ProblemNote } from '../shell/problem-note';
import { UnlistedOption } from '../shell/unlisted-option';
import { useCodes } from '../use/code-field';
import { workplaceWords } from '../words/workplace-words';
import { answeredIn, definitionOf, sourceIn } from './act-draft';
import type { DraftTexts } from './act-draft';
import { takesReason } from './acts';
import type { Act } from './acts';

interface FieldsProps {
  readonly act: Act;
  readonly subject: CaseView;
  readonly matter: Matter;
  readonly value: DraftTexts;
  readonly change: Draft<DraftTexts>['change'];
}

/** What is typed of an act. */
export function ActFields({ act, value, change, subject, matter }: FieldsProps): ReactElement {
  const say = useSay();
  const id = useId();
  return (
    <>
      {act.kind === 'decide' && (
        <>
          <fieldset className="choices">
            <legend>{act.step.name}</legend>
            {(['approve', 'refuse'] as const).map((result) => (
              <label key={result} className="choice">
                <input
                  type="radio"
                  name={`${id}-result`}
                  checked={value.result === result}
                  onChange={() => {
                    change({ result });
                  }}
                />
                {say(workplaceWords[result])}
              </label>
            ))}
          </fieldset>
          <label htmlFor={`${id}-opinion`}>{say(workplaceWords.opinion)}</label>
          <p className="hint" id={`${id}-hint`}>
            {say(workplaceWords.opinionHint)}
          </p>
          <textarea
            id={`${id}-opinion`}
            aria-describedby={`${id}-hint`}
            rows={4}
            value={value.opinion}
            onChange={({ target }) => {
              change({ opinion: target.value });
            }}
          />
        </>
      )}
      {takesReason(act) && (
        <ReasonField
          value={value.reason}
          onValue={(reason) => {
            change({ reason });
          }}
        />
      )}
      {act.kind === 'decide' && 'person' in subject.applicant && (
        <label className="choice">
          <input
            type="checkbox"
            checked={value.noInterest}
            onChange={({ target }) => {
              change({ noInterest: target.checked });
            }}
          />
          {say(workplaceWords.noInterest)}
        </label>
      )}
      {act.kind === 'answer' && (
        <QuestionFields
          questions={act.questions}
          answers={{ ...answeredIn(subject), ...answersIn(value.answers) }}
          onAnswer={(question, choice) => {
            change({ answers: withAnswer(value.answers, question, choice) });
          }}
        />
      )}
      {(act.kind === 'add-materials' || act.kind === 'deliver') && (
        <GivenFile act={act} value={value} change={change} matter={matter} />
      )}
    </>
  );
}

interface ReasonFieldProps {
  readonly value: string;
  readonly onValue: (reason: string) => void;
}

/** The code is recorded; who signs reads its name. */
function ReasonField({ value, onValue }: ReasonFieldProps): ReactElement {
  const say = useSay();
  const id = useId();
  const book = useCodes('/api/v1/registry/reasons');
  const reasons = book.data ?? [];
  return (
    <>
      <label htmlFor={id}>{say(workplaceWords.reason)}</label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => {
          onValue(target.value);
        }}
      >
        <option value="">{say(workplaceWords.reasonNone)}</option>
        <UnlistedOption value={value} listed={reasons.map(({ code }) => code)} />
        {reasons.map(({ code, labels }) => (
          <option key={code} value={code}>
            {say(labels)} ({code})
          </option>
        ))}
      </select>
      {book.isError && <ProblemNote error={book.error} query={book} />}
    </>
  );
}

function GivenFile({ act, value, change, matter }: Omit<FieldsProps, 'subject'>): ReactElement {
  const say = useSay();
  const id = useId();
  const definition = definitionOf(act, value, matter);
  return (
    <>
      {act.kind === 'add-materials' && (
        <>
          <label htmlFor={id}>{say(workplaceWords.material)}</label>
          <select
            id={id}
            value={value.material}
            onChange={({ target }) => {
              change({ material: target.value, source: '' });
            }}
          >
            <option value="" />
            {matter.materials.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </>
      )}
      {definition !== undefined && (
        <MaterialField
          key={definition.code}
          definition={definition}
          source={sourceIn(value)}
          onSource={(source) => {
            const given = source === undefined ? '' : JSON.stringify(source);
            // A file that is stored late is no other material.
            change((known) => (known.material === value.material ? { source: given } : {}));
          }}
        />
      )}
    </>
  );
}
