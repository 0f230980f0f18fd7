// SPDX-License-Identifier: Apache-2.0
import type { LogCode } from '../log/log-error';
import type { CatalogueEntry } from './entry';

/** The witness's status codes are those of C2SP tlog-witness. */
export const logEntries: Readonly<Record<LogCode, CatalogueEntry>> = {
  'checkpoint-malformed': {
    status: 400,
    title: { en: 'Malformed checkpoint', zh: '检查点格式有误' },
    retry: 'none',
    text: {
      en: 'The body is no request to cosign a checkpoint: an old size, a consistency proof, an empty line, a signed note.',
      zh: '请求体不是检查点联署请求：旧的大小、一致性证明、空行和已签名的检查点。',
    },
  },
  'checkpoint-unsigned': {
    status: 403,
    title: { en: 'Checkpoint not signed', zh: '检查点未签名' },
    retry: 'none',
    text: {
      en: "No key of the log that counts for this size has signed the checkpoint, or such a key's signature does not fit.",
      zh: '没有对该大小有效的日志密钥签署此检查点，或者该密钥的签名不符。',
    },
  },
  'log-unknown': {
    status: 404,
    title: { en: 'Unknown log', zh: '未知日志' },
    retry: 'none',
    text: {
      en: 'The gateway cosigns heads of its own network alone, or has cosigned none yet.',
      zh: '本网关只联署本网络的日志头，或者尚未联署过。',
    },
  },
  'checkpoint-inconsistent': {
    status: 422,
    title: { en: 'Inconsistent checkpoint', zh: '检查点不一致' },
    retry: 'none',
    text: {
      en: 'The checkpoint is not what this gateway has computed, or not consistent with what it cosigned. Two roots of one size are an alarm.',
      zh: '检查点与本网关计算的结果不符，或与其已联署的检查点不一致。同一大小出现两个根即为警报。',
    },
  },
  'leaves-missing': {
    status: 503,
    title: { en: 'Leaves missing', zh: '日志条目尚未到齐' },
    retry: 'same',
    text: {
      en: "The gateway's own peer has not brought it all the leaves of the checkpoint yet.",
      zh: '本机构的节点尚未送达该检查点的全部条目。',
    },
  },
  'head-missing': {
    status: 503,
    title: { en: 'No head yet', zh: '尚无日志头' },
    retry: 'same',
    text: {
      en: 'No head of the log is anchored yet, and without one nothing can be proven.',
      zh: '日志头尚未上链锚定，目前无法出具证明。',
    },
  },
  'proof-pending': {
    status: 503,
    title: { en: 'Proof pending', zh: '存证尚未完成' },
    retry: 'same',
    text: {
      en: 'No anchored head of the log covers yet what the report would say: it is sealed only as of such a head, which follows within seconds.',
      zh: '尚无已锚定的日志树头涵盖报告所述内容：报告只按已锚定的树头签封，通常数秒内即可。',
    },
  },
  'keys-missing': {
    status: 503,
    title: { en: 'No keys to seal with', zh: '没有可用的签章密钥' },
    retry: 'same',
    text: {
      en: "The ledger has no current keys of this gateway's organisation: they come with its founding or by a proposal.",
      zh: '账本上没有本机构当前的密钥：密钥随机构加入或经提案登记。',
    },
  },
  'receipt-malformed': {
    status: 422,
    title: { en: 'Malformed receipt', zh: '存证回执格式有误' },
    retry: 'none',
    text: {
      en: 'The text is no receipt: not a C2SP tlog-proof with its leaf in the extra line.',
      zh: '该文本不是存证回执：不是附带叶子的 C2SP tlog-proof。',
    },
  },
  'head-set-aside': {
    status: 422,
    title: { en: 'Head set aside', zh: '日志头已作废' },
    retry: 'none',
    text: {
      en: 'A majority of the organisations has set the head of this receipt aside: it was none of the log. Ask for a new receipt of the event.',
      zh: '多数机构已将此回执所依据的日志头作废：它不属于本日志。请重新获取该事件的存证回执。',
    },
  },
};
