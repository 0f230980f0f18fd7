// SPDX-License-Identifier: Apache-2.0
import LineBreaker from 'linebreak';

interface Segment {
  readonly text: string;
  readonly endsLine: boolean;
}

/**
 * Breaks a text into lines no wider than `width`, at the opportunities of Unicode UAX #14 (so no line starts with a
 * Chinese full stop); breaks inside a word only if the word alone is too wide.
 *
 * @param widthOf - measures a text in the units of `width`
 * @returns at least one line; trailing white space of a line is dropped
 */
export function wrapText(text: string, width: number, widthOf: (text: string) => number): string[] {
  const fits = (candidate: string): boolean => widthOf(candidate.trimEnd()) <= width;
  const lines: string[] = [];
  let line = '';
  for (const segment of segmentsOf(text)) {
    if (line !== '' && !fits(line + segment.text)) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += segment.text;
    while (!fits(line)) {
      const head = longestFittingHead(line, fits);
      lines.push(head.trimEnd());
      line = line.slice(head.length);
    }
    if (segment.endsLine) {
      lines.push(line.trimEnd());
      line = '';
    }
  }
  if (line !== '' || lines.length === 0) {
    lines.push(line.trimEnd());
  }
  return lines;
}

function* segmentsOf(text: string): Generator<Segment> {
  const breaker = new LineBreaker(text);
  let start = 0;
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    yield { text: text.slice(start, next.position), endsLine: next.required };
    start = next.position;
  }
}

/** Binary search, since measuring is expensive; at least one character, so that the caller always makes progress. */
function longestFittingHead(text: string, fits: (text: string) => boolean): string {
  const characters = Array.from(text);
  let least = 1;
  let most = characters.length;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(characters.slice(0, middle).join(''))) {
      least = middle;
    } else {
      most = middle - 1;
    }
  }
  return characters.slice(0, least).join('');
}
