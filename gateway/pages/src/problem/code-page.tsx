// SPDX-License-Identifier: Apache-2.0
import { hrefOf, inLanguage, page } from '../shell/page';
import { pageWords } from '../words';
import type { Bilingual, Language } from '../words';

/** What a code of the API means, in the page's language. */
interface ShownCode {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly doc: string;
  readonly retry: keyof typeof retryWords;
}

const retryWords = {
  none: pageWords.retryNone,
  same: pageWords.retrySame,
  new: pageWords.retryNew,
  unknown: pageWords.retryUnknown,
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Where the `type` of a problem (RFC 9457) leads who opens it. */
export function codePage(language: Language, { code, status, title, doc, retry }: ShownCode): string {
  const say = inLanguage(language);
  return page({
    here: { language, path: `/problems/${code}` },
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p>{doc}</p>
        <p className="next">{say(retryWords[retry])}</p>
        <p className="hint">
          {say(pageWords.problemCode) + say(pageWords.colon)}
          <code>{code}</code> (HTTP {status})
        </p>
        <p>
          <a href={hrefOf({ language, path: '/' })}>{say(pageWords.frontPage)}</a>
        </p>
      </>
    ),
  });
}
