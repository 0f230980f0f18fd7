// SPDX-License-Identifier: Apache-2.0
import type { CaseActName } from '@guidang/chaincode/model';
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

/** What is done with a case: the acts of the table of states. */
export const caseActWords = {
  accept: { en: 'accept', zh: '受理' },
  'not-accept': { en: 'do not accept', zh: '不予受理' },
  'ask-supplement': { en: 'ask for a supplement', zh: '告知补正' },
  pause: { en: 'pause', zh: '暂停' },
  resume: { en: 'resume', zh: '恢复' },
  withdraw: { en: 'withdraw', zh: '撤回申请' },
  terminate: { en: 'terminate', zh: '终止' },
  complete: { en: 'complete, once its conditions hold', zh: '条件成立后办结' },
  'add-materials': { en: 'add materials', zh: '补充材料' },
  answer: { en: 'answer questions', zh: '回答问题' },
  decide: { en: 'decide a step', zh: '办理环节' },
  'acceptance-deadline': { en: 'report the time limit of acceptance', zh: '报告受理期限届满' },
  'decision-deadline': { en: 'report the time limit of the decision', zh: '报告办理期限届满' },
  deliver: { en: 'prove the delivery', zh: '送达' },
  access: { en: 'read its materials', zh: '查阅材料' },
  'access-note': {
    en: 'read its opinions, replaced files and proof of delivery',
    zh: '查阅意见、被替换的材料和送达回证',
  },
} as const satisfies Readonly<Record<CaseActName, Bilingual>>;
