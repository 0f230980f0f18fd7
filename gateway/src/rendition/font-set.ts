// SPDX-License-Identifier: Apache-2.0
import { fontFiles } from './fonts';
import type { FallbackFont, FontWeight } from './fonts';

/** A part of a text in one font: the built-in one, or a fallback by its number. */
interface Run {
  readonly text: string;
  readonly fallback: number | undefined;
}

/** What pdfkit's types omit of the current font, which alone knows its characters. */
interface CurrentFont {
  readonly ascender: number;
  readonly font: { hasGlyphForCodePoint(point: number): boolean };
}

/** Neither shown nor seen: such a character could disguise a value. What lies in a private area means nothing elsewhere. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u;
/** Chooses another form of the character before it, where the font has one. */
const variationSelector = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;

/** The built-in font, and those that are configured for what it lacks: a text may need several. */
export class FontSet {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #fallbacks: readonly FallbackFont[];
  /** Which font has a character; `null` for none. */
  readonly #known = new Map<string, number | undefined | null>();

  constructor(pdf: PDFKit.PDFDocument, fallbacks: readonly FallbackFont[]) {
    this.#pdf = pdf;
    this.#fallbacks = fallbacks;
  }

  /** The characters of a text that no font shows, each once. */
  missing(text: string): string[] {
    return [...new Set(text)].filter((character) => character !== '\n' && this.#fontOf(character) === null);
  }

  runs(text: string): Run[] {
    const runs: { text: string; fallback: number | undefined }[] = [];
    for (const character of text) {
      const last = runs.at(-1);
      const fallback = variationSelector.test(character)
        ? last?.fallback
        : (this.#fontOf(character) ?? undefined);
      if (last !== undefined && last.fallback === fallback) last.text += character;
      else runs.push({ text: character, fallback });
    }
    return runs;
  }

  /** Makes a font the current one; returns how far above its baseline a line of it begins, in ems. */
  use(fallback: number | undefined, weight: FontWeight, size: number): number {
    const font = fallback === undefined ? undefined : this.#fallbacks[fallback];
    // By path: under another name, pdfkit would read the file again at every font change.
    if (font === undefined) this.#pdf.font(fontFiles[weight]);
    else if (font.family === undefined) this.#pdf.font(font.file);
    else this.#pdf.font(font.file, font.family);
    this.#pdf.fontSize(size);
    return this.#current.ascender / 1000;
  }

  #fontOf(character: string): number | undefined | null {
    const known = this.#known.get(character);
    if (known !== undefined || this.#known.has(character)) return known;
    const found = this.#findFont(character);
    this.#known.set(character, found);
    return found;
  }

  #findFont(character: string): number | undefined | null {
    if (variationSelector.test(character)) return undefined;
    if (invisible.test(character)) return null;
    const point = character.codePointAt(0) ?? 0;
    for (const fallback of [undefined, ...this.#fallbacks.keys()]) {
      this.use(fallback, 'regular', 1);
      if (this.#current.font.hasGlyphForCodePoint(point)) return fallback;
    }
    return null;
  }

  get #current(): CurrentFont {
    return (this.#pdf as unknown as { readonly _font: CurrentFont })._font;
  }
}
