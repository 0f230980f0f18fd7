// SPDX-License-Identifier: Apache-2.0

/**
 * Why an applicant is asked for what an offer covers (国务院令第716号 art. 7: what sharing provides is not asked for
 * again). A closed list, so that it can be counted.
 */
export const askingReasons = [
  /** Law or regulation asks for the original itself. */
  'original-required',
  /** What is offered is out of date. */
  'outdated',
  /** What is offered is wrong, or was altered. */
  'incorrect',
  /** Another paper is meant than what is offered. */
  'another-meant',
  /** It can be had from nowhere just now. */
  'unreachable',
  /** The applicant has brought it unasked. */
  'brought-unasked',
] as const;

export type AskingReason = (typeof askingReasons)[number];
