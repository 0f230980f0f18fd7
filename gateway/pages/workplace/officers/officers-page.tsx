// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { Link, useSearch } from 'wouter';
import { roleWords } from '../../src/words/role-words';
import { client } from '../shell/api';
import type { Session } from '../shell/api';
import { ColumnHeads } from '../shell/column-heads';
import { useSay } from '../shell/language';
import { QueryNote } from '../shell/query-note';
import { dateIn } from '../shell/time';
import { useTitle } from '../shell/title';
import { officerWords } from '../words/officer-words';
import { workplaceWords } from '../words/workplace-words';
import { addressOf, byEnd, isShown, showIn, shows, standingOf } from './officer-view';
import type { Officer, Show, Standing } from './officer-view';
import { RegisterCertificate } from './register-certificate';
import { RevokeCertificate } from './revoke-certificate';

interface Props {
  readonly session: Session;
}

/** A table grows by as many rows at a time. */
const rowsAtOnce = 100;

/** The certificates of an organisation's officers, for its governors: which end next, which are over; revoked here. */
export default function OfficersPage({ session }: Props): ReactElement {
  const say = useSay();
  useTitle(say(officerWords.title));
  const { organisation } = session;
  const found = useQuery({ queryKey: ['officers', organisation], queryFn: () => entriesOf(organisation) });
  const isGovernor = session.roles.includes('governor');
  return (
    <section className="sheet">
      <h1>{say(officerWords.title)}</h1>
      <p className="hint">{say(isGovernor ? officerWords.what : officerWords.notGovernor)}</p>
      {isGovernor && <RegisterCertificate session={session} />}
      <QueryNote query={found} />
      {found.data !== undefined && <Certificates entries={found.data} session={session} />}
    </section>
  );
}

/** A certificate with what stands around it. */
interface Entry {
  readonly officer: Officer;
  readonly department: string | undefined;
  readonly standing: Standing;
}

/** All of an organisation, which has hundreds: those that end next are found among all of them only. */
async function entriesOf(organisation: string): Promise<readonly Entry[]> {
  const query = { organisation, limit: 200 };
  const [members, departments, officers] = await Promise.all([
    client.get('/api/v1/registry/organisations'),
    all(client.items('/api/v1/registry/departments', { query })),
    all(client.items('/api/v1/registry/officers', { query })),
  ]);
  const names = new Map(departments.map(({ code, name }) => [code, name]));
  const own = members.items.find(({ id }) => id === organisation);
  return officers.sort(byEnd).map((officer) => ({
    officer,
    department: names.get(officer.department) ?? (officer.department || undefined),
    standing: standingOf(officer, own, Date.now()),
  }));
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const item of items) read.push(item);
  return read;
}

interface ListProps {
  readonly entries: readonly Entry[];
  readonly session: Session;
}

function Certificates({ entries, session }: ListProps): ReactElement {
  const say = useSay();
  const show = showIn(useSearch());
  const [rows, setRows] = useState(rowsAtOnce);
  const shown = entries.filter(({ standing }) => isShown(standing, show));
  return (
    <>
      <Tabs entries={entries} show={show} />
      {shown.length > 0 && (
        <table className="cards">
          <ColumnHeads
            names={[
              workplaceWords.officer,
              workplaceWords.department,
              officerWords.roles,
              officerWords.validUntil,
              officerWords.standing,
              officerWords.certificate,
            ]}
          />
          <tbody>
            {shown.slice(0, rows).map((entry) => (
              <Row key={entry.officer.certificate} entry={entry} session={session} />
            ))}
          </tbody>
        </table>
      )}
      <p className="faint" role="status">
        {shown.length === 0 ? say(officerWords.noneShown) : `${shown.length} ${say(officerWords.shown)}`}
      </p>
      {shown.length > rows && (
        <button
          type="button"
          className="button plain"
          onClick={() => {
            setRows(rows + rowsAtOnce);
          }}
        >
          {say(workplaceWords.more)}
        </button>
      )}
    </>
  );
}

interface TabsProps extends Pick<ListProps, 'entries'> {
  readonly show: Show;
}

function Tabs({ entries, show: current }: TabsProps): ReactElement {
  const say = useSay();
  return (
    <nav className="tabs" aria-label={say(officerWords.title)}>
      {shows.map((show) => (
        <Link key={show} href={addressOf(show)} aria-current={show === current ? 'page' : undefined}>
          {say(officerWords[show])} ({entries.filter(({ standing }) => isShown(standing, show)).length})
        </Link>
      ))}
    </nav>
  );
}

const tones = { active: 'good', soon: 'unknown', ended: 'bad', replaced: 'bad', revoked: 'bad' } as const;

interface RowProps extends Pick<ListProps, 'session'> {
  readonly entry: Entry;
}

function Row({ entry: { officer, department, standing }, session }: RowProps): ReactElement {
  const say = useSay();
  const { id, roles, validUntil, certificate, reason } = officer;
  return (
    <tr>
      <th scope="row">{id}</th>
      <td data-label={say(workplaceWords.department)}>{department ?? say(officerWords.noDepartment)}</td>
      <td data-label={say(officerWords.roles)}>
        {roles.map((role) => say(roleWords[role].name)).join(' · ')}
      </td>
      <td data-label={say(officerWords.validUntil)}>{dateIn(validUntil)}</td>
      <td data-label={say(officerWords.standing)}>
        <span className={`tag ${tones[standing]}`}>{say(officerWords[standing])}</span>
        {reason !== undefined && <span className="faint"> {reason}</span>}
      </td>
      <td data-label={say(officerWords.certificate)}>
        <code title={certificate}>{certificate.slice(0, 16)}…</code>{' '}
        {officer.status === 'active' && session.roles.includes('governor') && (
          <RevokeCertificate officer={officer} session={session} />
        )}
      </td>
    </tr>
  );
}
