// SPDX-License-Identifier: Apache-2.0
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { useSay } from '../shell/language';
import { useLetters } from '../shell/letters';
import { workplaceWords } from '../words/workplace-words';
import type { Recognised } from './recognise';

/** One box for every number and code. A scanner types into it and ends with Enter, whatever input method is on. */
export function SearchBox({ letters }: { readonly letters: boolean }): ReactElement {
  const say = useSay();
  const [, go] = useLocation();
  const [text, setText] = useState('');
  const [found, setFound] = useState<Recognised | null>();
  const field = useRef<HTMLInputElement>(null);
  useLetters(letters, { '/': () => field.current?.focus() });
  const find = async (typed: string): Promise<void> => {
    // The forms of all identifiers are not needed before somebody asks.
    const { recognise } = await import('./recognise');
    const known = recognise(typed);
    setFound(known ?? null);
    if (known?.href === undefined) return;
    if (known.href.startsWith('/app')) go(known.href);
    else location.assign(known.href);
  };
  return (
    <form
      role="search"
      className="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void find(text);
      }}
    >
      <input
        ref={field}
        aria-label={say(workplaceWords.searchLabel)}
        placeholder={say(workplaceWords.searchLabel)}
        aria-describedby="search-said"
        title={say(workplaceWords.searchHint)}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => {
          setText(target.value);
          setFound(undefined);
        }}
      />
      <button className="button">{say(workplaceWords.searchGo)}</button>
      <div id="search-said" role="status">
        {found === null && <p className="note unknown">{say(workplaceWords.noKind)}</p>}
        {found?.href === undefined && found !== undefined && found !== null && (
          <Said
            found={found}
            onSimilar={(similar) => {
              setText(similar);
              void find(similar);
            }}
          />
        )}
      </div>
    </form>
  );
}

interface SaidProps {
  readonly found: Recognised;
  readonly onSimilar: (text: string) => void;
}

function Said({ found: { kind, text, fault, similar }, onSimilar }: SaidProps): ReactElement {
  const say = useSay();
  return (
    <p className={fault === undefined ? 'note none' : 'note bad'}>
      {say(kind)} <code>{text}</code> {say(fault ?? workplaceWords.fits)}{' '}
      {similar !== undefined && (
        <button
          type="button"
          className="link"
          onClick={() => {
            onSimilar(similar);
          }}
        >
          {say(workplaceWords.similar)} {similar}
        </button>
      )}
    </p>
  );
}
