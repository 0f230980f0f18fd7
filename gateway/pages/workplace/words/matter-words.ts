// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../../src/words';

/** What is said of matters (政务服务事项). */
export const matterWords = {
  flow: { en: 'How a case goes', zh: '办理流程' },
  application: { en: 'Application', zh: '申请' },
  acceptance: { en: 'Acceptance', zh: '受理' },
  completion: { en: 'Completion, by itself', zh: '自动办结' },
  archived: { en: 'archived', zh: '归档' },
  asks: { en: 'asks', zh: '询问' },
  once: { en: 'once', zh: '条件' },
  issues: { en: 'issues a licence of the type', zh: '颁发证照，种类' },
  changes: { en: 'changes the licence', zh: '变更证照' },
  materialsTitle: { en: 'Materials', zh: '材料' },
  accepts: { en: 'given as', zh: '可提供' },
  matterNumber: { en: 'Code', zh: '事项编码' },
  legalBasis: { en: 'Legal basis', zh: '法律依据' },
  days: { en: 'Working days from acceptance', zh: '自受理起工作日' },
  owner: { en: 'Owned by', zh: '所属机构' },
  shared: { en: 'all organisations, by consent', zh: '各机构共同确定' },
  alwaysBegins: { en: 'begins with the application', zh: '申请时即开始' },
  findings: { en: 'What its checker finds', zh: '事项检查结果' },
  findingsNone: { en: 'Nothing is wrong with it.', zh: '未发现问题。' },
  findingsWait: { en: 'Being checked; this takes two seconds at most …', zh: '正在检查，最多约两秒……' },
  findingFault: { en: 'fault', zh: '问题' },
  findingOpen: { en: 'to be looked at', zh: '待核实' },
  allMatters: { en: 'Matters in force', zh: '生效中的事项' },
} as const satisfies Readonly<Record<string, Bilingual>>;
