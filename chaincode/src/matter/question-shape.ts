// SPDX-License-Identifier: Apache-2.0
// Without schemas: pages bundle it.

/** Who attests an answer: the applicant, whose words the window takes down, or the officer of a step, by role. */
export const answerers = ['applicant', 'reviewer', 'decider', 'registrar'] as const;

export type Answerer = (typeof answerers)[number];

/** An answer that can be given, in the words in which it is asked. */
interface Choice {
  readonly code: string;
  readonly text: { readonly zh: string; readonly en: string };
}

const yesOrNo: readonly Choice[] = [
  { code: 'yes', text: { zh: '是', en: 'yes' } },
  { code: 'no', text: { zh: '否', en: 'no' } },
];

/** The answers that a question has: yes and no, where its matter names no others. */
export function choicesOf({
  choices,
}: {
  readonly choices?: readonly Choice[] | undefined;
}): readonly Choice[] {
  return choices ?? yesOrNo;
}
