// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { inLanguage } from '../shell/page';
import { pageWords } from '../words';
import type { Language } from '../words';

interface VerifyFormProps {
  readonly language: Language;
  readonly identifier?: string;
  readonly digest?: string | undefined;
  readonly submit: string;
}

/** Asks with a plain GET, so that the answer has an address that can be kept. */
export function VerifyForm({ language, identifier, digest, submit }: VerifyFormProps): ReactElement {
  const say = inLanguage(language);
  return (
    <form action="/verify" method="get">
      <input type="hidden" name="lang" value={language} />
      <label htmlFor="identifier">{say(pageWords.identifier)}</label>
      <p className="hint" id="identifier-hint">
        {say(pageWords.identifierHint)}
      </p>
      <input
        id="identifier"
        name="identifier"
        required
        autoComplete="off"
        spellCheck={false}
        aria-describedby="identifier-hint"
        defaultValue={identifier}
      />
      <label htmlFor="digest">
        {say(pageWords.digest)} {say(pageWords.optional)}
      </label>
      <p className="hint" id="digest-hint">
        {say(pageWords.digestHint)}
      </p>
      <input
        id="digest"
        name="digest"
        autoComplete="off"
        spellCheck={false}
        aria-describedby="digest-hint"
        defaultValue={digest}
      />
      <button type="submit">{submit}</button>
    </form>
  );
}
