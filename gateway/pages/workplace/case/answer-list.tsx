// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { choiceWords } from '../material/questions';
import type { CaseView, Matter } from '../shell/api';
import { useSay } from '../shell/language';
import { timeIn } from '../shell/time';
import { answererWords, workplaceWords } from '../words/workplace-words';

interface Props {
  readonly subject: Pick<CaseView, 'answers'>;
  readonly matter: Pick<Matter, 'questions'>;
}

/** What the matter asks, what was answered, and who attests it. */
export function AnswerList({ subject: { answers = [] }, matter }: Props): ReactElement | null {
  const say = useSay();
  const { questions = [] } = matter;
  if (questions.length === 0) return null;
  return (
    <section>
      <h2>{say(workplaceWords.questionsTitle)}</h2>
      <table className="cards">
        <tbody>
          {questions.map((question) => {
            const given = answers.find((answer) => answer.question === question.code);
            return (
              <tr key={question.code}>
                <th scope="row">{say(question.text)}</th>
                <td>
                  <span className={given === undefined ? 'tag none' : 'tag good'}>
                    {say(
                      given === undefined ? workplaceWords.notAnswered : choiceWords(question, given.value),
                    )}
                  </span>
                </td>
                <td>
                  {say(answererWords[question.by])}
                  {given !== undefined && (
                    <span className="faint">
                      {' '}
                      {say(workplaceWords.by)} {given.officer} · {timeIn(given.at)}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
