// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../../src/words';

/** Why the page signs something not: what it was given is not what its reader has seen. */
export class NotSigned extends Error {
  readonly words: Bilingual;

  constructor(words: Bilingual) {
    super(words.en);
    this.name = 'NotSigned';
    this.words = words;
  }
}
