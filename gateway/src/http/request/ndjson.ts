// SPDX-License-Identifier: Apache-2.0
import { finished } from 'node:stream';
import type { Readable } from 'node:stream';
import split from 'split2';
import { Problem } from '../problem';
import { tooLarge } from './read-body';

/** One line of a stream: its text, and its number counted from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/**
 * Yields the non-empty lines of a body; holds one line in memory at a time.
 * @param bytesMax maximum bytes of one line
 * @throws {Problem} `content-too-large` for a longer line, `body-malformed` if the client disconnects early.
 */
export async function* numberedLines(body: Readable, bytesMax: number): AsyncGenerator<NumberedLine> {
  let number = 0;
  // Blank lines end here: a body of nothing else costs no step of the loop for each.
  const lineOf = (text: string): NumberedLine | undefined => {
    number += 1;
    return text.trim() === '' ? undefined : { number, text };
  };
  const lines = split(lineOf, { maxLength: bytesMax });
  // Not a pipeline: destroying the request would destroy the socket, and the answer with it.
  body.pipe(lines);
  let cut: Error | undefined;
  finished(body, (error) => {
    if (error === undefined || error === null) return;
    cut = error;
    lines.destroy(error);
  });
  try {
    yield* lines as AsyncIterable<NumberedLine>;
  } catch {
    if (cut === undefined) throw tooLarge(bytesMax);
    throw new Problem('body-malformed', 'the body ended early', { field: 'body', cause: cut });
  }
}
