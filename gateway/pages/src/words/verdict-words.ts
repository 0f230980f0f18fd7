// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from './language';

/** The names of the codes in a verdict (核验结论), by part. */
export const verdictWords = {
  integrity: {
    intact: { en: 'as registered', zh: '与登记一致' },
    altered: { en: 'not as registered', zh: '与登记不一致' },
    'not-comparable': { en: 'could not be compared by this digest', zh: '按此摘要值无法核对' },
    'other-document': { en: 'a document of another kind', zh: '系另一种文件' },
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
    'file-names-several': {
      en: 'the file is not registered, and names several licences: ask about each by itself',
      zh: '该文件未登记，且其中出现多个证照标识：请逐一核验',
    },
    'file-altered': { en: 'the file is not as registered', zh: '文件与登记不一致' },
    'digest-not-comparable': {
      en: 'the file is registered by another algorithm than that of this digest',
      zh: '文件登记的摘要算法与所给摘要值不同，无法核对',
    },
    'file-is-report': {
      en: 'the file says that it is a verification report: check it at /verify or with the offline verifier, and compare the file of the licence here',
      zh: '文件自称是核验报告，并非登记的证照文件：报告请在核验页面（/verify）或用离线核验工具核对，此处请改用证照文件',
    },
    'file-is-receipt': {
      en: 'the file is a receipt: send its text as `receipt`, or check it at /verify or with the offline verifier',
      zh: '文件是存证回执，并非登记的文件：请将其文本填入 receipt，或在核验页面（/verify）、用离线核验工具核对',
    },
    'file-is-export': {
      en: 'the file is an export for an audit: check it at /verify or with the offline verifier',
      zh: '文件是审计导出，并非登记的文件：请在核验页面（/verify）或用离线核验工具核对',
    },
    'file-is-keys': {
      en: 'the file holds public keys of the log, by which receipts and reports are checked: there is nothing to verify in it',
      zh: '文件是日志公钥，用于核对回执和报告，本身无可核验',
    },
    'file-is-answer': {
      en: 'the file is an answer of a gateway without a seal, a verdict or an error: it proves nothing; fetch what was meant again',
      zh: '文件是网关未盖章的应答（核验结论或错误信息），不能证明任何事：请重新获取所需的文件',
    },
    'report-seal-absent': {
      en: 'the report has no seal at its end: it was saved or printed again, cut off, or forged',
      zh: '报告末尾没有电子签封：可能经另存、打印、截断，也可能系伪造',
    },
    'report-seal-broken': {
      en: 'the seal of the report does not hold: it was changed, or is forged',
      zh: '报告的电子签封不成立：报告经改动，或系伪造',
    },
    'report-seal-unknown': {
      en: 'the seal of the report is by a key that does not count on this ledger now: of another network, retired, or made up',
      zh: '报告的电子签封所用密钥现不为本账本承认：可能属于另一网络、已停用，也可能系伪造',
    },
    'file-of-other-kind': {
      en: 'it is no registered file of a licence or record',
      zh: '该文件不是登记的证照或档案文件',
    },
    'receipt-of-other-log': {
      en: 'the receipt is of the log of another network: it is checked at a gateway of that network, or with its keys by the offline verifier',
      zh: '该存证回执属于另一网络的日志：请在该网络的网关，或用其公钥以离线核验工具核对',
    },
    'receipt-proves-nothing': {
      en: 'the receipt proves nothing here: something of it was changed, or it is of another log of this name',
      zh: '该存证回执在此不能证明任何事：内容经改动，或属于另一个同名的日志',
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
