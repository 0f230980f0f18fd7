// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { caseStateWords } from '../../src/words/case-words';
import { restrictionWords } from '../../src/words/condition-words';
import { verdictWords } from '../../src/words/verdict-words';
import { CreditStanding } from '../credit/credit-standing';
import { caseAddress, licenceAddress } from '../shell/address';
import type { Session } from '../shell/api';
import { useSay } from '../shell/language';
import { useMatterNames } from '../shell/matters';
import { More } from '../shell/more';
import { ProblemNote } from '../shell/problem-note';
import { SaveFile } from '../shell/save-file';
import { timeIn } from '../shell/time';
import type { Use } from '../use/recorded-use';
import { dossierWords } from '../words/dossier-words';
import { licenceWords } from '../words/licence-words';
import { consult, receiptAt } from './consult';
import { namesOf } from './dossier-view';
import type { Asked, DossierEntry, DossierPage } from './dossier-view';

interface Props {
  readonly asked: Asked & Use;
  /** The first page, with which the use was recorded: it covers the others for a while. */
  readonly first: DossierPage;
  readonly session: Session;
}

/** What a recorded use has opened of a dossier, newest first, page by page. */
export function DossierList({ asked, first, session }: Props): ReactElement {
  const say = useSay();
  const [pages, setPages] = useState([first]);
  const next = pages.at(-1)?.next;
  const further = useMutation({
    mutationFn: (cursor: string) => consult({ ...asked, cursor }),
    gcTime: 0,
    onSuccess: (page) => {
      setPages((known) => [...known, page]);
    },
  });
  const entries = pages.flatMap(({ items }) => items);
  return (
    <>
      {first.access !== undefined && (
        <p className="note none">
          {say(licenceWords.recordedIn)} {first.access.block}
        </p>
      )}
      {first.breakGlass === true && <p className="note bad">{say(dossierWords.flagged)}</p>}
      {entries.length > 0 && <Entries entries={entries} session={session} />}
      <p className="faint" role="status">
        {entries.length === 0 ? say(dossierWords.empty) : `${entries.length} ${say(dossierWords.shown)}`}
      </p>
      {further.isError && <ProblemNote error={further.error} />}
      <More
        list={{
          hasNextPage: next !== undefined,
          isFetchingNextPage: further.isPending,
          fetchNextPage: () => {
            if (next !== undefined) further.mutate(next);
          },
        }}
      />
    </>
  );
}

interface EntriesProps {
  readonly entries: readonly DossierEntry[];
  readonly session: Session;
}

function Entries({ entries, session }: EntriesProps): ReactElement {
  const say = useSay();
  const columns = (['began', 'kind', 'which', 'stands', 'at', 'receipt'] as const).map((name) =>
    say(dossierWords[name]),
  );
  const [, kind, which, stands, at, receipt] = columns;
  return (
    <table className="cards">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={`${entry.kind} ${namesOf(entry).id}`}>
            <th scope="row">{timeIn(entry.at)}</th>
            <td data-label={kind}>{say(dossierWords[entry.kind])}</td>
            <td data-label={which}>
              <Named entry={entry} session={session} />
            </td>
            <td data-label={stands}>
              <Standing entry={entry} session={session} />
            </td>
            <td data-label={at}>
              <code>{namesOf(entry).department}</code>
            </td>
            <td data-label={receipt}>{entry.receipt !== undefined && <Receipt address={entry.receipt} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface EntryProps {
  readonly entry: DossierEntry;
  readonly session: Session;
}

/** Another department's case is known by its number only. */
function Named({ entry, session }: EntryProps): ReactElement {
  const { id, shown, department } = namesOf(entry);
  const name = <code>{shown}</code>;
  if (entry.kind === 'licence') return <Link href={licenceAddress(id)}>{name}</Link>;
  if (entry.kind === 'case' && department === session.department) {
    return <Link href={caseAddress(id)}>{name}</Link>;
  }
  return name;
}

function Standing({ entry, session }: EntryProps): ReactElement {
  const say = useSay();
  const matterNames = useMatterNames();
  switch (entry.kind) {
    case 'licence': {
      const { status, type, validFrom, validUntil } = entry.licence;
      const laid = (['seizure', 'objection', 'mortgage'] as const).filter(
        (kind) => (entry.restrictionCounts[kind] ?? 0) > 0,
      );
      return (
        <>
          <span className={status === 'in-force' ? 'tag good' : 'tag bad'}>
            {say(verdictWords.status[status])}
          </span>{' '}
          {type} · {validFrom} – {validUntil}
          {laid.map((kind) => (
            <span key={kind} className="tag bad">
              {say(restrictionWords[kind])} {entry.restrictionCounts[kind]}
            </span>
          ))}
        </>
      );
    }
    case 'case': {
      const { state, matter } = entry.case;
      return (
        <>
          <span className="tag">{say(caseStateWords[state])}</span> {matterNames.get(matter) ?? matter}
        </>
      );
    }
    case 'record': {
      const { state, category, year, retention } = entry.record;
      return (
        <>
          <span className="tag">{say(dossierWords[state])}</span> {category} · {year} · {retention}
        </>
      );
    }
    case 'restriction':
      return <span className="tag bad">{say(restrictionWords[entry.restriction.kind])}</span>;
    case 'credit':
      return <CreditStanding entry={entry.credit} session={session} />;
  }
}

function Receipt({ address }: { readonly address: string }): ReactElement {
  const say = useSay();
  return (
    <SaveFile
      label={say(dossierWords.saveReceipt)}
      name="receipt.txt"
      ask={() => receiptAt(address)}
      notYet={say(dossierWords.notYet)}
    />
  );
}
