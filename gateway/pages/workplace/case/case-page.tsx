// SPDX-License-Identifier: Apache-2.0
import { Problem } from '@guidang/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { licenceAddress, matterAddress, namedIn } from '../shell/address';
import { caseStateWords } from '../../src/words/case-words';
import { roleWords } from '../../src/words/role-words';
import { fileText } from '../material/material-field';
import { dueWords, numberOf, waitsForWords } from '../queue/queue-view';
import { client } from '../shell/api';
import type { CaseView, Matter, Session } from '../shell/api';
import { caseQuery } from '../shell/case-query';
import { CaseLink, PartyLink, SubjectLink } from '../shell/identifiers';
import { useSay } from '../shell/language';
import { ProblemNote } from '../shell/problem-note';
import { QueryNote } from '../shell/query-note';
import { timeIn } from '../shell/time';
import { useTitle } from '../shell/title';
import { PersonName } from '../use/person-name';
import { RecordedUse } from '../use/recorded-use';
import { licenceWords } from '../words/licence-words';
import { RecordCredit } from '../credit/record-credit';
import { CaseDossiers } from '../dossier/case-dossiers';
import { eventWords } from '../words/event-words';
import { workplaceWords } from '../words/workplace-words';
import { ActForm } from './act-form';
import { actsOn, actWords, nameOf } from './acts';
import { AnswerList } from './answer-list';
import { MaterialList } from './material-list';
import { MissingList } from './missing-list';
import { OpenFile } from './open-file';
import { PartList } from './part-list';
import { QrCode } from '../shell/qr-code';

interface Props {
  readonly id: string;
  readonly session: Session;
}

/** A case: what is still missing, who signed what, and what its reader may do now. */
export default function CasePage({ id, session }: Props): ReactElement {
  const say = useSay();
  useTitle(numberOf(id));
  const found = useQuery(caseQuery(id));
  const { data, error } = found;
  const isOfOthers = error instanceof Problem && error.code === 'purpose-required';
  return (
    <article className="sheet">
      {isOfOthers && <CaseOfOthers key={id} id={id} session={session} />}
      {error !== null && !isOfOthers && <ProblemNote error={error} query={found} />}
      {error === null && data === undefined && <p>{say(workplaceWords.loading)}</p>}
      {data !== undefined && <CaseSheet subject={data} session={session} />}
    </article>
  );
}

/** Of another department: a search, which is recorded before anything is shown. */
function CaseOfOthers({ id, session }: Props): ReactElement {
  const say = useSay();
  return (
    <RecordedUse
      label={`${say(workplaceWords.openOthers)}: ${numberOf(id)}`}
      records={say(workplaceWords.othersIsRecorded)}
      ask={(use) => client.get('/api/v1/cases/{id}', { path: { id }, query: use })}
    >
      {(subject) => <CaseSheet subject={subject} session={session} isOfOthers />}
    </RecordedUse>
  );
}

interface CaseSheetProps {
  readonly subject: CaseView;
  readonly session: Session;
  /** What it still needs is another search, and nobody of another department acts on it. */
  readonly isOfOthers?: boolean;
}

/** With its matter, as it was when the case was opened. */
function CaseSheet({ subject, session, isOfOthers = false }: CaseSheetProps): ReactElement {
  const { matter: id, matterVersion: version } = subject;
  const found = useQuery({
    queryKey: ['matters', id, version],
    staleTime: Infinity,
    queryFn: ({ signal }) => client.get('/api/v1/matters/{id}', { path: { id }, query: { version }, signal }),
  });
  if (found.data === undefined) return <QueryNote query={found} />;
  return <Sheet subject={subject} matter={found.data} session={session} isOfOthers={isOfOthers} />;
}

interface SheetProps extends Pick<CaseSheetProps, 'subject' | 'session'> {
  readonly matter: Matter;
}

function Sheet({
  subject,
  matter,
  session,
  isOfOthers,
}: SheetProps & Required<CaseSheetProps>): ReactElement {
  const say = useSay();
  const { tone, text } = dueWords(subject.due);
  const party = subject.applicant;
  return (
    <>
      <div className="head">
        <h1>
          {numberOf(subject.id)} <span className="tag">{say(caseStateWords[subject.state])}</span>
        </h1>
        <p className={tone}>
          {say(workplaceWords.due)}: {say(text)}
        </p>
      </div>
      <dl className="facts">
        <Fact
          name={say(workplaceWords.matter)}
          text={<Link href={matterAddress(subject.matter, subject.matterVersion)}>{matter.name}</Link>}
        />
        <Fact name={say(workplaceWords.waitsFor)} text={say(waitsForWords(subject.waitsFor))} />
        <Fact
          name={say(workplaceWords.applicant)}
          text={
            'person' in party ? (
              <PersonName
                person={party.person}
                of={{ case: subject.id }}
                department={subject.department}
                session={session}
              />
            ) : (
              <PartyLink party={party} />
            )
          }
        />
        <Fact
          name={say(workplaceWords.object)}
          text={
            subject.object === undefined ? (
              say(workplaceWords.none)
            ) : (
              <SubjectLink subject="object" named={subject.object} />
            )
          }
        />
        <Fact name={say(workplaceWords.openedAt)} text={timeIn(subject.openedAt)} />
        <Fact name={say(workplaceWords.caseNumber)} text={subject.id} />
        {subject.partOf !== undefined && (
          <Fact name={say(workplaceWords.partOf)} text={<CaseLink id={subject.partOf.case} />} />
        )}
      </dl>
      <div className="columns">
        <div>
          {subject.waitsFor !== undefined && !isOfOthers && <MissingList subject={subject} matter={matter} />}
          <PartList subject={subject} matter={matter} session={session} />
          <MaterialList subject={subject} matter={matter} />
          <AnswerList subject={subject} matter={matter} />
          <CaseDossiers subject={subject} session={session} />
          <RecordCredit subject={subject} matter={matter} session={session} />
          {matter.parts === undefined && <Steps subject={subject} matter={matter} />}
          <Result subject={subject} />
          <Delivery subject={subject} />
          <History id={subject.id} version={subject.version} />
        </div>
        <ActList subject={subject} matter={matter} session={session} />
      </div>
    </>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

type Part = Pick<SheetProps, 'subject' | 'matter'>;

function Steps({ subject, matter }: Part): ReactElement {
  const say = useSay();
  return (
    <section>
      <h2>{say(workplaceWords.stepsTitle)}</h2>
      <ol className="steps">
        {matter.steps.map(({ code, name, role }) => {
          const decision = subject.decisions.find(({ step }) => step === code);
          return (
            <li key={code} className={decision === undefined ? 'none' : 'done'}>
              <strong>{name}</strong> <span className="faint">{say(roleWords[role].name)}</span>
              {decision !== undefined && (
                <p>
                  <span className={decision.result === 'approve' ? 'tag good' : 'tag bad'}>
                    {say(workplaceWords[decision.result])}
                  </span>{' '}
                  {say(workplaceWords.by)} {decision.officer} · {timeIn(decision.at)}
                  {decision.reason !== undefined && ` · ${decision.reason}`}{' '}
                  {decision.opinion !== undefined && (
                    <OpenFile
                      of={{ case: subject.id }}
                      digest={decision.opinion.value}
                      name={`${name} ${say(workplaceWords.opinion)}`}
                      isText
                    />
                  )}
                </p>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Result({ subject: { record, outcome } }: Pick<Part, 'subject'>): ReactElement | null {
  const say = useSay();
  if (record === undefined) return null;
  return (
    <section>
      <h2>{say(workplaceWords.resultTitle)}</h2>
      <dl>
        <div>
          <dt>{say(workplaceWords.archivedAs)}</dt>
          <dd>
            <code>{record}</code>
          </dd>
        </div>
        {(outcome?.issued ?? []).map((licence) => (
          <div key={licence}>
            <dt>{say(workplaceWords.issuedLicence)}</dt>
            <dd>
              <a href={verdictOf(licence)}>{licence}</a>{' '}
              <Link href={licenceAddress(licence)}>{say(licenceWords.details)}</Link>
              <QrCode
                text={location.origin + verdictOf(licence)}
                label={`${say(workplaceWords.qrOf)} ${licence}`}
              />
            </dd>
          </div>
        ))}
        {(outcome?.changed ?? []).map((licence) => (
          <div key={licence}>
            <dt>{say(workplaceWords.changedLicence)}</dt>
            <dd>
              <a href={verdictOf(licence)}>{licence}</a>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The proof of delivery, which comes after the end. */
function Delivery({ subject: { id, delivery } }: Pick<Part, 'subject'>): ReactElement | null {
  const say = useSay();
  if (delivery === undefined) return null;
  return (
    <section>
      <h2>{say(workplaceWords.deliveryTitle)}</h2>
      <p>
        <code>{fileText(delivery.proof)}</code>{' '}
        <OpenFile
          of={{ case: id }}
          digest={delivery.proof.digest.value}
          name={say(workplaceWords.deliveryTitle)}
        />
      </p>
    </section>
  );
}

function verdictOf(licence: string): string {
  return `/v/${encodeURIComponent(licence)}`;
}

/** What happened, newest first. */
function History({ id, version }: { readonly id: string; readonly version: number }): ReactElement {
  const say = useSay();
  const events = useQuery({
    queryKey: ['cases', id, 'history', version],
    queryFn: ({ signal }) =>
      client.get('/api/v1/cases/{id}/history', { path: { id }, query: { limit: 50 }, signal }),
  });
  return (
    <section>
      <h2>{say(workplaceWords.historyTitle)}</h2>
      <QueryNote query={events} />
      <ol className="history">
        {(events.data?.items ?? []).map((event) => (
          <li key={event.sequence}>
            {say(eventWords[event.type] ?? { en: event.type, zh: event.type })}
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

function ActList({ subject, matter, session }: SheetProps): ReactElement {
  const say = useSay();
  const [address, go] = useLocation();
  // In the address, so that a reload or a sign-in leads back to the form.
  const chosen = new URLSearchParams(useSearch()).get('act') ?? '';
  const setChosen = (name: string): void => {
    go(name === '' ? address : `${address}?act=${encodeURIComponent(name)}`, { replace: true });
  };
  const [block, setBlock] = useState<number>();
  const { acts, because } = actsOn(subject, matter, session);
  return (
    <section className="acts" aria-label={say(workplaceWords.actsTitle)}>
      <h2>{say(workplaceWords.actsTitle)}</h2>
      <p role="status" className={block === undefined ? undefined : 'note good'}>
        {block !== undefined && `${say(workplaceWords.done)} ${block}`}
      </p>
      {because !== undefined && (
        <p className="note none">
          {say(because === 'four-eyes' ? workplaceWords.fourEyes : workplaceWords.otherDepartment)}
        </p>
      )}
      {acts.length === 0 && because === undefined && <p>{say(workplaceWords.noActs)}</p>}
      {acts.map((act) => {
        const name = nameOf(act);
        const isOpen = name === chosen;
        return (
          <div key={name}>
            <button
              type="button"
              className="act-name"
              aria-expanded={isOpen}
              onClick={() => {
                setChosen(isOpen ? '' : name);
                setBlock(undefined);
              }}
            >
              {say(actWords(act))}
            </button>
            {isOpen && (
              <ActForm
                act={act}
                subject={subject}
                matter={matter}
                session={session}
                onDone={(at) => {
                  setBlock(at);
                  // Nobody is led away from where they have gone meanwhile.
                  if (isOpenNow(subject.id, name)) setChosen('');
                }}
              />
            )}
          </div>
        );
      })}
    </section>
  );
}

/** Whether the page is at an act of a case, as its address says now, and not when the act was sent. */
function isOpenNow(id: string, act: string): boolean {
  return namedIn(location) === id && new URLSearchParams(location.search).get('act') === act;
}
