// SPDX-License-Identifier: Apache-2.0
import { useRef } from 'react';
import type { ReactElement } from 'react';
import type { Bilingual } from '../../src/words';
import { workplaceWords } from '../words/workplace-words';
import { useSay } from './language';
import { useLetters } from './letters';

interface Props {
  readonly letters: boolean;
  readonly onLetters: (letters: boolean) => void;
}

const keys: readonly (readonly [string, Bilingual])[] = [
  ['j', workplaceWords.keyDown],
  ['k', workplaceWords.keyUp],
  ['Enter', workplaceWords.keyOpen],
  ['/', workplaceWords.keySearch],
  ['?', workplaceWords.keyHelp],
];

export function Help({ letters, onLetters }: Props): ReactElement {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  useLetters(letters, { '?': () => dialog.current?.showModal() });
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        {say(workplaceWords.help)}
      </button>
      <dialog ref={dialog} aria-labelledby="help-title">
        <h2 id="help-title">{say(workplaceWords.keys)}</h2>
        <dl>
          {keys.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{say(meaning)}</dd>
            </div>
          ))}
        </dl>
        <label className="choice">
          <input
            type="checkbox"
            checked={letters}
            onChange={({ target }) => {
              onLetters(target.checked);
            }}
          />
          {say(workplaceWords.lettersOn)}
        </label>
        <form method="dialog">
          <button className="button">{say(workplaceWords.close)}</button>
        </form>
      </dialog>
    </>
  );
}
