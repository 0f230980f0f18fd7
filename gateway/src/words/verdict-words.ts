// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from './language';

/** The names of the codes in a verdict (核验结论), by part. */
export const verdictWords = {
  integrity: {
    intact: { en: 'as registered', zh: '与登记一致' },
    altered: { en: 'not as registered', zh: '与登记不一致' },
    'not-asked': { en: 'no file was compared', zh: '未核对文件' },
    'not-on-ledger': { en: 'not on the ledger', zh: '账本无此登记' },
    unreachable: { en: 'the ledger cannot be reached', zh: '账本不可达' },
  },
  status: {
    'in-force': { en: 'in force', zh: '有效' },
    suspended: { en: 'suspended', zh: '暂停' },
    revoked: { en: 'revoked', zh: '撤销' },
    cancelled: { en: 'cancelled', zh: '注销' },
    expired: { en: 'expired', zh: '过期' },
    superseded: { en: 'superseded', zh: '已被替换' },
    'not-applicable': { en: 'not applicable', zh: '不适用' },
    unknown: { en: 'unknown', zh: '不明' },
  },
  issuer: {
    authorised: { en: 'authorised', zh: '有权' },
    'not-authorised': { en: 'not authorised', zh: '无权' },
    unknown: { en: 'unknown', zh: '不明' },
  },
  origin: {
    issued: { en: 'issued on this ledger', zh: '本账本签发' },
    registered: { en: 'registered as existing', zh: '存量补录（签发日期由登记机关申报）' },
  },
  proof: {
    proven: { en: 'logged, and cosigned by several organisations', zh: '已存证，多方共签' },
    pending: { en: 'not logged yet', zh: '待存证' },
    unavailable: { en: 'not logged', zh: '无存证' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Bilingual>>>>;
