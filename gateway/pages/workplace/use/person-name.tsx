// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { client } from '../shell/api';
import type { Session } from '../shell/api';
import { SubjectLink } from '../shell/identifiers';
import { useSay } from '../shell/language';
import { licenceWords } from '../words/licence-words';
import { handlesCasesOf } from './may-use';
import { RecordedUse } from './recorded-use';

interface Props {
  readonly person: string;
  /** Where the person is met. */
  readonly of: { readonly case: string } | { readonly licence: string };
  /** Whose case or licence it is. */
  readonly department: string;
  readonly session: Session;
}

/** A person's pseudonym, and behind a button, which says what will be recorded, name and number. */
export function PersonName({ person, of, department, session }: Props): ReactElement {
  const say = useSay();
  return (
    <>
      <SubjectLink subject="person" named={person} />{' '}
      {handlesCasesOf(department, session) && (
        <RecordedUse
          label={say(licenceWords.showName)}
          records={say(licenceWords.nameIsRecorded)}
          ask={(use, key) =>
            client.post('/api/v1/persons/{pseudonym}:use', {
              path: { pseudonym: person },
              body: { ...of, ...use },
              key,
            })
          }
        >
          {({ name, number, block }) => (
            <p className="note none">
              <strong>{name}</strong> {number} · {say(licenceWords.recordedIn)} {block}
            </p>
          )}
        </RecordedUse>
      )}
    </>
  );
}
