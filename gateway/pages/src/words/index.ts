// SPDX-License-Identifier: Apache-2.0
export { askingReasonWords } from './asking-reason-words';
export { caseActWords, caseStateWords } from './case-words';
export { attributesInWords } from './attribute-words';
export { restrictionWords, unmetWords } from './condition-words';
export { malformedInChinese } from './identifier-words';
export type { Bilingual, Language } from './language';
export { pageWords } from './page-words';
export { roleWords } from './role-words';
export { verdictWords } from './verdict-words';
