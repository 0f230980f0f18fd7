// SPDX-License-Identifier: Apache-2.0
import { caseStateWords } from '../../src/words/case-words';
import type { Bilingual } from '../../src/words';
import type { CaseView } from '../shell/api';
import { workplaceWords } from '../words/workplace-words';

/** One thing of a case that is not as it was seen. */
interface Change {
  readonly what: Bilingual;
  readonly then: Bilingual;
  readonly now: Bilingual;
}

/** What has changed in a case since somebody looked at it. */
export function changesBetween(seen: CaseView, now: CaseView): readonly Change[] {
  const both = (what: Bilingual, text: (subject: CaseView) => Bilingual): readonly Change[] => {
    const [then, later] = [text(seen), text(now)];
    return then.zh === later.zh && then.en === later.en ? [] : [{ what, then, now: later }];
  };
  return [
    ...both(workplaceWords.state, ({ state }) => caseStateWords[state]),
    ...both(workplaceWords.materialsTitle, ({ materials }) => plain(materials.map(({ code }) => code))),
    ...both(workplaceWords.questionsTitle, ({ answers = [] }) =>
      plain(answers.map(({ question, value }) => `${question}: ${value}`)),
    ),
    ...both(workplaceWords.stepsTitle, ({ decisions }) => decisionsText(decisions)),
    ...both(workplaceWords.due, ({ due }) => plain([due?.lastDay ?? ''])),
    ...both(workplaceWords.version, ({ version }) => plain([String(version)])),
  ];
}

function decisionsText(decisions: CaseView['decisions']): Bilingual {
  const text = (language: keyof Bilingual): string =>
    decisions
      .map(({ step, result, officer }) => `${step}: ${workplaceWords[result][language]} (${officer})`)
      .join(', ');
  return { en: text('en') || '–', zh: text('zh') || '–' };
}

function plain(parts: readonly string[]): Bilingual {
  const text = parts.join(', ') || '–';
  return { en: text, zh: text };
}
