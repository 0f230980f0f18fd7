// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { Bilingual } from '../../src/words';
import { client } from '../shell/api';
import { ColumnHeads } from '../shell/column-heads';
import { useSay } from '../shell/language';
import { More } from '../shell/more';
import { QueryNote } from '../shell/query-note';
import { timeIn } from '../shell/time';
import { useTitle } from '../shell/title';
import { eventWords } from '../words/event-words';
import { historyWords } from '../words/history-words';
import { licenceWords } from '../words/licence-words';
import { workplaceWords } from '../words/workplace-words';
import { addressOf, hrefOf, queryOf, useKinds, viewFrom } from './history-view';
import type { HistoryView, OwnUse } from './history-view';

/** What the officer has used, when and why, as the ledger has it: nobody else's. */
export default function HistoryPage(): ReactElement {
  const say = useSay();
  const view = viewFrom(useSearch());
  useTitle(say(workplaceWords.ownHistory));
  const list = useInfiniteQuery({
    queryKey: ['uses', view],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      client.get('/api/v1/uses', {
        query: { ...queryOf(view), ...(cursor === undefined ? {} : { cursor }) },
        signal,
      }),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const uses = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className="sheet">
      <h1>{say(workplaceWords.ownHistory)}</h1>
      <p className="hint">{say(historyWords.hint)}</p>
      <Filters view={view} />
      <QueryNote query={list} />
      {uses.length > 0 && <Uses uses={uses} isOfBefore={list.isPlaceholderData} />}
      {list.data !== undefined && (
        <p className="faint" role="status">
          {list.isPlaceholderData
            ? say(workplaceWords.loading)
            : uses.length > 0
              ? `${uses.length} ${say(historyWords.shown)}`
              : say(list.hasNextPage ? historyWords.noneYet : historyWords.none)}
        </p>
      )}
      <More list={list} />
    </section>
  );
}

function Filters({ view }: { readonly view: HistoryView }): ReactElement {
  const say = useSay();
  const [, go] = useLocation();
  return (
    <div className="filters" role="group" aria-label={say(workplaceWords.filters)}>
      <label>
        {say(historyWords.kind)}
        <select
          value={view.kind ?? ''}
          onChange={({ target }) => {
            go(addressOf({ ...view, kind: useKinds.find((kind) => kind === target.value) }));
          }}
        >
          <option value="">{say(historyWords.anyKind)}</option>
          {useKinds.map((kind) => (
            <option key={kind} value={kind}>
              {say(eventWords[kind] ?? asItIs(kind))}
            </option>
          ))}
        </select>
      </label>
      {view.subject !== undefined && (
        <p>
          {say(historyWords.only)} <code>{view.subject}</code>{' '}
          <Link href={addressOf({ kind: view.kind })}>{say(historyWords.all)}</Link>
        </p>
      )}
    </div>
  );
}

interface UsesProps {
  readonly uses: readonly OwnUse[];
  /** Rows of another filter stand until those of this one are there. */
  readonly isOfBefore: boolean;
}

function Uses({ uses, isOfBefore }: UsesProps): ReactElement {
  const say = useSay();
  const columns = [
    historyWords.when,
    historyWords.kind,
    historyWords.subject,
    licenceWords.purpose,
    licenceWords.basis,
  ];
  return (
    <table className="cards" aria-busy={isOfBefore}>
      <ColumnHeads names={columns} />
      <tbody>
        {uses.map((use) => (
          <tr key={use.id}>
            <th scope="row">{timeIn(use.claimedAt)}</th>
            <td data-label={say(historyWords.kind)}>{say(eventWords[use.type] ?? asItIs(use.type))}</td>
            <td data-label={say(historyWords.subject)}>
              <Link href={hrefOf(use)}>
                <code>{use.subject.id}</code>
              </Link>
            </td>
            <td data-label={say(licenceWords.purpose)}>{say(use.names?.purpose ?? asItIs(use.purpose))}</td>
            <td data-label={say(licenceWords.basis)}>{say(use.names?.basis ?? asItIs(use.basis))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A code that the code book does not name. */
function asItIs(code = '–'): Bilingual {
  return { en: code, zh: code };
}
