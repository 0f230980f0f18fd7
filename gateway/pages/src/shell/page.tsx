// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Bilingual, Language } from '../words';
import { pageWords } from '../words';
import { assetPath, icon, stylesheet } from './assets';
import type { Asset } from './assets';

/** Where a page stands, for links to itself. */
interface Here {
  readonly language: Language;
  readonly path: string;
  /** Without the language. */
  readonly query?: Readonly<Record<string, string | undefined>>;
}

interface PageProps {
  readonly here: Here;
  readonly title: string;
  /** What the page does besides, where scripts run. */
  readonly script?: Asset;
  /** Where browsers go on by themselves, also without scripts. */
  readonly leadsTo?: string | undefined;
  readonly children: ReactNode;
}

export const tags = { en: 'en', zh: 'zh-CN' } as const satisfies Record<Language, string>;

/** The whole document, readable without scripts. */
export function page(props: PageProps): string {
  return `<!doctype html>${renderToStaticMarkup(<Page {...props} />)}`;
}

function Page({ here, title, script, leadsTo, children }: PageProps): ReactElement {
  const { language } = here;
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <html lang={tags[language]}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        {leadsTo !== undefined && <meta httpEquiv="refresh" content={`0; url=${leadsTo}`} />}
        <title>{`${title} · ${pageWords.product[language]}`}</title>
        <link rel="stylesheet" href={assetPath(stylesheet)} />
        <link rel="icon" type={icon.mediaType} href={assetPath(icon)} />
        {script !== undefined && <script type="module" src={assetPath(script)} />}
      </head>
      <body>
        <a className="skip" href="#main">
          {pageWords.toContent[language]}
        </a>
        <header>
          <a className="product" href={hrefOf({ language, path: '/' })}>
            {pageWords.product[language]}
          </a>
          {/* A refusal may be shown where no sign-in is served. */}
          {here.path !== '' && (
            <a href={hrefOf({ language, path: '/auth/sign-in' })}>{pageWords.account[language]}</a>
          )}
          <a href={hrefOf({ ...here, language: other })} hrefLang={tags[other]} lang={tags[other]}>
            {pageWords.otherLanguage[language]}
          </a>
        </header>
        <main id="main">{children}</main>
      </body>
    </html>
  );
}

/** The address of a page in a language. */
export function hrefOf({ language, path, query = {} }: Here): string {
  const given = Object.entries(query).filter((each): each is [string, string] => each[1] !== undefined);
  return `${path}?${new URLSearchParams([...given, ['lang', language]]).toString()}`;
}

/** A text in the page's language. */
export function inLanguage(language: Language): (text: Bilingual) => string {
  return (text) => text[language];
}
