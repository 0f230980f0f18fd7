// SPDX-License-Identifier: Apache-2.0
import type { LedgerErrorCode } from '../ledger/ledger-error';
import type { FailureCode } from '../outbox/outcome';
import type { CatalogueEntry } from './entry';

/** Errors of the ledger and of reaching it. With status 503, nothing has been half done. */
export const ledgerEntries: Readonly<Record<LedgerErrorCode | FailureCode, CatalogueEntry>> = {
  'contract-refused': {
    status: 500,
    title: { en: 'Contract refused', zh: '合约拒绝' },
    retry: 'none',
    text: {
      en: 'The contract refused in a way that the gateway cannot read: their versions differ. For the operator.',
      zh: '合约以网关无法读取的方式拒绝：双方版本不同。请联系运维人员。',
    },
  },
  'endorser-unavailable': {
    status: 503,
    title: { en: 'Endorser unavailable', zh: '背书机构不可用' },
    retry: 'same',
    text: {
      en: 'An organisation that must endorse this change, such as the owner of the licence, cannot be reached.',
      zh: '必须为此更改背书的机构（例如证照的所属机构）无法连接。',
    },
  },
  'endorsement-mismatch': {
    status: 503,
    title: { en: 'Endorsers disagree', zh: '背书结果不一致' },
    retry: 'same',
    text: {
      en: 'The endorsing peers gave different answers, as when one of them lags.',
      zh: '背书节点给出了不同的结果，例如其中某个节点落后。',
    },
  },
  'ledger-unreachable': {
    status: 503,
    title: { en: 'Ledger unreachable', zh: '无法连接账本' },
    retry: 'same',
    text: {
      en: 'The peer or the ordering service cannot be reached. Nothing was done.',
      zh: '节点或排序服务无法连接。未执行任何操作。',
    },
  },
  'outcome-unknown': {
    status: 503,
    title: { en: 'Outcome unknown', zh: '结果未知' },
    retry: 'unknown',
    text: {
      en: 'The transaction was sent and no answer came. The gateway goes on; ask again under the same Idempotency-Key.',
      zh: '交易已发出但没有应答。网关会继续处理；请用同一个 Idempotency-Key 再次查询。',
    },
  },
  'status-timeout': {
    status: 503,
    title: { en: 'Commit not seen in time', zh: '未及时看到提交' },
    retry: 'unknown',
    text: {
      en: 'The block of a write, or of the record of a read, did not arrive in time. Nothing was shown; it may still come.',
      zh: '写入或利用记录所在的区块未及时到达。未展示任何内容；该区块仍可能到达。',
    },
  },
  'clock-skew': {
    status: 503,
    title: { en: 'Clock skew', zh: '时钟偏差' },
    retry: 'same',
    text: {
      en: "The gateway's clock is too far from the peers'. For the operator.",
      zh: '网关的时钟与节点的时钟相差过大。请联系运维人员。',
    },
  },
  'network-unsupported': {
    status: 500,
    title: { en: 'Network not supported', zh: '不支持该网络' },
    retry: 'none',
    text: {
      en: 'The configured client library cannot serve this network. For the operator.',
      zh: '所配置的客户端库不能用于此网络。请联系运维人员。',
    },
  },
  'ledger-damaged': {
    status: 500,
    title: { en: 'Ledger damaged', zh: '账本已损坏' },
    retry: 'none',
    text: {
      en: 'The stored ledger fails its own check; `npm run fsck` says where. For the operator.',
      zh: '存储的账本未通过自检；`npm run fsck` 会指出位置。请联系运维人员。',
    },
  },
  'ledger-closed': {
    status: 503,
    title: { en: 'Ledger closed', zh: '账本已关闭' },
    retry: 'same',
    text: {
      en: 'The gateway is shutting down.',
      zh: '网关正在关闭。',
    },
  },
  'read-conflict': {
    status: 503,
    title: { en: 'Too many concurrent changes', zh: '并发更改过多' },
    retry: 'same',
    text: {
      en: 'Others kept changing what the write reads, up to the limit of attempts. Nothing was done.',
      zh: '写入所读取的内容不断被他人更改，已达重试上限。未执行任何操作。',
    },
  },
  'transaction-invalid': {
    status: 500,
    title: { en: 'Transaction invalid', zh: '交易无效' },
    retry: 'none',
    text: {
      en: 'The transaction was ordered and found invalid, up to the limit of attempts. It changed nothing.',
      zh: '交易已排序但被判为无效，已达重试上限。未更改任何内容。',
    },
  },
  'outbox-full': {
    status: 503,
    title: { en: 'Too many writes in work', zh: '处理中的写入过多' },
    retry: 'same',
    text: {
      en: 'The gateway takes no more writes until some are done. Nothing was done.',
      zh: '在部分写入完成之前，网关不再接受新的写入。未执行任何操作。',
    },
  },
  'caller-busy': {
    status: 429,
    title: { en: 'Too many writes of one caller in work', zh: '该调用者处理中的写入过多' },
    retry: 'same',
    text: {
      en: 'The caller has more writes in work than its share. Wait for some of them. Nothing was done.',
      zh: '该调用者处理中的写入超过其份额，请等待其中一部分完成。未执行任何操作。',
    },
  },
  'outbox-closed': {
    status: 503,
    title: { en: 'Shutting down', zh: '正在关闭' },
    retry: 'same',
    text: {
      en: 'The gateway takes no more writes. Nothing was done.',
      zh: '网关不再接受写入。未执行任何操作。',
    },
  },
};
