// SPDX-License-Identifier: Apache-2.0
import { printable } from '../src/receipt/leaf';
import type { Question, Told } from './answer-page';
import type { Answer } from './answer';
import { articleOf } from './article';
import { languages, texts } from './words';
import type { Language } from './words';

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no ${id}`);
  return element;
}

type Text = keyof typeof texts;

/** The page: the files chosen so far, and what the worker said of them last. */
class Page {
  readonly #script: string;
  readonly #status = byId('status');
  readonly #results = byId('results');
  readonly #input = byId('files') as HTMLInputElement;
  #worker: Worker | undefined;
  #isChecking = false;
  #language: Language = navigator.language.startsWith('zh') ? 'zh' : 'en';
  #files: readonly File[] = [];
  #answers: readonly Answer[] = [];
  #said: readonly [text: Text, more: string] = ['none', ''];

  /** @param script of this page, which the worker runs too. */
  constructor(script: string) {
    this.#script = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  }

  start(): void {
    this.#input.addEventListener('change', () => {
      this.#add(this.#input.files);
      this.#input.value = '';
    });
    byId('clear').addEventListener('click', () => {
      this.#ask([]);
      this.#input.focus();
    });
    byId('print').addEventListener('click', () => {
      print();
    });
    for (const language of languages) {
      byId(language).addEventListener('click', () => {
        this.#speak(language);
      });
    }
    addEventListener('dragover', (event) => {
      event.preventDefault();
    });
    addEventListener('drop', (event) => {
      event.preventDefault();
      this.#add(event.dataTransfer?.files ?? null);
    });
    this.#speak(this.#language);
    // Before it is needed, so that the first answer does not wait for it.
    this.#hire();
  }

  #add(files: FileList | null): void {
    if (files !== null && files.length > 0) this.#ask([...this.#files, ...files]);
  }

  #ask(files: readonly File[]): void {
    // Nobody waits any more for what it still checks.
    if (this.#isChecking) this.#dismiss();
    this.#files = files;
    this.#answers = [];
    this.#say('none');
    if (files.length > 0) this.#check(files);
    this.#show();
  }

  #check(files: readonly File[]): void {
    this.#isChecking = true;
    this.#say('working', '…');
    const question: Question = { files };
    this.#hire()?.postMessage(question);
  }

  /** The worker, or a new one where the last one has failed or was dismissed; none where the browser has none. */
  #hire(): Worker | undefined {
    if (this.#worker !== undefined) return this.#worker;
    try {
      const worker = new Worker(this.#script);
      worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
        if (worker === this.#worker) this.#hear(data);
      });
      worker.addEventListener('error', () => {
        if (worker === this.#worker) this.#fail();
      });
      this.#worker = worker;
    } catch {
      this.#fail();
    }
    return this.#worker;
  }

  #fail(): void {
    this.#dismiss();
    this.#say('failed');
  }

  #dismiss(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#isChecking = false;
  }

  #hear(told: Told): void {
    if ('reading' in told) {
      this.#say('working', `: ${printable(told.reading)}, ${Math.round(told.bytes / 1024 / 1024)} MiB`);
      return;
    }
    this.#isChecking = false;
    this.#answers = told.answers;
    this.#say('done', String(told.answers.length));
    this.#show();
  }

  #say(text: Text, more = ''): void {
    this.#said = [text, more];
    this.#status.textContent = `${texts[text][this.#language]}${more}`;
  }

  #show(): void {
    this.#results.replaceChildren(...this.#answers.map((answer) => articleOf(answer, this.#language)));
  }

  #speak(language: Language): void {
    this.#language = language;
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = `${texts.title[language]} · Guidang`;
    for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
      element.textContent = texts[element.dataset['text'] as Text][language];
    }
    for (const known of languages) byId(known).setAttribute('aria-pressed', String(known === language));
    this.#say(...this.#said);
    this.#show();
  }
}

/** @param script as of {@link Page}. */
export function startPage(script: string): void {
  new Page(script).start();
}
