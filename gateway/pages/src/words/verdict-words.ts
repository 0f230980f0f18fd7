// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from './language';

/** The names of the codes in a verdict (核验结论), by part. */
export const verdictWords = {
  integrity: {
    intact: { en: 'as registered', zh: '与登记一致' },
    altered: { en: 'not as registered', zh: '与登记不一致' },
    'not-comparable': { en: 'could not be compared by this digest', zh: '按此摘要值无法核对' },
    'not-asked': { en: 'no file was compared', zh: '未核对文件' },
    'not-on-ledger': { en: 'not on the ledger', zh: '账本无此登记' },
    unreachable: { en: 'the ledger cannot be reached', zh: '账本不可达' },
  },
  status: {
    'not-yet-in-force': { en: 'not yet in force', zh: '尚未生效' },
    'in-force': { en: 'in force', zh: '有效' },
    suspended: { en: 'suspended', zh: '暂扣' },
    revoked: { en: 'revoked', zh: '撤销、撤回或吊销' },
    cancelled: { en: 'cancelled', zh: '注销' },
    expired: { en: 'expired', zh: '过期' },
    superseded: { en: 'superseded', zh: '已被替换' },
    'not-applicable': { en: 'not applicable', zh: '不适用' },
    unknown: { en: 'unknown', zh: '不明' },
  },
  ending: {
    annulment: { en: 'annulled: void from the start', zh: '撤销，自始无效' },
    withdrawal: { en: 'withdrawn: ended with the decision', zh: '撤回，自决定之日起失效' },
    penalty: { en: 'revoked as a penalty: ended with the decision', zh: '吊销，自决定之日起失效' },
    'wrongly-made': {
      en: 'the certificate was wrongly made, which says nothing about its holder',
      zh: '证书错制，与持证主体无关',
    },
    unknown: { en: 'revoked, it is not known how', zh: '撤销、撤回或吊销，种类不明' },
  },
  reason: {
    'file-empty': {
      en: 'the file is empty: it was not loaded, or not saved',
      zh: '文件为零字节，可能下载或保存失败',
    },
    'file-not-registered': {
      en: 'the file names this licence and is not its registered file: saved or printed again, or forged',
      zh: '文件中写有该证照标识，但不是登记的文件：可能经另存、打印，也可能系伪造',
    },
    'file-altered': { en: 'the file is not as registered', zh: '文件与登记不一致' },
    'digest-not-comparable': {
      en: 'the file is registered by another algorithm than that of this digest',
      zh: '文件登记的摘要算法与所给摘要值不同，无法核对',
    },
    'not-on-ledger': { en: 'it is not on the ledger', zh: '账本无此登记' },
    'ledger-unreachable': { en: 'the ledger cannot be reached', zh: '账本不可达' },
    'licence-not-yet-in-force': { en: 'the licence is not in force yet', zh: '证照尚未生效' },
    'licence-suspended': { en: 'the licence is suspended', zh: '证照已被暂扣' },
    'licence-revoked': { en: 'the licence was revoked', zh: '证照已被撤销、撤回或吊销' },
    'licence-cancelled': { en: 'the licence is cancelled', zh: '证照已注销' },
    'licence-expired': { en: 'the licence has expired', zh: '证照已过期' },
    'licence-superseded': { en: 'the licence was replaced', zh: '证照已被替换' },
    'status-unknown': { en: 'the status is not known', zh: '状态不明' },
    'recorded-later': {
      en: 'a change claims to be older than this moment, and was recorded after it',
      zh: '有变更自称发生于该时点之前，但其后才被见证记录',
    },
    'licence-void-from-start': { en: 'the licence was void from the start', zh: '证照自始无效' },
    'licence-wrongly-made': { en: 'the certificate was wrongly made', zh: '证书错制' },
    'revocation-kind-unknown': {
      en: 'revoked since, and it is not known whether from the start',
      zh: '此后被撤销、撤回或吊销，是否自始无效不明',
    },
    'issuer-not-authorised': { en: 'the issuer had no authority', zh: '颁发机构无权颁发' },
    'issuer-unknown': { en: "the issuer's authority is not known", zh: '颁发权限不明' },
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
