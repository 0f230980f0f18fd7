// SPDX-License-Identifier: Apache-2.0
import type { CreditState } from '@guidang/chaincode/model';
import type { Bilingual } from '../../src/words';

/** How an entry on credit stands. */
export const creditStateWords = {
  'in-force': { en: 'in force', zh: '有效' },
  lifted: { en: 'lifted', zh: '已修复' },
  over: { en: 'over', zh: '已期满' },
} as const satisfies Readonly<Record<CreditState, Bilingual>>;

/** What is said of entries on credit (信用记录). */
export const creditWords = {
  title: { en: 'What came of the promises', zh: '承诺核查结果' },
  hint: {
    en: 'A promise that was found to be false, or was not kept, is recorded on the applicant’s credit. Another officer of this department lifts it once it is repaired; it is never deleted.',
    zh: '经核查发现承诺不实或未履行的，记入申请人的信用记录。信用修复后由本部门另一名经办人解除；记录不会删除。',
  },
  record: { en: 'Record on the applicant’s credit', zh: '记入信用记录' },
  lift: { en: 'Lift (credit repaired)', zh: '信用修复' },
  promised: { en: 'What was promised', zh: '承诺事项' },
  kind: { en: 'What was found', zh: '认定' },
  subject: { en: 'Whose credit', zh: '信用主体' },
  id: { en: 'Number of the entry', zh: '记录编号' },
  idHint: {
    en: 'Letters, digits and . : _ / -, such as XY-2026-1. Every organisation reads it: no names, no personal numbers.',
    zh: '字母、数字和 . : _ / -，例如 XY-2026-1。各组织均可见，不得填写姓名、证件号码或电话号码。',
  },
  from: { en: 'From', zh: '起日' },
  until: { en: 'Until (without one: until it is lifted)', zh: '止日（不填则直至修复）' },
  noEnd: { en: 'until it is lifted', zh: '直至修复' },
  since: { en: 'from', zh: '自' },
  to: { en: 'until', zh: '至' },
  ofCase: { en: 'case', zh: '办件' },
  repairedOn: { en: 'lifted on', zh: '修复于' },
} as const satisfies Readonly<Record<string, Bilingual>>;
