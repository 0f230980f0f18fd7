// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../shell/api';
import { BusyButton } from '../shell/busy-button';
import { useAddressOf } from '../shell/file-address';
import { useSay } from '../shell/language';
import { ProblemNote } from '../shell/problem-note';
import { askedOnce } from '../shell/sending';
import type { Use } from '../use/recorded-use';
import { workplaceWords } from '../words/workplace-words';

/** Where a file is read: in its case, whose matter says why; or in the record of a case that has ended. */
type ReadIn = { readonly case: string } | ({ readonly record: string } & Use);

interface Props {
  /** Not known before it is said for what. */
  readonly of: ReadIn | undefined;
  readonly digest: string;
  /** What the file is, for whoever cannot see where the button stands. */
  readonly name: string;
  /** An opinion is text, and its digest on the ledger says no type. */
  readonly isText?: boolean;
}

interface Asked extends Pick<Props, 'digest'> {
  readonly of: ReadIn;
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

/** Opens a file of a case: a use that is recorded first. Only pictures and plain text are shown here. */
export function OpenFile(props: Props): ReactElement {
  // What was opened of one file is nothing of the one that has taken its place.
  return <Opening key={props.digest} {...props} />;
}

function Opening({ of, digest, name, isText = false }: Props): ReactElement {
  const say = useSay();
  const [openOnce] = useState(() => askedOnce(open));
  // Nothing stays behind in the memory of the page once the view is left.
  const opening = useMutation({
    mutationFn: (where: ReadIn) => openOnce({ of: where, digest, isText }),
    gcTime: 0,
  });
  const opened = opening.data;
  const address = useAddressOf(opened?.file);
  return (
    <>
      {opened === undefined || address === undefined ? (
        <BusyButton
          className="link"
          isBusy={opening.isPending || of === undefined}
          onPress={() => {
            if (of !== undefined) opening.mutate(of);
          }}
        >
          {say(workplaceWords.open)}
          <span className="unseen"> {name}</span>
        </BusyButton>
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

async function open({ of, digest, isText: isOpinion }: Asked, key: string): Promise<Opened> {
  const file = await client.file('/api/v1/contents/{digest}', { path: { digest }, query: of, key });
  // What others have brought is saved, never run: the type that it claims decides nothing but between picture and text.
  const isText = (isOpinion || file.type.startsWith('text/plain')) && file.size <= textBytesMax;
  const safe = pictures.includes(file.type) ? file : file.slice(0, file.size, 'application/octet-stream');
  return {
    file: safe,
    isPicture: pictures.includes(file.type),
    text: isText ? await file.text() : undefined,
  };
}
