// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { MaterialField } from '../material/material-field';
import type { Source } from '../material/material-field';
import { QuestionFields } from '../material/question-fields';
import { answersIn, questionsTo, withAnswer } from '../material/questions';
import type { Matter } from '../shell/api';
import type { Draft } from '../shell/drafts';
import { useSay } from '../shell/language';
import { offerWords } from '../words/offer-words';
import { workplaceWords } from '../words/workplace-words';
import { passed, sourcesIn } from './intake-view';
import type { Intake } from './intake-view';
import { isOfferedNow, missingIn } from './offer-view';
import type { OfferedAs } from './offer-view';

interface Props {
  readonly draft: Draft<Intake>;
  readonly matter: Matter;
  readonly offered: readonly OfferedAs[];
  readonly onSource: (code: string, source: Source | undefined) => void;
  readonly onNext: () => void;
}

/** What the applicant is asked for: what nothing is offered as. */
export function MissingSection({ draft, matter, offered, onSource, onNext }: Props): ReactElement {
  const say = useSay();
  const title = useRef<HTMLHeadingElement>(null);
  const { look } = draft.value;
  useLayoutEffect(() => {
    if (look === passed) title.current?.focus();
  }, [look]);
  const sources = sourcesIn(draft.value);
  const missing = missingIn(matter, { sources, offered, above: say(offerWords.above) });
  const questions = questionsTo('applicant', matter);
  const answers = answersIn(draft.value.answers);
  const required = [
    ...missing.required,
    ...questions.flatMap(({ code, text }) => (answers[code] === undefined ? say(text) : [])),
  ];
  const between = say({ en: ', ', zh: '、' });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <h3 tabIndex={-1} ref={title}>
        {say(offerWords.missingTitle)}
      </h3>
      <div role="status">
        <p>
          {required.length === 0
            ? say(offerWords.missingNone)
            : `${say(offerWords.missing)}${say({ en: ': ', zh: '：' })}${required.join(between)}`}
        </p>
        {missing.optional.length > 0 && (
          <p className="faint">
            {say(offerWords.optional)}
            {say({ en: ': ', zh: '：' })}
            {missing.optional.join(between)}
          </p>
        )}
      </div>
      <p className="hint">{say(workplaceWords.materialsHint)}</p>
      {matter.materials
        .filter(({ code }) => !isOfferedNow(offered, code))
        .map((definition) => (
          <MaterialField
            key={definition.code}
            definition={definition}
            source={sources[definition.code]}
            onSource={(source) => {
              onSource(definition.code, source);
            }}
          />
        ))}
      <QuestionFields
        questions={questions}
        answers={answers}
        onAnswer={(question, value) => {
          draft.change((known) => ({ answers: withAnswer(known.answers, question, value) }));
        }}
      />
      <button className="button">{say(workplaceWords.next)}</button>
    </form>
  );
}
