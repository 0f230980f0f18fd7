// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import type { Answer } from '@guidang/client';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { verdictWords } from '../../src/words/verdict-words';
import { client } from '../shell/api';
import { BusyButton } from '../shell/busy-button';
import { ColumnHeads } from '../shell/column-heads';
import { useSay } from '../shell/language';
import { ProblemNote } from '../shell/problem-note';
import { askedOnce } from '../shell/sending';
import { timeIn } from '../shell/time';
import { RecordedUse } from '../use/recorded-use';
import type { Use } from '../use/recorded-use';
import { eventWords } from '../words/event-words';
import { licenceWords } from '../words/licence-words';
import { memberWords } from '../words/member-words';
import { workplaceWords } from '../words/workplace-words';
import { validityOf } from './licence-view';

type Versions = Answer<'get', '/api/v1/licences/{identifier}/versions'>;
type Version = Versions['items'][number];

interface Props {
  readonly identifier: string;
}

/** What a licence was, version by version: shown once the use is recorded, as its details are. */
export function LicenceVersions({ identifier }: Props): ReactElement {
  const say = useSay();
  return (
    <section>
      <h2>{say(licenceWords.versions)}</h2>
      <RecordedUse
        label={say(licenceWords.showVersions)}
        records={say(licenceWords.versionsAreRecorded)}
        ask={async (use, key) => ({ use, first: await asked({ identifier, use }, key) })}
      >
        {({ use, first }) => <VersionList identifier={identifier} use={use} first={first} />}
      </RecordedUse>
    </section>
  );
}

interface Asked extends Props {
  readonly use: Use;
  readonly before?: number;
}

function asked({ identifier, use, before }: Asked, key: string): Promise<Versions> {
  const query = { ...use, ...(before === undefined ? {} : { before }) };
  return client.use('/api/v1/licences/{identifier}/versions', { path: { identifier }, query, key });
}

interface ListProps extends Props {
  readonly use: Use;
  readonly first: Versions;
}

function VersionList({ identifier, use, first }: ListProps): ReactElement {
  const say = useSay();
  const [pages, setPages] = useState([first]);
  const items = pages.flatMap((page) => page.items);
  const last = pages.at(-1) ?? first;
  const [askFor] = useState(() => askedOnce(asked));
  const older = useMutation({
    mutationFn: (before: number) => askFor({ identifier, use, before }),
    onSuccess: (page) => {
      setPages([...pages, page]);
    },
    gcTime: 0,
  });
  return (
    <>
      <p className="note none">
        {say(licenceWords.recordedIn)} {last.access.block}
      </p>
      <table className="cards">
        <ColumnHeads
          names={[
            workplaceWords.version,
            licenceWords.stood,
            licenceWords.whatChanged,
            licenceWords.status,
            licenceWords.validity,
          ]}
        />
        <tbody>
          {items.map((version) => (
            <VersionRow key={version.licence.version} version={version} />
          ))}
        </tbody>
      </table>
      {older.isError && <ProblemNote error={older.error} />}
      {last.more && (
        <BusyButton
          className="button plain"
          isBusy={older.isPending}
          onPress={() => {
            older.mutate(items.at(-1)?.licence.version ?? 1);
          }}
        >
          {say(licenceWords.olderVersions)}
        </BusyButton>
      )}
    </>
  );
}

function VersionRow({ version }: { readonly version: Version }): ReactElement {
  const say = useSay();
  const { licence, from, until, changed, event } = version;
  return (
    <tr>
      <th scope="row">{licence.version}</th>
      <td data-label={say(licenceWords.stood)}>
        {timeIn(from)} – {until === undefined ? say(licenceWords.untilNow) : timeIn(until)}
      </td>
      <td data-label={say(licenceWords.whatChanged)}>
        {event !== undefined && <Telling event={event} />}
        {changed.length > 0 && (
          <p className="faint">
            {changed.map((name) => say(memberWords[name] ?? { en: name, zh: name })).join(' · ')}
          </p>
        )}
      </td>
      <td data-label={say(licenceWords.status)}>{say(verdictWords.status[licence.status])}</td>
      <td data-label={say(licenceWords.validity)}>{validityOf(licence)}</td>
    </tr>
  );
}

/** What happened, by whom, and why. */
function Telling({ event }: { readonly event: NonNullable<Version['event']> }): ReactElement {
  const say = useSay();
  const { type, officer, data = {}, names = {} } = event;
  const why = (['reason', 'basis'] as const).flatMap((name) => {
    const code = data[name];
    return typeof code === 'string' ? [names[name] === undefined ? code : say(names[name])] : [];
  });
  return <p>{[say(eventWords[type] ?? { en: type, zh: type }), officer.officer, ...why].join(' · ')}</p>;
}
