// SPDX-License-Identifier: Apache-2.0
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

/** The page: the files chosen so far, and what the worker said of them last. */
class Page {
  readonly #worker: Worker;
  readonly #status = byId('status');
  readonly #results = byId('results');
  readonly #input = byId('files') as HTMLInputElement;
  #language: Language = navigator.language.startsWith('zh') ? 'zh' : 'en';
  #files: readonly File[] = [];
  #answers: readonly Answer[] = [];
  /** Of the last question: answers to earlier ones are of other files. */
  #number = 0;

  constructor(script: string) {
    this.#worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if (data.number === this.#number) this.#hear(data);
    });
    this.#worker.addEventListener('error', () => {
      this.#say('failed');
    });
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
  }

  #add(files: FileList | null): void {
    if (files !== null && files.length > 0) this.#ask([...this.#files, ...files]);
  }

  #ask(files: readonly File[]): void {
    this.#files = files;
    this.#number += 1;
    this.#answers = [];
    this.#show();
    if (files.length === 0) return;
    this.#say('working', '…');
    const question: Question = { number: this.#number, files };
    this.#worker.postMessage(question);
  }

  #hear(told: Told): void {
    if ('reading' in told) {
      this.#say('working', `: ${told.reading}, ${Math.round(told.bytes / 1024 / 1024)} MiB`);
      return;
    }
    this.#answers = told.answers;
    this.#show();
  }

  #say(text: keyof typeof texts, more = ''): void {
    this.#status.textContent = `${texts[text][this.#language]}${more}`;
  }

  #show(): void {
    const count = this.#answers.length;
    if (count === 0) this.#say('none');
    else this.#say('done', String(count));
    this.#results.replaceChildren(...this.#answers.map((answer) => articleOf(answer, this.#language)));
  }

  #speak(language: Language): void {
    this.#language = language;
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = `${texts.title[language]} · Guidang`;
    for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
      element.textContent = texts[element.dataset['text'] as keyof typeof texts][language];
    }
    for (const known of languages) byId(known).setAttribute('aria-pressed', String(known === language));
    this.#show();
  }
}

/** @param script of this page, which the worker runs too. */
export function startPage(script: string): void {
  new Page(script).start();
}
