// SPDX-License-Identifier: Apache-2.0
import { choicesOf } from '@guidang/chaincode/model';
import { useId } from 'react';
import type { ReactElement } from 'react';
import { useSay } from '../shell/language';
import type { Answers, Question } from './questions';

interface Props {
  readonly questions: readonly Question[];
  /** What is chosen, by question. */
  readonly answers: Answers;
  readonly onAnswer: (question: string, value: string) => void;
}

/** What a matter asks, each with its choices; none is chosen for anybody. */
export function QuestionFields({ questions, answers, onAnswer }: Props): ReactElement {
  const say = useSay();
  const id = useId();
  return (
    <>
      {questions.map((question) => (
        <fieldset key={question.code} className="choices">
          <legend>{say(question.text)}</legend>
          {choicesOf(question).map(({ code, text }) => (
            <label key={code} className="choice">
              <input
                type="radio"
                name={`${id}-${question.code}`}
                checked={answers[question.code] === code}
                onChange={() => {
                  onAnswer(question.code, code);
                }}
              />
              {say(text)}
            </label>
          ))}
        </fieldset>
      ))}
    </>
  );
}
