// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../shell/api';
import type { Matter } from '../shell/api';
import { useSay } from '../shell/language';
import { ProblemNote } from '../shell/problem-note';
import { matterWords } from '../words/matter-words';
import { placeIn } from './matter-view';

/** What is wrong with a matter and no schema sees, as the gateway finds it: the page brings no checker of its own. */
export function MatterFindings({ matter }: { readonly matter: Matter }): ReactElement {
  const say = useSay();
  const { id, version } = matter;
  const found = useQuery({
    queryKey: ['matter-findings', id, version],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      client.get('/api/v1/matters/{id}/findings', { path: { id }, query: { version }, signal }),
  });
  return (
    <section>
      <h2>{say(matterWords.findings)}</h2>
      {found.isError && <ProblemNote error={found.error} query={found} />}
      <div role="status">
        {found.isPending && <p>{say(matterWords.findingsWait)}</p>}
        {found.data?.items.length === 0 && <p>{say(matterWords.findingsNone)}</p>}
      </div>
      {found.data !== undefined && found.data.items.length > 0 && (
        <ul className="tasks">
          {found.data.items.map(({ path, text, isOpen }) => (
            <li key={`${path.join('.')} ${text.en}`}>
              <span className={isOpen ? 'tag unknown' : 'tag bad'}>
                {say(isOpen ? matterWords.findingOpen : matterWords.findingFault)}
              </span>{' '}
              <strong>{placeIn(path, matter)}</strong> <code>{path.join('.')}</code>
              <p>{say(text)}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
