// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import type { CaseView, Session } from '../shell/api';
import { useSay } from '../shell/language';
import { handlesCasesOf } from '../use/may-use';
import { RecordedUse } from '../use/recorded-use';
import { dossierWords } from '../words/dossier-words';
import { consult } from './consult';
import { DossierList } from './dossier-list';
import type { Asked } from './dossier-view';

interface Props {
  readonly subject: Pick<CaseView, 'id' | 'applicant' | 'object' | 'department' | 'waitsFor'>;
  readonly session: Session;
}

/** What there is already of the applicant and the object of a running case: looked at before anybody is asked for it. */
export function CaseDossiers({ subject, session }: Props): ReactElement | null {
  const say = useSay();
  const { id, applicant, object, department, waitsFor } = subject;
  if (waitsFor === undefined || !handlesCasesOf(department, session)) return null;
  return (
    <section>
      <h2>{say(dossierWords.ofApplicant)}</h2>
      <CaseDossier
        label={say(dossierWords.showOfApplicant)}
        asked={{
          ...('person' in applicant
            ? { person: applicant.person }
            : { organisation: applicant.organisation }),
          case: id,
        }}
        session={session}
      />
      {object !== undefined && (
        <>
          <h2>{say(dossierWords.ofObject)}</h2>
          <CaseDossier
            label={say(dossierWords.showOfObject)}
            asked={{ object, case: id }}
            session={session}
          />
        </>
      )}
    </section>
  );
}

interface CaseDossierProps {
  readonly label: string;
  readonly asked: Asked;
  readonly session: Session;
}

function CaseDossier({ label, asked, session }: CaseDossierProps): ReactElement {
  const say = useSay();
  return (
    <RecordedUse
      label={label}
      records={say(dossierWords.recordedForCase)}
      ask={async (use, key) => ({
        asked: { ...asked, ...use },
        first: await consult({ ...asked, ...use }, key),
      })}
    >
      {(shown) => <DossierList {...shown} session={session} />}
    </RecordedUse>
  );
}
