// SPDX-License-Identifier: Apache-2.0
declare module 'linebreak' {
  /** Iterates over the line break opportunities of a text (Unicode UAX #14). */
  class LineBreaker {
    constructor(text: string);
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
  export = LineBreaker;
}
