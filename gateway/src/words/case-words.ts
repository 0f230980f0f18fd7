// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from './language';

/** The names of the states of a case (办件). */
export const caseStateWords = {
  submitted: { en: 'submitted', zh: '已提交' },
  'not-accepted': { en: 'not accepted', zh: '不予受理' },
  supplement: { en: 'to be supplemented', zh: '待补正' },
  accepted: { en: 'accepted', zh: '已受理' },
  review: { en: 'in review', zh: '审查中' },
  paused: { en: 'paused', zh: '已暂停' },
  granted: { en: 'granted', zh: '准予' },
  refused: { en: 'refused', zh: '不予许可' },
  registered: { en: 'registered', zh: '已登簿' },
  closed: { en: 'closed', zh: '已办结' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
  terminated: { en: 'terminated', zh: '已终止' },
} as const satisfies Readonly<Record<string, Bilingual>>;
