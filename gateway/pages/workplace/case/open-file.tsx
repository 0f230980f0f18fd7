// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../shell/api';
import { useAddressOf } from '../shell/file-address';
import { useSay } from '../shell/language';
import { ProblemNote } from '../shell/problem-note';
import { workplaceWords } from '../words/workplace-words';

interface Props {
  readonly caseId: string;
  readonly digest: string;
  /** What the file is, for whoever cannot see where the button stands. */
  readonly name: string;
  /** An opinion is text, and its digest on the ledger says no type. */
  readonly isText?: boolean;
}

interface Asked extends Pick<Props, 'caseId' | 'digest'> {
  readonly isText: boolean;
}

interface Opened {
  /** What is saved, and shown if it is a picture. */
  readonly file: Blob;
  readonly isPicture: boolean;
  readonly text: string | undefined;
}

const pictures: readonly string[] = ['image/jpeg', 'image/png'];
const textBytesMax = 64 * 1024;

/** Opens a file of a running case: a use that is recorded first. Only pictures and plain text are shown here. */
export function OpenFile({ caseId, digest, name, isText = false }: Props): ReactElement {
  const say = useSay();
  // Nothing stays behind in the memory of the page once the view is left.
  const opening = useMutation({ mutationFn: () => open({ caseId, digest, isText }), gcTime: 0 });
  const opened = opening.data;
  const address = useAddressOf(opened?.file);
  return (
    <>
      {opened === undefined || address === undefined ? (
        <button
          type="button"
          className="link"
          disabled={opening.isPending}
          onClick={() => {
            opening.mutate();
          }}
        >
          {say(workplaceWords.open)}
          <span className="unseen"> {name}</span>
        </button>
      ) : (
        <div role="status">
          {say(workplaceWords.opened)}{' '}
          <a href={address} download={digest}>
            {say(workplaceWords.saveFile)}
            <span className="unseen"> {name}</span>
          </a>
          {opened.isPicture && <img src={address} alt={name} />}
          {opened.text !== undefined && <pre>{opened.text}</pre>}
        </div>
      )}
      {opening.isError && <ProblemNote error={opening.error} />}
    </>
  );
}

async function open({ caseId, digest, isText: isOpinion }: Asked): Promise<Opened> {
  const file = await client.file('/api/v1/contents/{digest}', { path: { digest }, query: { case: caseId } });
  // What others have brought is saved, never run: the type that it claims decides nothing but between picture and text.
  const isText = (isOpinion || file.type.startsWith('text/plain')) && file.size <= textBytesMax;
  const safe = pictures.includes(file.type) ? file : file.slice(0, file.size, 'application/octet-stream');
  return {
    file: safe,
    isPicture: pictures.includes(file.type),
    text: isText ? await file.text() : undefined,
  };
}
