// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../../src/words';

/** What is said of one's own uses. */
export const historyWords = {
  hint: {
    en: 'What you have opened, and why, as the ledger has recorded it; newest first. Only your own.',
    zh: '您查阅、使用过的内容及理由，以账本登记为准，最近的在前。此处不显示他人的登记。',
  },
  when: { en: 'When', zh: '时间' },
  kind: { en: 'What was done', zh: '行为' },
  anyKind: { en: 'anything', zh: '全部' },
  subject: { en: 'Of what', zh: '对象' },
  only: { en: 'Only of', zh: '仅限对象' },
  all: { en: 'of everything', zh: '全部对象' },
  shown: { en: 'shown', zh: '条' },
  none: { en: 'Nothing is recorded of you here.', zh: '没有您的使用登记。' },
  noneYet: { en: 'Nothing yet, as far as was looked back.', zh: '目前查找的范围内没有，可继续向前查找。' },
} as const satisfies Readonly<Record<string, Bilingual>>;
