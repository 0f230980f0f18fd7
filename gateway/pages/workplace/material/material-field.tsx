// SPDX-License-Identifier: Apache-2.0
import { readPasted } from '@guidang/chaincode/model';
import type { PastedKind } from '@guidang/chaincode/model';
import type { Schemas } from '@guidang/client';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import type { Bilingual } from '../../src/words';
import type { Matter } from '../shell/api';
import { useSay } from '../shell/language';
import type { Say } from '../shell/language';
import { ProblemNote } from '../shell/problem-note';
import { workplaceWords } from '../words/workplace-words';
import { referenceFault } from './reference';
import { contentOf, upload } from './upload';

export type MaterialDefinition = Matter['materials'][number];
export type Source = Schemas['Case']['materials'][number]['source'];
type SourceKind = MaterialDefinition['accepts'][number];

interface Props {
  readonly definition: MaterialDefinition;
  readonly source: Source | undefined;
  readonly onSource: (source: Source | undefined) => void;
}

/** One material: a file that is stored at once, or the identifier of what the ledger has already. */
export function MaterialField({ definition, source, onSource }: Props): ReactElement {
  const say = useSay();
  const { accepts, name, required } = definition;
  const [kind, setKind] = useState<SourceKind>(accepts[0] ?? 'content');
  const group = useId();
  return (
    <fieldset className="material">
      <legend>
        {name}{' '}
        <span className={source === undefined && required ? 'tag unknown' : 'tag'}>
          {say(
            source === undefined
              ? required
                ? workplaceWords.required
                : workplaceWords.optional
              : workplaceWords.given,
          )}
        </span>
      </legend>
      {accepts.length > 1 && source === undefined && (
        <div className="choices">
          {accepts.map((one) => (
            <label key={one} className="choice">
              <input
                type="radio"
                name={group}
                checked={one === kind}
                onChange={() => {
                  setKind(one);
                }}
              />
              {say(kindWords[one])}
            </label>
          ))}
        </div>
      )}
      {source === undefined ? (
        <SourceField definition={definition} kind={kind} onSource={onSource} />
      ) : (
        <TakenSource
          name={name}
          source={source}
          onRemove={() => {
            onSource(undefined);
          }}
        />
      )}
    </fieldset>
  );
}

const kindWords = {
  content: workplaceWords.fileGiven,
  promise: workplaceWords.promiseGiven,
  licence: workplaceWords.licenceGiven,
  record: workplaceWords.recordGiven,
} as const;

interface TakenSourceProps {
  /** Of the material. */
  readonly name: string;
  readonly source: Source;
  readonly onRemove: () => void;
}

/** What a material is given as, and the button that takes it out again. */
export function TakenSource({ name, source, onRemove }: TakenSourceProps): ReactElement {
  const say = useSay();
  return (
    <p>
      <code>{sourceText(source, say)}</code>{' '}
      <button type="button" className="link" onClick={onRemove}>
        {say(workplaceWords.remove)}
        <span className="unseen"> {name}</span>
      </button>
    </p>
  );
}

/** What stands for a source, in lists and on the sheet that is checked before signing. */
export function sourceText(source: Source, say: Say): string {
  if ('licence' in source) return source.licence;
  if ('record' in source) return source.record;
  // A promise may turn out to be false: whoever signs, and whoever decides, sees that it is one.
  if ('promise' in source) return `${say(workplaceWords.promiseGiven)} · ${fileText(source.promise)}`;
  return fileText(source.content);
}

export function fileText({ digest, bytes }: Extract<Source, { content: unknown }>['content']): string {
  return `sha256 ${digest.value.slice(0, 12)}… · ${bytes} B`;
}

interface SourceFieldProps extends Pick<Props, 'definition' | 'onSource'> {
  readonly kind: SourceKind;
}

function SourceField({ definition, kind, onSource }: SourceFieldProps): ReactElement {
  switch (kind) {
    case 'content':
    case 'promise':
      return <FileField definition={definition} kind={kind} onSource={onSource} />;
    case 'licence':
      return (
        <ReferenceField
          definition={definition}
          pasted="licence"
          onText={(licence) => {
            onSource({ licence });
          }}
        />
      );
    case 'record':
      return (
        <ReferenceField
          definition={definition}
          pasted="record"
          onText={(record) => {
            onSource({ record });
          }}
        />
      );
  }
}

interface FileFieldProps extends Pick<Props, 'definition' | 'onSource'> {
  readonly kind: 'content' | 'promise';
}

function FileField({ definition: { code, name }, kind, onSource }: FileFieldProps): ReactElement {
  const say = useSay();
  const id = useId();
  const [share, setShare] = useState<number>();
  const [error, setError] = useState<unknown>();
  const store = async (file: File): Promise<void> => {
    setError(undefined);
    setShare(0);
    try {
      const content = contentOf(await upload(file, setShare), file, code);
      onSource(kind === 'content' ? { content } : { promise: content });
    } catch (problem) {
      setError(problem);
    } finally {
      setShare(undefined);
    }
  };
  return (
    <>
      <label htmlFor={id}>
        {say(workplaceWords.chooseFile)}
        <span className="unseen"> {name}</span>
      </label>
      <input
        id={id}
        type="file"
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file may be chosen again, if it was not stored.
          target.value = '';
          if (file !== undefined) void store(file);
        }}
      />
      {share !== undefined && (
        <progress aria-label={`${name} ${say(workplaceWords.uploading)}`} value={share} max={1} />
      )}
      {error !== undefined && <ProblemNote error={error} />}
    </>
  );
}

interface ReferenceFieldProps {
  readonly definition: MaterialDefinition;
  readonly pasted: Extract<PastedKind, 'licence' | 'record'>;
  readonly onText: (text: string) => void;
}

/** What is typed is taken when it is left, if its form is right. */
function ReferenceField({ definition, pasted, onText }: ReferenceFieldProps): ReactElement {
  const say = useSay();
  const id = useId();
  const [fault, setFault] = useState<Bilingual>();
  const take = (typed: string): void => {
    if (typed.trim() === '') return;
    const text = readPasted(pasted, typed);
    const found = referenceFault(pasted, text, definition);
    setFault(found);
    if (found === undefined) onText(text);
  };
  return (
    <>
      <label htmlFor={id}>
        {say(pasted === 'licence' ? workplaceWords.licenceIdentifier : workplaceWords.recordIdentifier)}
        <span className="unseen"> {definition.name}</span>
      </label>
      <input
        id={id}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        onBlur={({ target }) => {
          take(target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          take(event.currentTarget.value);
        }}
      />
      {fault !== undefined && (
        <p id={`${id}-fault`} className="note bad" role="alert">
          {say(fault)}
        </p>
      )}
    </>
  );
}
