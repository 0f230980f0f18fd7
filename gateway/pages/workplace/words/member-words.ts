// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../../src/words';

/** The members of a licence that a new version may change. */
export const memberWords: Readonly<Record<string, Bilingual>> = {
  status: { en: 'status', zh: '状态' },
  statusReason: { en: 'reason of the status', zh: '状态依据' },
  revocation: { en: 'revocation', zh: '撤销或吊销' },
  holders: { en: 'holders', zh: '持证主体' },
  object: { en: 'object', zh: '标的' },
  validFrom: { en: 'first day', zh: '有效期起' },
  validUntil: { en: 'last day', zh: '有效期止' },
  attributes: { en: 'attributes', zh: '公开属性' },
  fields: { en: 'fields', zh: '照面信息' },
  printedNumber: { en: 'printed number', zh: '证照编号' },
  renditions: { en: 'registered files', zh: '登记的文件' },
  issuer: { en: 'issuer', zh: '颁发机构' },
  issuedBy: { en: 'issuer of then', zh: '原颁发机构' },
  organisation: { en: 'organisation', zh: '所属组织' },
  moved: { en: 'moved to another organisation', zh: '划转组织' },
  case: { en: 'case', zh: '办件' },
  record: { en: 'record', zh: '档案' },
  supersedes: { en: 'the licence that it replaces', zh: '替换的证照' },
  supersededBy: { en: 'the licence that replaces it', zh: '替换它的证照' },
  supersededFrom: { en: 'replaced from', zh: '替换起始日' },
  pendingRenewal: { en: 'renewal asked for', zh: '换证申请' },
};
