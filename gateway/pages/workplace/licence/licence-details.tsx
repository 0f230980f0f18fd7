// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react';
import { client } from '../shell/api';
import type { Session } from '../shell/api';
import { CaseLink, LicenceLink, PartyLink, SubjectLink } from '../shell/identifiers';
import { useSay } from '../shell/language';
import { useLicenceTypes } from '../shell/licence-types';
import { SaveFile } from '../shell/save-file';
import { timeIn } from '../shell/time';
import { PersonName } from '../use/person-name';
import type { Use } from '../use/recorded-use';
import { licenceWords } from '../words/licence-words';
import { restrictionWords } from '../../src/words/condition-words';
import { workplaceWords } from '../words/workplace-words';
import { attributesOf, validityOf } from './licence-view';
import type { LicenceUse } from './licence-view';

interface Props {
  readonly used: LicenceUse & { readonly use: Use };
  readonly session: Session;
}

/** What a recorded use has opened. */
export function LicenceDetails({ used, session }: Props): ReactElement {
  const say = useSay();
  const licenceTypes = useLicenceTypes();
  const { licence, restrictions, access, use } = used;
  const { identifier, issuer, statusReason } = licence;
  return (
    <>
      <p className="note none">
        {say(licenceWords.recordedIn)} {access.block}
      </p>
      <dl className="facts">
        <Fact name={licenceWords.holders}>
          <ul>
            {licence.holders.map((holder) => (
              <li key={'person' in holder ? holder.person : holder.organisation}>
                {'person' in holder ? (
                  <PersonName
                    person={holder.person}
                    of={{ licence: identifier }}
                    department={issuer}
                    session={session}
                  />
                ) : (
                  <PartyLink party={holder} />
                )}
              </li>
            ))}
          </ul>
        </Fact>
        {licence.object !== undefined && (
          <Fact name={workplaceWords.object}>
            <SubjectLink subject="object" named={licence.object} />
          </Fact>
        )}
        <Fact name={licenceWords.validity}>{validityOf(licence)}</Fact>
        {attributesOf(licence, licenceTypes).map(({ code, name, value }) => (
          <Fact key={code} name={{ zh: name, en: name }}>
            {say(value)}
          </Fact>
        ))}
        <Fact name={licenceWords.issuerCode}>{issuer}</Fact>
        <Fact name={licenceWords.issuedOn}>{licence.issuedOn}</Fact>
        <Fact name={workplaceWords.version}>{licence.version}</Fact>
        {statusReason !== undefined && (
          <Fact name={licenceWords.lastChange}>
            {timeIn(statusReason.at)} · {statusReason.reason} · {statusReason.basis}
          </Fact>
        )}
        {licence.case !== undefined && (
          <Fact name={workplaceWords.caseNumber}>
            <CaseLink id={licence.case} />
          </Fact>
        )}
        {licence.supersedes !== undefined && (
          <Fact name={licenceWords.supersedes}>
            <LicenceLink id={licence.supersedes} />
          </Fact>
        )}
        <Fact name={licenceWords.restrictions}>
          {restrictions.length === 0
            ? say(workplaceWords.none)
            : restrictions.map(({ id, kind, at }) => (
                <p key={id}>
                  {say(restrictionWords[kind])} · {timeIn(at)} · {id}
                </p>
              ))}
        </Fact>
      </dl>
      <h3>{say(licenceWords.printedFiles)}</h3>
      {licence.renditions.length === 0 && <p>{say(workplaceWords.none)}</p>}
      <ul>
        {licence.renditions.map(({ digest, at, bytes }) => (
          <li key={digest.value}>
            {timeIn(at)} · {Math.ceil(bytes / 1024)} KiB · <code>{digest.value}</code>{' '}
            <SaveRendition digest={digest.value} licence={identifier} use={use} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface FactProps {
  readonly name: { readonly zh: string; readonly en: string };
  readonly children: ReactNode;
}

function Fact({ name, children }: FactProps): ReactElement {
  const say = useSay();
  return (
    <div>
      <dt>{say(name)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface RenditionProps {
  readonly digest: string;
  readonly licence: string;
  /** For the same purpose as the details; it is a record of its own. */
  readonly use: Use;
}

function SaveRendition({ digest, licence, use }: RenditionProps): ReactElement {
  const say = useSay();
  return (
    <SaveFile
      label={say(licenceWords.openRecorded)}
      name={`${licence}.pdf`}
      ask={(key) =>
        client.file('/api/v1/contents/{digest}', { path: { digest }, query: { licence, ...use }, key })
      }
    />
  );
}
