// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../../src/words';

/** What is said of what an applicant has already (一次采集). */
export const offerWords = {
  title: { en: 'What the applicant has already', zh: '申请人已有的' },
  hint: {
    en: 'Look here first: what an organisation has is taken from there, and not asked of the applicant again. This matter takes so:',
    zh: '请先查这里：各机构已有的直接引用，不再要求申请人提交。本事项可引用的材料：',
  },
  recorded: {
    en: 'The ledger will record that you have looked, for this purpose and on this legal basis:',
    zh: '账本将记录您本次查看，用途和法律依据为：',
  },
  pass: { en: 'Go on without looking', zh: '不查看，直接收材料' },
  passed: {
    en: 'You have not looked. Before the case is opened the gateway looks, and says what there is.',
    zh: '尚未查看。收件时网关仍会核对，已有的会提示您。',
  },
  over: {
    en: 'The look of before no longer covers this; looking again is recorded anew.',
    zh: '先前的查看已失效；再次查看将重新登记。',
  },
  none: { en: 'There is nothing on the ledger that can be taken.', zh: '账本上没有可引用的。' },
  found: { en: 'to take', zh: '项可引用' },
  take: { en: 'Take', zh: '引用' },
  taken: { en: 'taken from the ledger', zh: '已引用' },
  as: { en: 'as', zh: '作为' },
  licence: { en: 'licence', zh: '证照' },
  record: { en: 'record', zh: '档案' },
  valid: { en: 'valid', zh: '有效期' },
  unlimited: { en: 'without end', zh: '长期' },
  filed: { en: 'filed', zh: '归档' },
  from: { en: 'from', zh: '来自' },
  unfit: { en: 'cannot be taken', zh: '不可引用' },
  onlySome: {
    en: 'Licences that are suspended, revoked or cancelled are not listed; the dossier shows them.',
    zh: '暂扣、撤销、吊销、注销的证照不在此列，可在档案调阅中查看。',
  },

  missingTitle: { en: 'What the applicant still brings', zh: '还需申请人提供' },
  missing: { en: 'Still missing', zh: '还差' },
  above: { en: ' (see above)', zh: '（见上，可引用）' },
  missingNone: { en: 'Every required material is there.', zh: '必需材料已齐。' },
  optional: { en: 'If there is any', zh: '如有可补' },
  instead: { en: 'Ask the applicant for it all the same', zh: '仍要申请人提交' },
  another: { en: 'Take another one, by its identifier', zh: '引用另一份（填写标识）' },
  insteadHint: {
    en: 'A paper instead of what is on the ledger needs a reason, which is recorded and counted.',
    zh: '账本上已有而另收材料的，须选择理由；理由将登记并计数。',
  },
  ofOtherType: {
    en: 'This licence is of another type than the material takes',
    zh: '该证照的类型不符合本材料要求',
  },
  ofOtherKind: { en: 'This is something else', zh: '所填不是本材料要求的种类' },
  changed: {
    en: 'What was taken as this material has changed since: go back, and look at it again:',
    zh: '以下材料所引用的内容已有变更，请返回重新查看：',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
