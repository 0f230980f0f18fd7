// SPDX-License-Identifier: Apache-2.0

/** What is read of a key. */
export type Key = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** A scanned text and its address; what comes before cannot be part of it. */
const lengthMax = 1024;

/** What places on a keyboard say, alone and with Shift: scanners type as on a keyboard of the United States. */
const signs: ReadonlyMap<string, string> = new Map([
  ['Backquote', '`~'],
  ['Minus', '-_'],
  ['Equal', '=+'],
  ['BracketLeft', '[{'],
  ['BracketRight', ']}'],
  ['Backslash', '\\|'],
  ['Semicolon', ';:'],
  ['Quote', '\'"'],
  ['Comma', ',<'],
  ['Period', '.>'],
  ['Slash', '/?'],
  ['Space', '  '],
  ['NumpadDecimal', '..'],
  ['NumpadDivide', '//'],
  ['NumpadSubtract', '--'],
]);
const shiftedFigures = ')!@#$%^&*(';

/**
 * What was typed without a break, as a scanner does that works as a keyboard. An input method for Chinese takes the
 * letters for a composition and the full stop for 。; which key it was, its place on the keyboard still says.
 */
export class KeyRun {
  #text = '';

  /** @returns what was typed, at the key that ends it. */
  take(key: Key): string | undefined {
    if (['Enter', 'NumpadEnter'].includes(key.code)) {
      const text = this.#text;
      this.stop();
      return text;
    }
    if (key.ctrlKey || key.altKey || key.metaKey) this.stop();
    else if (!/^(?:Shift|CapsLock)/.test(key.code)) this.#add(characterOf(key));
    return undefined;
  }

  /** What comes next begins anew. */
  stop(): void {
    this.#text = '';
  }

  #add(character: string | undefined): void {
    this.#text = character === undefined ? '' : (this.#text + character).slice(-lengthMax);
  }
}

/** By the layout, where no input method has taken the key. */
function characterOf({ key, code, shiftKey }: Key): string | undefined {
  if (key.length === 1) return key;
  if (key !== 'Process') return undefined;
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  const [, place, figure] = /^(Digit|Numpad)([0-9])$/.exec(code) ?? [];
  if (figure !== undefined) return shiftKey && place === 'Digit' ? shiftedFigures[Number(figure)] : figure;
  return signs.get(code)?.[shiftKey ? 1 : 0];
}
