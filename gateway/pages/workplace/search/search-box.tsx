// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { useSay } from '../shell/language';
import { useLetters } from '../shell/letters';
import { NotLoaded } from '../shell/not-loaded';
import { workplaceWords } from '../words/workplace-words';
import type { Recognised } from './recognise';

interface Props {
  readonly letters: boolean;
  /** The officer's own. */
  readonly department: string | undefined;
}

/** One box for every number and code, in whatever width its figures are typed. Enter ends a scan as it ends typing. */
export function SearchBox({ letters, department }: Props): ReactElement {
  const say = useSay();
  const [path, go] = useLocation();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useLetters(letters, { '/': () => field.current?.focus() });
  const finding = useMutation({
    // The forms of all identifiers are not needed before somebody asks.
    mutationFn: async (typed: string) => (await import('./find')).find(typed, department),
    gcTime: 0,
  });
  const ask = (typed: string): void => {
    finding.mutate(typed, {
      // Of the latest question alone; and nobody is led away from where they have gone meanwhile.
      onSuccess: (known) => {
        if (known?.href === undefined || location.pathname !== path) return;
        const { href, state = null } = known;
        go(href, { state });
      },
    });
  };
  const found = finding.data;
  return (
    <form
      role="search"
      className="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') ask(text);
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
          finding.reset();
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
              ask(similar);
            }}
          />
        )}
      </div>
      {finding.isError && <NotLoaded />}
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
      {say(kind)} {text !== '' && <code>{text}</code>} {say(fault ?? workplaceWords.fits)}{' '}
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
