// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { toneOfWhole } from '../../src/verify/verdict-view';
import { verdictWords } from '../../src/words/verdict-words';
import { QrCode } from '../shell/qr-code';
import { client } from '../shell/api';
import type { Session } from '../shell/api';
import { LicenceLink } from '../shell/identifiers';
import { useSay } from '../shell/language';
import { QueryNote } from '../shell/query-note';
import { timeIn } from '../shell/time';
import { useTitle } from '../shell/title';
import { RecordedUse } from '../use/recorded-use';
import { licenceWords } from '../words/licence-words';
import { workplaceWords } from '../words/workplace-words';
import { LicenceDetails } from './licence-details';
import { LicenceHistory } from './licence-history';
import { mayReadHistory, validityWords } from './licence-view';
import type { LicenceVerdict } from './licence-view';
import { LicenceVersions } from './version-list';

interface Props {
  readonly identifier: string;
  readonly session: Session;
}

/** A licence: what everybody may know of it at once, its details as a recorded use, and what has happened to it. */
export default function LicencePage({ identifier, session }: Props): ReactElement {
  const say = useSay();
  useTitle(say(licenceWords.licence));
  const path = { identifier };
  const found = useQuery({
    queryKey: ['licences', identifier, 'verification'],
    queryFn: ({ signal }) => client.get('/api/v1/licences/{identifier}/verification', { path, signal }),
  });
  return (
    <article className="sheet">
      <h1>{say(licenceWords.licence)}</h1>
      <p>
        <code>{identifier}</code>
      </p>
      <QueryNote query={found} />
      {found.data !== undefined && <Standing identifier={identifier} verdict={found.data} />}
      {found.data?.integrity === 'not-asked' && (
        <>
          <section>
            <h2>{say(licenceWords.details)}</h2>
            <RecordedUse
              label={say(licenceWords.showDetails)}
              records={say(licenceWords.detailsAreRecorded)}
              ask={async (use, key) => ({
                use,
                ...(await client.use('/api/v1/licences/{identifier}', { path, query: use, key })),
              })}
            >
              {(used) => <LicenceDetails used={used} session={session} />}
            </RecordedUse>
          </section>
          <LicenceVersions identifier={identifier} />
          {mayReadHistory(session) && <LicenceHistory identifier={identifier} />}
        </>
      )}
    </article>
  );
}

/** The verdict, which records nothing: the words of the public page. */
function Standing({
  identifier,
  verdict,
}: {
  readonly identifier: string;
  readonly verdict: LicenceVerdict;
}): ReactElement {
  const say = useSay();
  const address = `/v/${encodeURIComponent(identifier)}`;
  const validity = validityWords[toneOfWhole({ ...verdict, licence: identifier })];
  return (
    <section>
      <p className={`note ${toneOfWhole({ ...verdict, licence: identifier })}`}>
        <strong>{say(validity)}</strong>
      </p>
      <dl className="facts">
        {(['status', 'issuer', 'proof'] as const).map((part) => (
          <div key={part}>
            <dt>{say(licenceWords[part])}</dt>
            <dd>{say(verdictWords[part][verdict[part] as keyof (typeof verdictWords)[typeof part]])}</dd>
          </div>
        ))}
        <div>
          <dt>{say(licenceWords.asOf)}</dt>
          <dd>{timeIn(verdict.asOf)}</dd>
        </div>
        {verdict.supersededBy !== undefined && (
          <div>
            <dt>{say(licenceWords.supersededBy)}</dt>
            <dd>
              <LicenceLink id={verdict.supersededBy} />
            </dd>
          </div>
        )}
      </dl>
      <p>
        <a href={address}>{say(licenceWords.publicVerdict)}</a>
      </p>
      <QrCode text={location.origin + address} label={`${say(workplaceWords.qrOf)} ${identifier}`} />
    </section>
  );
}
