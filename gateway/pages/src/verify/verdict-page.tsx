// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { inLanguage, page } from '../shell/page';
import { pageWords, verdictWords } from '../words';
import { beijingTime } from '../words/beijing-time';
import type { Language } from '../words';
import { cellOf, headlineOf, icons, partNames } from './verdict-cells';
import type { Cell } from './verdict-cells';
import { parts, toneOfWhole } from './verdict-view';
import type { Part, ShownVerdict } from './verdict-view';
import { VerifyForm } from './verify-form';

interface Shown {
  readonly language: Language;
  readonly verdict: ShownVerdict;
}

/** One verdict (核验结论) with its four parts; no details, and nothing of the holder. */
export function verdictPage({ language, verdict }: Shown): string {
  const { licence, digest } = verdict;
  const asked = digest && `${digest.algorithm}:${digest.value}`;
  return page({
    here: { language, path: `/v/${encodeURIComponent(licence)}`, query: { digest: asked } },
    title: headlineOf(verdict)[language],
    children: <Verdict language={language} verdict={verdict} asked={asked} />,
  });
}

function Verdict({ language, verdict, asked }: Shown & { readonly asked: string | undefined }): ReactElement {
  const say = inLanguage(language);
  const tone = toneOfWhole(verdict);
  const { licence, asOf, ledger, reasons } = verdict;
  return (
    <>
      <h1 className={`whole ${tone}`}>
        <span className="icon" aria-hidden="true">
          {icons[tone]}
        </span>
        {say(headlineOf(verdict))}
      </h1>
      {ledger === 'embedded' && <p className="note">{say(pageWords.embedded)}</p>}
      {reasons.includes('file-empty') && <p className="note">{say(verdictWords.reason['file-empty'])}</p>}
      <dl>
        <dt>{say(pageWords.identifier)}</dt>
        <dd className="code">{licence}</dd>
        {asked !== undefined && (
          <>
            <dt>{say(pageWords.digest)}</dt>
            <dd className="code">{asked}</dd>
          </>
        )}
        <dt>{say(pageWords.asOf)}</dt>
        <dd>
          <time dateTime={asOf}>{beijingTime(asOf)}</time> {say(pageWords.beijingTime)}
        </dd>
      </dl>
      {parts.map((part) => (
        <PartOf key={part} language={language} part={part} cell={cellOf(part, verdict[part])} />
      ))}
      <p className="note">{say(pageWords.noDetails)}</p>
      <section className="ask">
        <h2>{say(pageWords.compareFile)}</h2>
        <VerifyForm
          language={language}
          identifier={licence}
          digest={asked}
          submit={say(pageWords.compareFile)}
        />
      </section>
    </>
  );
}

interface PartProps {
  readonly language: Language;
  readonly part: Part;
  readonly cell: Cell;
}

function PartOf({ language, part, cell: { tone, called, says, next } }: PartProps): ReactElement {
  const say = inLanguage(language);
  return (
    <section className={`part ${tone}`}>
      <h2>
        <span className="icon" aria-hidden="true">
          {icons[tone]}
        </span>
        {say(partNames[part]) + say(pageWords.colon) + say(called)}
      </h2>
      <p>{say(says)}</p>
      <p className="next">{say(pageWords.next) + say(pageWords.colon) + say(next)}</p>
    </section>
  );
}
