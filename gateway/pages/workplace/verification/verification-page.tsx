// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import { icons } from '../../src/verify/verdict-cells';
import { toneOfWhole } from '../../src/verify/verdict-view';
import { pageWords } from '../../src/words/page-words';
import { verdictWords } from '../../src/words/verdict-words';
import { BusyButton } from '../shell/busy-button';
import { ColumnHeads } from '../shell/column-heads';
import { LicenceLink } from '../shell/identifiers';
import { useSay } from '../shell/language';
import { ProblemNote } from '../shell/problem-note';
import { useTitle } from '../shell/title';
import { licenceWords } from '../words/licence-words';
import { workplaceWords } from '../words/workplace-words';
import { isUnread, readFiles, verifyFiles } from './batch';
import type { Verdict, VerifiedFile } from './batch';

/**
 * Many files at once: each by its digest, with the licences that have registered it; those that nobody has registered
 * are sent to be read only if the officer says so.
 */
export default function VerificationPage(): ReactElement {
  const say = useSay();
  const id = useId();
  const asking = useMutation({ mutationFn: verifyFiles });
  useTitle(say(workplaceWords.verifyFiles));
  return (
    <section className="sheet">
      <h1>{say(workplaceWords.verifyFiles)}</h1>
      <p className="hint" id={`${id}-hint`}>
        {say(licenceWords.verifyFilesHint)}
      </p>
      <label htmlFor={id}>{say(licenceWords.chooseFiles)}</label>
      <input
        id={id}
        type="file"
        multiple
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          // The same file may be chosen again.
          target.value = '';
          if (files.length > 0) asking.mutate(files);
        }}
      />
      <p role="status">
        {asking.isPending && say(workplaceWords.loading)}
        {asking.isSuccess && `${asking.data.length} ${say(licenceWords.filesVerified)}`}
      </p>
      {asking.isError && <ProblemNote error={asking.error} />}
      {asking.isSuccess && <Answers key={asking.submittedAt} verified={asking.data} />}
    </section>
  );
}

interface AnswersProps {
  readonly verified: readonly VerifiedFile[];
}

function Answers({ verified }: AnswersProps): ReactElement {
  const say = useSay();
  const [count, setCount] = useState(0);
  const reading = useMutation({ mutationFn: () => readFiles(verified, setCount) });
  const unread = verified.filter(isUnread).length;
  return (
    <>
      {unread > 0 && !reading.isSuccess && (
        <p>
          {say(licenceWords.filesUnregistered)} {unread}{' '}
          <BusyButton isBusy={reading.isPending} onPress={reading.mutate}>
            {say(licenceWords.sendToRead)}
          </BusyButton>
        </p>
      )}
      <p role="status">
        {(reading.isPending || reading.isSuccess) && `${count}/${unread} ${say(licenceWords.filesRead)}`}
      </p>
      {reading.isError && <ProblemNote error={reading.error} />}
      <Verdicts files={reading.data ?? verified} />
    </>
  );
}

function Verdicts({ files }: { readonly files: readonly VerifiedFile[] }): ReactElement {
  return (
    <table className="cards">
      <ColumnHeads
        names={[
          pageWords.file,
          pageWords.result,
          licenceWords.status,
          licenceWords.proof,
          licenceWords.licence,
        ]}
      />
      <tbody>
        {files.map((file, at) => (
          // Two files may have one name.
          <tr key={at}>
            <th scope="row">{file.file.name}</th>
            <VerdictCells verified={file} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function VerdictCells({ verified: { verdict, problem } }: { readonly verified: VerifiedFile }): ReactElement {
  const say = useSay();
  if (verdict === undefined) {
    return (
      <td colSpan={4} className="unknown" data-label={say(pageWords.result)}>
        <span className="tag unknown">{say(pageWords.unknown)}</span> {problem}
      </td>
    );
  }
  const licences = licencesOf(verdict);
  const tone = toneOfWhole({ ...verdict, licence: licences[0] ?? '' });
  return (
    <>
      <td data-label={say(pageWords.result)}>
        <span className={`tag ${tone}`}>
          <span aria-hidden="true">{icons[tone]} </span>
          {say(pageWords[tone === 'good' ? 'goodWithFile' : tone])}
        </span>
        {verdict.reasons.map((reason) => (
          <p key={reason}>{say(verdictWords.reason[reason])}</p>
        ))}
        {problem !== undefined && <p className="hint">{problem}</p>}
      </td>
      <td data-label={say(licenceWords.status)}>{say(verdictWords.status[verdict.status])}</td>
      <td data-label={say(licenceWords.proof)}>{say(verdictWords.proof[verdict.proof])}</td>
      <td data-label={say(licenceWords.licence)}>
        {licences.length === 0 && say(workplaceWords.none)}
        {licences.map((licence) => (
          <p key={licence}>
            <LicenceLink id={licence} />
          </p>
        ))}
      </td>
    </>
  );
}

/** Whose file it is, or of which it speaks: one licence, or several. */
function licencesOf({ licence, licences = [], named = [] }: Verdict): readonly string[] {
  return licence === undefined ? [...licences, ...named] : [licence];
}
