// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'wouter';
import { matterAddress } from '../shell/address';
import { client } from '../shell/api';
import type { Matter } from '../shell/api';
import { useSay } from '../shell/language';
import { useLicenceTypes } from '../shell/licence-types';
import { useMatters } from '../shell/matters';
import { QueryNote } from '../shell/query-note';
import { useTitle } from '../shell/title';
import { matterWords } from '../words/matter-words';
import { workplaceWords } from '../words/workplace-words';
import { MatterFindings } from './matter-findings';
import { stagesOf } from './matter-view';

interface Props {
  readonly id: string;
  /** The one in force, unless a case names another. */
  readonly version: number | undefined;
}

/** A matter (政务服务事项) as its cases go: what it asks for, who decides, and what follows by itself. */
export default function MatterPage({ id, version }: Props): ReactElement {
  const say = useSay();
  const found = useQuery({
    queryKey: ['matters', id, version],
    queryFn: ({ signal }) =>
      client.get('/api/v1/matters/{id}', {
        path: { id },
        ...(version === undefined ? {} : { query: { version } }),
        signal,
      }),
  });
  useTitle(found.data?.name ?? say(workplaceWords.matter));
  return (
    <article className="sheet">
      <QueryNote query={found} />
      {found.data !== undefined && <Sheet matter={found.data} />}
      <OtherMatters id={id} />
    </article>
  );
}

function Sheet({ matter }: { readonly matter: Matter }): ReactElement {
  const say = useSay();
  const { id, name, version, basis, workingDays, owner } = matter;
  const licenceTypes = useLicenceTypes();
  return (
    <>
      <h1>{name}</h1>
      <dl className="facts">
        <Fact name={say(matterWords.matterNumber)}>{id}</Fact>
        <Fact name={say(workplaceWords.version)}>{version}</Fact>
        <Fact name={say(matterWords.legalBasis)}>{basis ?? say(workplaceWords.none)}</Fact>
        <Fact name={say(matterWords.days)}>{workingDays}</Fact>
        <Fact name={say(matterWords.owner)}>{owner ?? say(matterWords.shared)}</Fact>
      </dl>
      <h2>{say(matterWords.flow)}</h2>
      <ol className="flow">
        {stagesOf({ ...matter, licenceTypes }).map((stage) => (
          <li key={stage.map(({ name: { zh } }) => zh).join(' ')}>
            <ul>
              {stage.map((node) => (
                <li key={node.name.zh}>
                  <strong>{say(node.name)}</strong>
                  {node.lines.map((line) => (
                    <p key={line.en}>{say(line)}</p>
                  ))}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <h2>{say(matterWords.materialsTitle)}</h2>
      <table className="cards">
        <tbody>
          {matter.materials.map((material) => (
            <tr key={material.code}>
              <th scope="row">{material.name}</th>
              <td>{say(material.required ? workplaceWords.required : workplaceWords.optional)}</td>
              <td>
                {say(matterWords.accepts)} {material.accepts.map((kind) => say(givenAs[kind])).join(' / ')}{' '}
                {material.licenceType !== undefined && <code>{material.licenceType}</code>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <MatterFindings matter={matter} />
    </>
  );
}

const givenAs = {
  content: workplaceWords.fileGiven,
  record: workplaceWords.recordGiven,
  licence: workplaceWords.licenceGiven,
  promise: workplaceWords.promiseGiven,
} as const;

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function OtherMatters({ id }: Pick<Props, 'id'>): ReactElement {
  const say = useSay();
  const matters = useMatters();
  return (
    <section>
      <h2>{say(matterWords.allMatters)}</h2>
      <QueryNote query={matters} />
      <ul className="links">
        {matters.data?.map((matter) => (
          <li key={matter.id}>
            {matter.id === id ? matter.name : <Link href={matterAddress(matter.id)}>{matter.name}</Link>}
          </li>
        ))}
      </ul>
    </section>
  );
}
