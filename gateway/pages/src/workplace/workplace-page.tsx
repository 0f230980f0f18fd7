// SPDX-License-Identifier: Apache-2.0
import { renderToStaticMarkup } from 'react-dom/server';
import { icon, assetPath } from '../shell/assets';
import { bundle } from '../shell/bundle';
import { inLanguage, tags } from '../shell/page';
import { pageWords } from '../words';
import type { Language } from '../words';

/** What a browser is given for every address of the workplace: its script draws the page there. */
export function workplacePage(language: Language): string {
  const say = inLanguage(language);
  const { script, style } = bundle();
  return `<!doctype html>${renderToStaticMarkup(
    <html lang={tags[language]}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{say(pageWords.workplace)}</title>
        <link rel="stylesheet" href={assetPath(style)} />
        <link rel="icon" type={icon.mediaType} href={assetPath(icon)} />
        <script type="module" src={assetPath(script)} />
      </head>
      <body>
        <div id="root" />
        <noscript>
          <p>{say(pageWords.workplaceNeedsScript)}</p>
        </noscript>
      </body>
    </html>,
  )}`;
}
