// SPDX-License-Identifier: Apache-2.0
import { pageWords } from '../src/words/page-words';
import type { Bilingual, Language } from '../src/words';
import { Camera } from './camera';
import { Unreadable } from './code-reader';
import type { CodeReader } from './code-reader';
import { byId } from './dom';
import { licenceOf } from './file-view';
import { KeyRun } from './key-run';

/** Of a foreign code, what is shown. */
const shownCharacters = 200;

/** Takes a licence's identifier from where it is printed: by a scanner, from a picture, by the camera. */
export class Scan {
  readonly #language: Language = document.documentElement.lang === 'en' ? 'en' : 'zh';
  readonly #reader: CodeReader;
  readonly #onLicence: (licence: string) => void;
  readonly #status = byId('code-status');
  readonly #picture = byId('code-picture') as HTMLInputElement;
  readonly #start = byId('code-camera');
  readonly #view = byId('code-view');
  readonly #camera: Camera;

  constructor(reader: CodeReader, onLicence: (licence: string) => void) {
    this.#reader = reader;
    this.#onLicence = onLicence;
    this.#camera = new Camera(byId('code-video') as HTMLVideoElement);
  }

  start(): void {
    this.#listenToKeys();
    byId('code-section').hidden = false;
    this.#picture.addEventListener('change', () => {
      const [file] = this.#picture.files ?? [];
      this.#picture.value = '';
      if (file !== undefined) void this.read(file);
    });
    this.#start.hidden = !Camera.isOffered();
    this.#start.addEventListener('click', () => void this.#film());
    byId('code-stop').addEventListener('click', () => {
      this.#camera.stop();
    });
  }

  /** Reads the code in a picture. */
  async read(picture: Blob): Promise<void> {
    this.#tell(pageWords.codeReading);
    try {
      const text = await this.#reader.read(picture);
      if (text === undefined) this.#tell(pageWords.codeNone);
      else this.#take(text);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#tell(pageWords.codeUnreadable);
    }
  }

  #tell(text: Bilingual, more = ''): void {
    this.#status.textContent = text[this.#language] + more;
  }

  /** @returns whether it was a licence's. Where a foreign code leads, nobody goes. */
  #take(text: string): boolean {
    const licence = licenceOf(text, '');
    if (licence === undefined) {
      this.#tell(pageWords.codeForeign, text.slice(0, shownCharacters));
      return false;
    }
    this.#tell(pageWords.codeSays, licence);
    this.#onLicence(licence);
    return true;
  }

  async #film(): Promise<void> {
    this.#start.hidden = true;
    this.#view.hidden = false;
    byId('code-stop').focus();
    this.#tell(pageWords.cameraAsking);
    try {
      const found = await this.#camera.find(async (picture) => {
        const text = await this.#reader.read(picture);
        return text !== undefined && this.#take(text);
      });
      if (!found) this.#tell(pageWords.cameraStopped);
    } catch {
      this.#tell(pageWords.cameraRefused);
    } finally {
      this.#camera.stop();
      this.#view.hidden = true;
      this.#start.hidden = false;
      this.#start.focus();
    }
  }

  /** Anywhere on the page: nobody clicks into a field before each scan. */
  #listenToKeys(): void {
    const run = new KeyRun();
    let before = '';
    const begin = (): void => {
      run.stop();
      const field = document.activeElement;
      before = field instanceof HTMLInputElement ? field.value : '';
    };
    addEventListener('focusin', begin);
    addEventListener('pointerdown', begin);
    addEventListener(
      'keydown',
      (event) => {
        const licence = licenceOf(run.take(event) ?? '', '');
        if (licence === undefined) return;
        // Enter would follow a link that has the focus, or choose what the input method offers.
        event.preventDefault();
        const field = document.activeElement;
        if (field instanceof HTMLElement) field.blur();
        if (field instanceof HTMLInputElement && field.type === 'text') field.value = before;
        this.#onLicence(licence);
      },
      { capture: true },
    );
  }
}
