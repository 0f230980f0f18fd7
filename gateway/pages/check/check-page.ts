// SPDX-License-Identifier: Apache-2.0
import { articleOf, kindTexts } from '@guidang/verifier/page';
import type { Answer } from '@guidang/verifier/page';
import { pageWords } from '../src/words/page-words';
import type { Bilingual, Language } from '../src/words';
import type { ShownVerdict } from '../src/verify/verdict-view';
import { GatewayKeys, Unanswered, verdictOn } from './ask';
import { Checker } from './checker';
import type { CodeReader } from './code-reader';
import { Unreadable } from './code-reader';
import { byId, element } from './dom';
import { isDocument, isKeys, isSettled, licenceOf, needsKeys, sentDigestOf } from './file-view';
import { signed, verdictArticle, wholeOf } from './verdict-article';

/** What is known of one file. */
interface Checked {
  readonly answer: Answer;
  readonly licence?: string | undefined;
  /** Whether the licence is the one that the code in a picture names. */
  readonly isFromCode?: boolean;
  readonly verdict?: ShownVerdict | undefined;
  readonly unanswered?: string | undefined;
}

/** Shorter than any receipt. */
const pastedLengthMin = 200;

/** What `/verify` does besides, where scripts run: files are checked here, and compared by their digest. */
export class CheckPage {
  readonly #language: Language = document.documentElement.lang === 'en' ? 'en' : 'zh';
  readonly #status = byId('files-status');
  readonly #results = byId('files-results');
  readonly #input = byId('files') as HTMLInputElement;
  readonly #pasted = byId('files-pasted') as HTMLTextAreaElement;
  readonly #identifier = byId('identifier') as HTMLInputElement;
  readonly #code = byId('code-section');
  readonly #checker: Checker;
  readonly #keys = new GatewayKeys();
  readonly #reader: CodeReader;
  readonly #onPicture: (picture: File) => void;
  #files: readonly File[] = [];
  /** Answers to an older question are nobody's any more. */
  #question = 0;

  /**
   * @param worker where the verifier's script is.
   * @param onPicture takes what was dropped where codes are scanned.
   */
  constructor(worker: string, reader: CodeReader, onPicture: (picture: File) => void) {
    this.#reader = reader;
    this.#onPicture = onPicture;
    this.#checker = new Checker(worker, (name, bytes) => {
      this.#tell(`${this.#say(pageWords.filesReading)} ${name}, ${Math.round(bytes / 1024 / 1024)} MiB`);
    });
  }

  start(): void {
    byId('files-section').hidden = false;
    this.#input.addEventListener('change', () => {
      this.#add(this.#input.files);
      this.#input.value = '';
    });
    this.#pasted.addEventListener('input', () => {
      this.#addText(this.#pasted.value);
    });
    byId('files-clear').addEventListener('click', () => {
      this.#files = [];
      this.#check();
      this.#input.focus();
    });
    this.#identifier.addEventListener('change', () => {
      if (this.#files.length > 0) this.#check();
    });
    // Anywhere on the page, so that a file beside the field does not replace the page.
    addEventListener('dragover', (event) => {
      event.preventDefault();
    });
    addEventListener('drop', (event) => {
      event.preventDefault();
      const files = event.dataTransfer?.files ?? null;
      const [first] = files ?? [];
      if (first !== undefined && event.composedPath().includes(this.#code)) this.#onPicture(first);
      else this.#add(files);
    });
  }

  /** A licence was scanned: of what is here already, its files are compared; else it is asked for alone. */
  name(licence: string): void {
    this.#identifier.value = licence;
    if (this.#files.length > 0) this.#check();
    else this.#identifier.form?.requestSubmit();
  }

  #say(text: Bilingual): string {
    return text[this.#language];
  }

  #tell(text: string): void {
    this.#status.textContent = text;
  }

  #add(files: FileList | null): void {
    if (files === null || files.length === 0) return;
    this.#files = [...this.#files, ...files];
    this.#check();
  }

  /** Whole texts only, as they are pasted: nobody types a receipt. */
  #addText(text: string): void {
    if (text.length < pastedLengthMin) return;
    this.#pasted.value = '';
    this.#files = [...this.#files, new File([`${text.trim()}\n`], this.#say(pageWords.pasted))];
    this.#check();
  }

  #check(): void {
    const question = ++this.#question;
    this.#checker.stop();
    this.#results.replaceChildren();
    this.#tell('');
    if (this.#files.length === 0) return;
    this.#tell(this.#say(pageWords.filesChecking));
    this.#answers(this.#files, question).then(
      (checked) => {
        if (question === this.#question) this.#show(checked);
      },
      (error: unknown) => {
        if (question !== this.#question) return;
        const why = error instanceof Unanswered ? ` ${error.message}` : '';
        this.#tell(this.#say(pageWords.filesFailed) + why);
      },
    );
  }

  async #answers(files: readonly File[], question: number): Promise<readonly Checked[]> {
    const answers = await this.#ask(files, question);
    const typed = this.#identifier.value.trim();
    return Promise.all(answers.map(async (answer, at) => this.#compared(answer, typed, files[at])));
  }

  /**
   * Evidence is checked by the keys that were given with it, and by those of this gateway if none were. Where it gives
   * none, evidence is not checked, and what needs none is.
   */
  async #ask(files: readonly File[], question: number): Promise<readonly Answer[]> {
    const known = this.#keys.recent;
    const answers = await this.#checker.ask(known === undefined ? files : [...files, known]);
    const own = answers.slice(0, files.length);
    if (!needsKeys(own)) return known !== undefined && own.some(isKeys) ? this.#checker.ask(files) : own;
    if (known !== undefined && isSettled(own)) return answers;
    const keys = await this.#keysIfAny();
    // The worker answers a newer question by now, which this one would interrupt.
    if (question !== this.#question) return [];
    return this.#checker.ask(keys === undefined ? files : [...files, keys]);
  }

  async #keysIfAny(): Promise<File | undefined> {
    try {
      return await this.#keys.fetch();
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      return undefined;
    }
  }

  async #compared(answer: Answer, typed: string, file: File | undefined): Promise<Checked> {
    const digest = sentDigestOf(answer);
    if (!isDocument(answer) || digest === undefined) return { answer };
    const named = licenceOf(typed, answer.name);
    const licence = named ?? (await this.#licenceIn(file));
    if (licence === undefined) return { answer };
    const isFromCode = named === undefined;
    try {
      return { answer, licence, isFromCode, verdict: await verdictOn(licence, digest) };
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      return { answer, licence, isFromCode, unanswered: error.message };
    }
  }

  /** The licence that the code in a picture names. */
  async #licenceIn(file: File | undefined): Promise<string | undefined> {
    if (file?.type.startsWith('image/') !== true) return undefined;
    try {
      return licenceOf((await this.#reader.read(file)) ?? '', '');
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return undefined;
    }
  }

  #show(checked: readonly Checked[]): void {
    const lacksKeys = needsKeys(checked.map(({ answer }) => answer));
    const lack = lacksKeys ? ` ${this.#say(pageWords.keysUnanswered)}` : '';
    this.#tell(`${this.#say(pageWords.filesChecked)} ${this.#files.length}${lack}`);
    const [first, ...others] = checked;
    if (first === undefined) return;
    this.#results.replaceChildren(
      ...(others.length > 0 ? [this.#table(checked)] : []),
      ...checked.flatMap((each) => this.#details(each, others.length === 0)),
    );
  }

  #table(checked: readonly Checked[]): HTMLElement {
    const head = [pageWords.file, pageWords.fileKind, pageWords.identifier, pageWords.result];
    return element('table', {}, [
      element('caption', {}, [this.#say(pageWords.filesTable)]),
      element('thead', {}, [
        element(
          'tr',
          {},
          head.map((name) => element('th', { scope: 'col' }, [this.#say(name)])),
        ),
      ]),
      element(
        'tbody',
        {},
        checked.map((each) => this.#row(each)),
      ),
    ]);
  }

  #row(checked: Checked): HTMLElement {
    const { answer, licence } = checked;
    return element('tr', {}, [
      element('th', { scope: 'row', class: 'name' }, [answer.name]),
      element('td', {}, [kindTexts[answer.kind][this.#language]]),
      element('td', { class: 'code' }, [licence ?? '–']),
      element('td', {}, [this.#result(checked)]),
    ]);
  }

  /** In a word; what it rests on follows below. */
  #result({ answer, licence, verdict, unanswered }: Checked): HTMLElement {
    if (verdict !== undefined) {
      const { tone, words } = wholeOf(verdict);
      return signed('span', tone, this.#say(words));
    }
    if (isDocument(answer) && answer.result === 'not-checked') {
      const why = unanswered === undefined ? pageWords.fileNeedsLicence : pageWords.fileUnanswered;
      return signed('span', 'unknown', this.#say(licence === undefined ? pageWords.fileNeedsLicence : why));
    }
    const tones = { proven: 'good', wrong: 'bad' } as const;
    const tone = answer.result === 'proven' || answer.result === 'wrong' ? tones[answer.result] : 'unknown';
    return signed('span', tone, this.#say(pageWords.fileSeeBelow));
  }

  /** With all its parts where it is the only file; of many, a document's are behind a link that can be kept. */
  #details(checked: Checked, isAlone: boolean): Node[] {
    const { answer, licence, isFromCode = false, verdict, unanswered } = checked;
    if (verdict !== undefined) {
      return isAlone ? [verdictArticle({ file: answer.name, verdict, isFromCode }, this.#language)] : [];
    }
    if (!isDocument(answer) || answer.result !== 'not-checked') return [articleOf(answer, this.#language)];
    if (!isAlone) return [];
    const why = licence === undefined ? this.#say(pageWords.fileNeedsLicenceHow) : (unanswered ?? '');
    return [
      element('article', { class: 'unknown' }, [
        element('h3', {}, [answer.name]),
        this.#result(checked),
        element('p', {}, [why]),
        element('p', { class: 'code' }, [sentDigestOf(answer) ?? '']),
      ]),
    ];
  }
}
