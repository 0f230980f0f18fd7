// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { hrefOf, inLanguage, page } from '../shell/page';
import { Standalone } from '../shell/standalone';
import { pageWords } from '../words';
import type { Language } from '../words';
import { beijingTime } from '../words/beijing-time';

/** The newest head of the log that is anchored on the ledger. */
interface ShownHead {
  readonly size: number;
  /** In base64, as the head itself has it. */
  readonly root: string;
  readonly cosigners: readonly { readonly organisation: string; readonly at: string }[];
  readonly quorum: number;
}

interface ShownLog {
  readonly language: Language;
  readonly head: ShownHead | undefined;
  /** Known forks that nobody has judged. */
  readonly alarms: number;
}

/** The transparency log (透明日志): its head, who vouches for it, and how to check that without this gateway. */
export function logPage({ language, head, alarms }: ShownLog): string {
  const say = inLanguage(language);
  const title = say(pageWords.log);
  return page({
    here: { language, path: '/log' },
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p>{say(pageWords.logIs)}</p>
        {alarms > 0 && <p className="whole bad">{say(pageWords.logForked)}</p>}
        {head === undefined ? <p>{say(pageWords.noHead)}</p> : <Head language={language} head={head} />}
        <section>
          <h2>{say(pageWords.checkYourself)}</h2>
          <p>{say(pageWords.checkYourselfHow)}</p>
          <ul>
            <li>
              <a href={`${hrefOf({ language, path: '/verify' })}#files-section`}>
                {say(pageWords.drawReceipt)}
              </a>
            </li>
            <li>
              <a href="/checkpoint">{say(pageWords.logHead)}</a>
            </li>
            <li>
              <a href="/api/v1/log/keys">{say(pageWords.logKeys)}</a>
            </li>
          </ul>
        </section>
        <Standalone language={language} />
      </>
    ),
  });
}

function Head({ language, head }: { readonly language: Language; readonly head: ShownHead }): ReactElement {
  const say = inLanguage(language);
  const { size, root, cosigners, quorum } = head;
  return (
    <section>
      <h2>{say(pageWords.logHead)}</h2>
      <dl>
        <dt>{say(pageWords.headSize)}</dt>
        <dd>{size}</dd>
        <dt>{say(pageWords.headRoot)}</dt>
        <dd className="code">{root}</dd>
      </dl>
      <table>
        <caption>{`${say(pageWords.cosigned)} (${cosigners.length}, ${say(pageWords.needed)} ${quorum})`}</caption>
        <thead>
          <tr>
            <th scope="col">{say(pageWords.organisation)}</th>
            <th scope="col">{say(pageWords.cosignedAt)}</th>
          </tr>
        </thead>
        <tbody>
          {cosigners.map(({ organisation, at }) => (
            <tr key={organisation}>
              <td>{organisation}</td>
              <td>
                <time dateTime={at}>{beijingTime(at)}</time> {say(pageWords.beijingTime)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
