// SPDX-License-Identifier: Apache-2.0
import type { Input } from './input';

/** One parser of bytes from outside, opened. */
export interface OpenTarget {
  /** Valid inputs, which are mutated. */
  readonly samples: readonly Buffer[];
  /**
   * Parses.
   * @returns nothing for what was read, or refused by an error of {@link Target.refusals}; a promise if it is a stream
   *   or waits.
   */
  readonly run: (input: Input) => unknown;
  readonly close?: () => Promise<void>;
}

/** A parser, and how it may refuse. */
export interface Target {
  readonly name: string;
  /** What it reads, and from whom. */
  readonly reads: string;
  /** How many inputs a long run gives it. */
  readonly inputs: number;
  /** The errors that it throws on purpose. */
  readonly refusals: readonly (abstract new (...parameters: never) => Error)[];
  /** Whether chunks and endings matter to it. */
  readonly isStream?: boolean;
  /** Whether it reads, or refuses, each line by itself, so that many short ones take longer than one long one. */
  readonly isOfLines?: boolean;
  /** Its longest input; by default 256 KiB. */
  readonly bytesMax?: number;
  /** How long a stream may take to be read or refused, once all of it is there; by default ten seconds. */
  readonly answerMs?: number;
  /** Words of its grammar. */
  readonly tokens?: readonly string[];
  readonly open: () => OpenTarget | Promise<OpenTarget>;
}

export const longRun = { usual: 1_000_000, dear: 100_000 } as const;
