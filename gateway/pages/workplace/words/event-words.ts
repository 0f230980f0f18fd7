// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../../src/words';

/** The events of cases and licences, and the uses that are recorded. */
export const eventWords: Readonly<Record<string, Bilingual>> = {
  'case.opened': { en: 'opened', zh: '收件' },
  'case.part-changed': { en: 'a part went on', zh: '子事项进展' },
  'case.materials-added': { en: 'materials added', zh: '补充材料' },
  'case.state-changed': { en: 'state changed', zh: '状态变更' },
  'case.decided': { en: 'step decided', zh: '办理环节' },
  'case.completed': { en: 'completed by itself', zh: '自动办结' },
  'case.archived': { en: 'archived', zh: '归档' },
  'case.delivered': { en: 'delivery proven', zh: '送达' },
  'case.accessed': { en: 'file read', zh: '查阅文件' },
  'case.asked-despite-offer': { en: 'asked for in spite of an offer', zh: '有可用数据仍要求提供' },
  'case.content-arrived': { en: 'file arrived', zh: '文件送达' },
  'case.completion-asked': { en: 'completion asked for', zh: '请求办结' },
  'licence.issued': { en: 'issued', zh: '颁发' },
  'licence.registered': { en: 'registered as existing', zh: '存量补录' },
  'licence.status-changed': { en: 'status changed', zh: '状态变更' },
  'licence.rendition-added': { en: 'printable file registered', zh: '登记版式文件' },
  'licence.used': { en: 'details used', zh: '使用详情' },
  'person.used': { en: 'name of a person opened', zh: '查看人员姓名' },
  'person.inspected': { en: 'own entry shown to a person', zh: '本人查阅' },
  'record.accessed': { en: 'record used', zh: '利用档案' },
  'search.recorded': { en: 'searched', zh: '检索' },
  'dossier.consulted': { en: 'dossier looked at', zh: '调阅案卷' },
  'dossier.glass-broken': { en: 'dossier opened in an emergency', zh: '紧急调阅案卷' },
  'licence.numbered': { en: 'printed number entered', zh: '登记证照编号' },
  'licence.linked': { en: 'linked to its record', zh: '关联档案' },
  'licence.renewal-filed': { en: 'renewal applied for', zh: '申请换证' },
  'licence.renewal-decided': { en: 'renewal decided', zh: '换证办结' },
  'case.deadline-passed': { en: 'time limit passed', zh: '期限届满' },
};
