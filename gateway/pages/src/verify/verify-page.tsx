// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { bundle } from '../shell/bundle';
import { inLanguage, page } from '../shell/page';
import { Standalone } from '../shell/standalone';
import { pageWords } from '../words';
import type { Language } from '../words';
import { VerifyForm } from './verify-form';

/** Where a licence is named; and where scripts run, files are checked. */
export function verifyPage(language: Language): string {
  const say = inLanguage(language);
  const title = say(pageWords.verify);
  return page({
    here: { language, path: '/verify' },
    title,
    script: bundle().verify,
    children: (
      <>
        <h1>{title}</h1>
        <VerifyForm language={language} submit={title} />
        <Code language={language} />
        <Files language={language} />
        <Standalone language={language} />
      </>
    ),
  });
}

/** Shown by the script, which does what is said here; the camera, where there is one. */
function Code({ language }: { readonly language: Language }): ReactElement {
  const say = inLanguage(language);
  return (
    <section id="code-section" hidden>
      <h2>{say(pageWords.code)}</h2>
      <p id="code-hint">{say(pageWords.codeHint)}</p>
      <p className="drop">
        <label htmlFor="code-picture">{say(pageWords.codePicture)}</label>
        <input type="file" accept="image/*" id="code-picture" aria-describedby="code-hint" />
      </p>
      <button type="button" id="code-camera" hidden>
        {say(pageWords.cameraStart)}
      </button>
      <div id="code-view" hidden>
        <video id="code-video" muted playsInline aria-label={say(pageWords.cameraView)} />
        <button type="button" id="code-stop">
          {say(pageWords.cameraStop)}
        </button>
      </div>
      <p role="status" id="code-status" />
    </section>
  );
}

/** Shown by the script, which does what is said here. */
function Files({ language }: { readonly language: Language }): ReactElement {
  const say = inLanguage(language);
  return (
    <section id="files-section" hidden>
      <h2>{say(pageWords.files)}</h2>
      <p id="files-hint">{say(pageWords.filesHint)}</p>
      <p className="drop">
        <label htmlFor="files">{say(pageWords.filesChoose)}</label>
        <input type="file" id="files" multiple aria-describedby="files-hint" />
      </p>
      <label htmlFor="files-pasted">{say(pageWords.filesPaste)}</label>
      <textarea id="files-pasted" rows={3} autoComplete="off" spellCheck={false} />
      <p role="status" id="files-status" />
      <div id="files-results" />
      <button type="button" id="files-clear">
        {say(pageWords.filesClear)}
      </button>
      <p className="note">{say(pageWords.filesKeys)}</p>
    </section>
  );
}
