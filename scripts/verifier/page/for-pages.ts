// SPDX-License-Identifier: Apache-2.0
// For pages of a gateway, which bundle it: what checks in a worker, and what shows its answers.
export { answerPage, type Question, type Told } from './answer-page';
export type { Answer } from './answer';
export { articleOf } from './article';
export { kindTexts } from './words';
