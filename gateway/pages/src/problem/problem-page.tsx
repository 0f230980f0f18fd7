// SPDX-License-Identifier: Apache-2.0
import { hrefOf, inLanguage, page } from '../shell/page';
import { pageWords } from '../words';
import type { Language } from '../words';

interface ShownProblem {
  readonly code: string;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly retryAfter?: number | undefined;
}

/** A refusal (RFC 9457) for who reads it in a browser. */
export function problemPage(language: Language, problem: ShownProblem): string {
  const say = inLanguage(language);
  const { code, title, detail, retryAfter } = problem;
  return page({
    // The same address again, without a path, which may be anything.
    here: { language, path: '' },
    title,
    children: (
      <>
        <h1 className="whole unknown">{title}</h1>
        {detail !== undefined && <p>{detail}</p>}
        <p className="next">
          {retryAfter === undefined
            ? say(pageWords.problemNext)
            : `${say(pageWords.problemWait)} ${retryAfter} ${say(pageWords.seconds)}`}
        </p>
        <p>
          <a href={hrefOf({ language, path: '/' })}>{say(pageWords.frontPage)}</a>
        </p>
        <p className="hint">
          {say(pageWords.problemCode) + say(pageWords.colon)}
          <a href={`/problems/${code}`}>{code}</a>
        </p>
      </>
    ),
  });
}
