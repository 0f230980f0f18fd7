// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../shell/api';
import { useSay } from '../shell/language';
import { QueryNote } from '../shell/query-note';
import { timeIn } from '../shell/time';
import { eventWords } from '../words/event-words';
import { workplaceWords } from '../words/workplace-words';

/** What has happened to a licence, newest first: issue, changes with their versions, each recorded use. */
export function LicenceHistory({ identifier }: { readonly identifier: string }): ReactElement {
  const say = useSay();
  const events = useQuery({
    queryKey: ['licences', identifier, 'history'],
    queryFn: ({ signal }) =>
      client.get('/api/v1/licences/{identifier}/history', {
        path: { identifier },
        query: { limit: 100 },
        signal,
      }),
  });
  return (
    <section>
      <h2>{say(workplaceWords.historyTitle)}</h2>
      <QueryNote query={events} />
      <ol className="history">
        {(events.data?.items ?? []).map((event) => (
          <li key={event.sequence}>
            {say(eventWords[event.type] ?? { en: event.type, zh: event.type })}
            {'version' in event && ` · ${say(workplaceWords.version)} ${event.version}`}
            <span className="faint">
              {' '}
              {'officer' in event && event.officer.officer} {'claimedAt' in event && timeIn(event.claimedAt)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
