// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { partStatusWords } from '../../src/words/condition-words';
import { numberOf } from '../queue/queue-view';
import { caseAddress } from '../shell/address';
import type { CaseView, Matter, Session } from '../shell/api';
import { useSay } from '../shell/language';
import { workplaceWords } from '../words/workplace-words';

type PartView = NonNullable<CaseView['parts']>[number];

interface Props {
  readonly subject: Pick<CaseView, 'parts'>;
  readonly matter: Pick<Matter, 'parts'>;
  readonly session: Pick<Session, 'department'>;
}

/** The parts of a joint case (一件事), each handled by its department: how they stand. */
export function PartList({ subject: { parts = [] }, matter, session }: Props): ReactElement | null {
  const say = useSay();
  if (parts.length === 0) return null;
  return (
    <section>
      <h2>{say(workplaceWords.partsTitle)}</h2>
      <table className="cards">
        <tbody>
          {parts.map((part) => (
            <tr key={part.code}>
              <th scope="row">{matter.parts?.find(({ code }) => code === part.code)?.name ?? part.code}</th>
              <td>
                <span className={`tag ${toneOf(part.status)}`}>
                  {say(partStatusWords[part.status ?? 'waiting'])}
                </span>
              </td>
              <td>
                <code>{part.department}</code>
              </td>
              <td>
                <PartNumber part={part} isOwn={part.department === session.department} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Another department's case is opened as a recorded use, not by a link. */
function PartNumber({ part, isOwn }: { readonly part: PartView; readonly isOwn: boolean }): ReactElement {
  if (part.case === undefined) return <></>;
  if (!isOwn) return <code>{numberOf(part.case)}</code>;
  return <Link href={caseAddress(part.case)}>{numberOf(part.case)}</Link>;
}

function toneOf(status: PartView['status'] = 'waiting'): 'good' | 'bad' | 'none' {
  if (status === 'closed') return 'good';
  return status === 'waiting' || status === 'running' ? 'none' : 'bad';
}
