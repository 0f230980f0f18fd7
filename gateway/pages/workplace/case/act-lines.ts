// SPDX-License-Identifier: Apache-2.0
import { roleWords } from '../../src/words/role-words';
import { despiteLines } from '../material/despite';
import { sourceText } from '../material/material-field';
import { answersIn, choiceWords } from '../material/questions';
import type { CaseView, Matter, Session } from '../shell/api';
import type { Line } from '../shell/check-sheet';
import type { useSay } from '../shell/language';
import { keyWords } from '../words/key-words';
import { workplaceWords } from '../words/workplace-words';
import { definitionOf, isAskedIn, resultOf, sourceIn } from './act-draft';
import type { DraftTexts } from './act-draft';
import { actWords, takesReason } from './acts';
import type { Act } from './acts';
import type { ToSign } from './sign-here';

type Say = ReturnType<typeof useSay>;

interface Signed {
  readonly act: Act;
  readonly subject: CaseView;
  readonly matter: Matter;
  readonly session: Session;
  readonly value: DraftTexts;
  readonly say: Say;
}

/** What is signed with the gateway's key, in words. */
export function linesOf({ act, value, subject, session, matter, say }: Signed): readonly Line[] {
  const source = sourceIn(value);
  const material = definitionOf(act, value, matter);
  const optional = (holds: boolean, line: Line): readonly Line[] => (holds ? [line] : []);
  return [
    [
      say(workplaceWords.act),
      say(actWords(act)) + (act.kind === 'decide' ? `: ${say(workplaceWords[resultOf(value)])}` : ''),
    ],
    [say(workplaceWords.onCase), `${subject.id} · ${matter.name}`],
    [say(workplaceWords.seenVersion), `${say(workplaceWords.version)} ${subject.version}`],
    [say(workplaceWords.officer), session.officer],
    [say(workplaceWords.inRole), say(roleWords[act.role].name)],
    ...optional(takesReason(act), [
      say(workplaceWords.reason),
      value.reason || say(workplaceWords.reasonNone),
    ]),
    ...optional(act.kind === 'decide', [
      say(workplaceWords.opinion),
      value.opinion || say(workplaceWords.none),
    ]),
    ...optional(value.noInterest, [say(workplaceWords.noInterest), say(workplaceWords.declared)]),
    ...answerLines(act, value, say),
    ...optional(source !== undefined, [
      material?.name ?? '',
      source === undefined ? '' : sourceText(source, say),
    ]),
    ...despiteLines(value.despite, { ...matter, isAsked: isAskedIn(act, value) }).map(
      ({ name, reason }): Line => [name, say(reason)],
    ),
    [say(keyWords.signedWith), say(keyWords.gatewayKey)],
  ];
}

function answerLines(act: Act, { answers }: DraftTexts, say: Say): readonly Line[] {
  if (act.kind !== 'answer') return [];
  const chosen = answersIn(answers);
  return act.questions.flatMap((question): Line[] => {
    const value = chosen[question.code];
    return value === undefined ? [] : [[say(question.text), say(choiceWords(question, value))]];
  });
}

/** Of the very bytes that are signed, and by whose key. */
export function linesHere({ lines, key }: ToSign, { officer }: Session, say: Say): readonly Line[] {
  return [
    ...lines.map(([label, text]): Line => [say(label), say(text)]),
    [say(workplaceWords.officer), officer],
    [say(keyWords.signedWith), `${say(keyWords.ownKey)} · ${key.fingerprint.slice(0, 16)}`],
  ];
}
