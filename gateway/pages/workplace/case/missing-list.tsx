// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../shell/api';
import type { CaseView, Matter } from '../shell/api';
import { useSay } from '../shell/language';
import { ProblemNote } from '../shell/problem-note';
import { workplaceWords } from '../words/workplace-words';
import { missingIn } from './missing';

interface Props {
  readonly subject: CaseView;
  readonly matter: Matter;
}

/** What is still missing, as the contract sees it now: also statuses of licences, and restrictions. */
export function MissingList({ subject: { id, version }, matter }: Props): ReactElement {
  const say = useSay();
  const conditions = useQuery({
    queryKey: ['cases', id, 'conditions', version],
    queryFn: ({ signal }) => client.get('/api/v1/cases/{id}/conditions', { path: { id }, signal }),
  });
  const { data, error } = conditions;
  const missing = data && missingIn(data.conditions, matter);
  return (
    <section>
      <h2>{say(workplaceWords.missingTitle)}</h2>
      {error !== null && <ProblemNote error={error} query={conditions} />}
      {error === null && missing === undefined && <p>{say(workplaceWords.loading)}</p>}
      {missing?.length === 0 && <p>{say(workplaceWords.nothingMissing)}</p>}
      {missing !== undefined && missing.length > 0 && (
        <ul className="tasks">
          {missing.map(({ text, askedBy }) => (
            <li key={text.en}>
              <span className="tag bad">{say(workplaceWords.isOpen)}</span> {say(text)}{' '}
              <span className="hint">{say(askedBy)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
