// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { ReactElement } from 'react';
import { sourceText } from '../material/material-field';
import type { CaseView, Matter } from '../shell/api';
import { LicenceLink } from '../shell/identifiers';
import { useSay } from '../shell/language';
import { UseFields, unsaid } from '../use/recorded-use';
import { workplaceWords } from '../words/workplace-words';
import { OpenFile } from './open-file';

interface Props {
  readonly subject: CaseView;
  readonly matter: Matter;
}

/**
 * What has been handed in. Its files are read in the case while that runs; once it has ended in its record, for a
 * purpose that is said once for all of them, though each is a record of its own.
 */
export function MaterialList({ subject, matter }: Props): ReactElement {
  const say = useSay();
  const { id, record } = subject;
  const isRunning = subject.waitsFor !== undefined;
  const [use, setUse] = useState(unsaid);
  const isSaid = use.purpose !== '' && use.basis !== '';
  const archived = record === undefined || !isSaid ? undefined : { record, ...use };
  return (
    <section>
      <h2>{say(workplaceWords.materialsTitle)}</h2>
      <p className="hint">
        {say(isRunning ? workplaceWords.openIsRecorded : workplaceWords.materialsArchived)}
      </p>
      {!isRunning && subject.materials.some(({ source }) => fileOf(source) !== undefined) && (
        <div className="check">
          <UseFields use={use} onUse={setUse} />
        </div>
      )}
      <table className="cards materials">
        <tbody>
          {matter.materials.map(({ code, name, required }) => {
            const given = subject.materials.find((material) => material.code === code);
            const digest = given === undefined ? undefined : fileOf(given.source);
            const missing = required ? 'tag bad' : 'tag none';
            return (
              <tr key={code}>
                <th scope="row">{name}</th>
                <td>
                  <span className={given === undefined ? missing : 'tag good'}>
                    {say(given === undefined ? workplaceWords.notGiven : workplaceWords.given)}
                  </span>{' '}
                  {say(required ? workplaceWords.required : workplaceWords.optional)}
                </td>
                <td>{given !== undefined && <GivenAs source={given.source} />}</td>
                <td>
                  {digest !== undefined && (
                    <OpenFile of={isRunning ? { case: id } : archived} digest={digest} name={name} />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Replaced subject={subject} matter={matter} />
    </section>
  );
}

/** Files in whose place others were given: no record has them, and they are read in the case for ever. */
function Replaced({ subject: { id, replaced = [] }, matter }: Props): ReactElement | null {
  const say = useSay();
  if (replaced.length === 0) return null;
  return (
    <>
      <h3>{say(workplaceWords.replacedTitle)}</h3>
      <ul>
        {replaced.map(({ digest, role }) => {
          const name = matter.materials.find(({ code }) => code === role)?.name ?? role;
          return (
            <li key={`${role} ${digest.value}`}>
              {name} <code>{digest.value.slice(0, 16)}…</code>{' '}
              <OpenFile
                of={{ case: id }}
                digest={digest.value}
                name={`${name} ${say(workplaceWords.replacedTitle)}`}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}

type Source = CaseView['materials'][number]['source'];

function GivenAs({ source }: { readonly source: Source }): ReactElement {
  const say = useSay();
  return 'licence' in source ? <LicenceLink id={source.licence} /> : <code>{sourceText(source, say)}</code>;
}

/** The digest of the file that a material is or, of a promise, in which it stands. */
function fileOf(source: Source): string | undefined {
  if ('content' in source) return source.content.digest.value;
  return 'promise' in source ? source.promise.digest.value : undefined;
}
