// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ReactElement, RefObject } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { caseAddress } from '../shell/address';
import { caseStateWords } from '../../src/words/case-words';
import { client } from '../shell/api';
import { useSay } from '../shell/language';
import { useLetters } from '../shell/letters';
import { useMatterNames } from '../shell/matters';
import { More } from '../shell/more';
import { QueryNote } from '../shell/query-note';
import { dateIn } from '../shell/time';
import { useTitle } from '../shell/title';
import { UnlistedOption } from '../shell/unlisted-option';
import { workplaceWords } from '../words/workplace-words';
import {
  addressOf,
  caseStates,
  dueWords,
  numberOf,
  queryOf,
  shows,
  viewFrom,
  waitsForWords,
} from './queue-view';
import type { QueueRow, QueueView, Show } from './queue-view';

interface Props {
  readonly letters: boolean;
  readonly isLive: boolean;
}

/** The cases of the own department: what waits for whom, what is late. */
export default function QueuePage({ letters, isLive }: Props): ReactElement {
  const say = useSay();
  const view = viewFrom(useSearch());
  const table = useRef<HTMLTableElement>(null);
  useTitle(say(workplaceWords[view.show]));
  useLetters(letters, {
    j: () => {
      moveIn(table, 1);
    },
    k: () => {
      moveIn(table, -1);
    },
  });
  const list = useInfiniteQuery({
    queryKey: ['cases', 'list', view],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      client.get('/api/v1/cases', {
        query: { ...queryOf(view), ...(cursor === undefined ? {} : { cursor }) },
        signal,
      }),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className="sheet">
      <div className="head">
        <h1>{say(workplaceWords.queue)}</h1>
        <p className="faint" role="status">
          {isLive ? say(workplaceWords.live) : say(workplaceWords.notLive)}
        </p>
      </div>
      <Tabs view={view} />
      <Filters view={view} />
      <QueryNote query={list} />
      {list.data !== undefined && (
        <>
          <Rows rows={rows} table={table} isOfBefore={list.isPlaceholderData} />
          <p className="faint" role="status">
            {list.isPlaceholderData
              ? say(workplaceWords.loading)
              : rows.length === 0
                ? say(workplaceWords.noCases)
                : `${rows.length} ${say(workplaceWords.shown)}`}
          </p>
        </>
      )}
      <More list={list} />
    </section>
  );
}

function Tabs({ view }: { readonly view: QueueView }): ReactElement {
  const say = useSay();
  const counts = useQuery({
    queryKey: ['cases', 'count'],
    queryFn: ({ signal }) => client.get('/api/v1/cases:count', { signal }),
  });
  const count = (show: Show): string =>
    show === 'all' || counts.data === undefined ? '' : ` (${counts.data[show]})`;
  return (
    <nav className="tabs" aria-label={say(workplaceWords.queue)}>
      {shows.map((show) => (
        <Link
          key={show}
          href={addressOf({ ...view, show })}
          aria-current={show === view.show ? 'page' : undefined}
        >
          {say(workplaceWords[show]) + count(show)}
        </Link>
      ))}
    </nav>
  );
}

function Filters({ view }: { readonly view: QueueView }): ReactElement {
  const say = useSay();
  const [, go] = useLocation();
  const matters = useMatterNames();
  return (
    <div className="filters" role="group" aria-label={say(workplaceWords.filters)}>
      <label>
        {say(workplaceWords.state)}
        <select
          value={view.state ?? ''}
          onChange={({ target }) => {
            go(addressOf({ ...view, state: caseStates.find((state) => state === target.value) }));
          }}
        >
          <option value="">{say(workplaceWords.anyState)}</option>
          {caseStates.map((state) => (
            <option key={state} value={state}>
              {say(caseStateWords[state])}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say(workplaceWords.matter)}
        <select
          value={view.matter ?? ''}
          onChange={({ target: { value } }) => {
            go(addressOf({ ...view, matter: value === '' ? undefined : value }));
          }}
        >
          <option value="">{say(workplaceWords.anyMatter)}</option>
          <UnlistedOption value={view.matter ?? ''} listed={Array.from(matters.keys())} />
          {[...matters].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

interface RowsProps {
  readonly rows: readonly QueueRow[];
  readonly table: RefObject<HTMLTableElement | null>;
  /** Rows of another filter stand until those of this one are there. */
  readonly isOfBefore: boolean;
}

function Rows({ rows, table, isOfBefore }: RowsProps): ReactElement | null {
  const say = useSay();
  const matters = useMatterNames();
  if (rows.length === 0) return null;
  const columns = ['caseNumber', 'applicant', 'matter', 'state', 'waitsFor', 'due', 'openedAt'] as const;
  return (
    <table ref={table} className="cards" aria-busy={isOfBefore}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {say(workplaceWords[column])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { tone, text } = dueWords(row.due);
          return (
            <tr key={row.id}>
              <th scope="row">
                <Link href={caseAddress(row.id)}>{numberOf(row.id)}</Link>
              </th>
              <td data-label={say(workplaceWords.applicant)}>{row.applicantName ?? '–'}</td>
              <td data-label={say(workplaceWords.matter)}>{matters.get(row.matter) ?? row.matter}</td>
              <td data-label={say(workplaceWords.state)}>
                <span className="tag">{say(caseStateWords[row.state])}</span>
              </td>
              <td data-label={say(workplaceWords.waitsFor)}>{say(waitsForWords(row.waitsFor))}</td>
              <td data-label={say(workplaceWords.due)} className={tone}>
                {say(text)}
              </td>
              <td data-label={say(workplaceWords.openedAt)}>{dateIn(row.openedAt)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** From row to row; from anywhere else to the first, or the last. */
function moveIn(table: RefObject<HTMLTableElement | null>, by: 1 | -1): void {
  const links = [...(table.current?.querySelectorAll<HTMLAnchorElement>('tbody th a') ?? [])];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = at < 0 ? (by === 1 ? 0 : links.length - 1) : at + by;
  links[next]?.focus();
}
