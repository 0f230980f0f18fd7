// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { pageWords } from '../words';
import type { Language } from '../words';
import { bundle } from './bundle';
import { inLanguage } from './page';

/** Where `verify.html` is saved, and the digest that it has whoever builds it. */
export function Standalone({ language }: { readonly language: Language }): ReactElement {
  const say = inLanguage(language);
  return (
    <section>
      <h2>{say(pageWords.standalone)}</h2>
      <p>{say(pageWords.standaloneIs)}</p>
      <p>
        <a href="/verify.html" download="verify.html">
          {say(pageWords.standaloneSave)}
        </a>
      </p>
      <p>
        SHA-256 <code>{bundle().standalone.digest}</code>
      </p>
    </section>
  );
}
