// SPDX-License-Identifier: Apache-2.0
import type { DemoOfficer } from '@guidang/chaincode/sample';

/** Who act on a part at its department: who takes it in, and who take its two steps. */
export interface Handling {
  readonly acceptor: DemoOfficer;
  readonly first: DemoOfficer;
  readonly second: DemoOfficer;
}

/** Who act in a joint matter (一件事). */
export interface Cast {
  /** At the window, which takes the whole application. */
  readonly window: DemoOfficer;
  /** Of the window's department: reads the record of the whole, and its receipt. */
  readonly reader: DemoOfficer;
  /** By the codes of the parts. */
  readonly parts: Readonly<Record<string, Handling>>;
}

/** Who takes a part in also takes its first step. */
export function handling(reviewer: DemoOfficer, second: DemoOfficer): Handling {
  return { acceptor: reviewer, first: reviewer, second };
}

/** Each once. */
export function officersIn({ window, reader, parts }: Cast): readonly DemoOfficer[] {
  const handlings = Object.values(parts).flatMap(({ acceptor, first, second }) => [acceptor, first, second]);
  return [...new Set([window, reader, ...handlings])];
}
