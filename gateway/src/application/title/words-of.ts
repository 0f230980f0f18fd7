// SPDX-License-Identifier: Apache-2.0

/** The dictionary of words is that of the ICU in Node: what another one has divided is divided anew. */
export const dictionary = `icu ${process.versions.icu ?? 'none'}`;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const hanRuns = /[\p{Script=Han}〇]+/gu;

/** A text as it is compared: without width, case, accents and what stands between words. */
export function folded(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}+/gu, '');
  return plain.normalize('NFKC').toLowerCase();
}

/**
 * What somebody looks for: the words of the text, each of which must occur. Single characters that stand side by side
 * are kept together: so a name that the dictionary does not know is one word (知夏, not 知 and 夏).
 */
export function wordsSought(text: string): readonly string[] {
  const words: string[] = [];
  let isSingle = false;
  for (const { segment, isWordLike } of segmenter.segment(folded(text))) {
    if (isWordLike !== true) {
      isSingle = false;
      continue;
    }
    const single = isSingleHan(segment);
    if (single && isSingle) words.push(`${words.pop() ?? ''}${segment}`);
    else words.push(segment);
    isSingle = single;
  }
  return [...new Set(words)];
}

/**
 * The keys under which a text is found: pairs of neighbouring Chinese characters, whatever the dictionary makes of them,
 * and whole words of other scripts.
 */
export function keysOf(text: string): ReadonlySet<string> {
  const keys = new Set<string>();
  const plain = folded(text);
  for (const [run] of plain.matchAll(hanRuns)) {
    const characters = Array.from(run);
    for (const [index, character] of characters.slice(0, -1).entries()) {
      keys.add(`${character}${characters[index + 1] ?? ''}`);
    }
  }
  for (const { segment, isWordLike } of segmenter.segment(plain)) {
    if (isWordLike === true && !/\p{Script=Han}/u.test(segment)) keys.add(segment);
  }
  return keys;
}

function isSingleHan(word: string): boolean {
  return Array.from(word).length === 1 && /\p{Script=Han}|〇/u.test(word);
}
