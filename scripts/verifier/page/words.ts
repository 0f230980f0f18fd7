// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '../src/errors';
import type { Answer } from './answer';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];
type Both = Readonly<Record<Language, string>>;

function both(zh: string, en: string): Both {
  return { zh, en };
}

/** Texts of `verify.html` by the name in its `data-text`, and of what its script adds. */
export const texts = {
  title: both('离线核验', 'Offline verification'),
  lead: both(
    '核验归档系统（Guidang）的存证回执、核验报告和审计导出。文件只在本机读取，本页不连接网络。',
    'Checks receipts, verification reports and audit exports of Guidang. Files are read on this machine only; this page connects to nothing.',
  ),
  howTitle: both('怎么用', 'How to use it'),
  how: both(
    '选择或拖入公钥文件，以及要核验的回执、报告或导出；也可以同时放入原件，看回执指的是不是它。',
    'Choose or drop the file of public keys and the receipts, reports or exports to check; add a document to see whether a receipt names it.',
  ),
  trust: both(
    '全部信任都来自公钥文件：请向多家单位的网关各取一份（/api/v1/log/keys），比对后再用。',
    'All trust rests on the file of keys: fetch it from the gateways of several organisations (/api/v1/log/keys), and compare before use.',
  ),
  choose: both(
    '选择文件（可多选，也可拖到页面任何位置）',
    'Choose files (several at once; or drop them anywhere on the page)',
  ),
  clear: both('清空', 'Clear'),
  print: both('打印', 'Print'),
  results: both('核验结果', 'Results'),
  none: both('还没有选择文件。', 'No file chosen yet.'),
  working: both('正在核验', 'Checking'),
  done: both('核验完毕。文件数：', 'Checked. Files: '),
  failed: both(
    '无法核验：本浏览器没有运行核验程序。请换用新版浏览器，或用命令行核验工具。',
    'Not checked: this browser did not run the check. Use a newer browser, or the command line verifier.',
  ),
  noProof: both(
    '核验通过说明文件属实、未被改动；不说明公钥文件是真的，也不说明证照现在有效。',
    'A sound result says that a file is genuine and unaltered; not that the keys are the right ones, nor that a licence is valid today.',
  ),
  pageVersion: both('本页版本', 'Version of this page'),
  detail: both('细节', 'detail'),
  namedBy: both('指明本文件的回执', 'named by'),
  digest: both('摘要', 'digest'),
  organisations: both('单位', 'organisations'),
  event: both('事件', 'event'),
  subject: both('对象', 'subject'),
  officer: both('经办', 'by'),
  claimedAt: both('声称时间', 'claimed at'),
  cosigners: both('联署单位', 'cosigned by'),
  cosignedAt: both('联署时间', 'cosigned at'),
  headSize: both('日志条数', 'leaves under the head'),
  sealedBy: both('盖章单位', 'sealed by'),
  verifiedAt: both('报告时间', 'report of'),
  asOf: both('所问时点', 'as of'),
  verdict: both('报告所述结论（由盖章单位负责）', 'verdict, on the word of the organisation'),
  path: both('在日志中的路径', 'Its path in the log'),
  leaf: both('条目', 'leaf'),
  treeOf: both('日志条数', 'of a tree of'),
  leafHash: both('条目的哈希', 'Hash of the leaf'),
  left: both('左', 'Left'),
  right: both('右', 'Right'),
  reached: both('已算得', 'reached so far'),
  sibling: both('回执给出', 'given by the receipt'),
  together: both('合并哈希', 'Hashed together'),
  headRoot: both('日志头的根哈希', "Root of the log's head"),
  leads: both('路径通向日志头的根哈希。', "The path leads to the root of the log's head."),
  leadsOnly: both(
    '路径通向回执所附日志头的根哈希；但该日志头未得证明，见上。',
    'The path leads to the root of the head in the receipt; but that head is not proven, see above.',
  ),
  leadsNot: both(
    '路径通向另一个根哈希：这个事件不在该日志头之下。',
    'The path leads to another root: the event is not under this head.',
  ),
  leaves: both('导出条数', 'leaves'),
  selected: both('所选条数', 'selected leaves'),
} as const;

/** The class and sign of a result: none of them but `good` is green or has a tick. */
interface Look {
  readonly look: 'good' | 'bad' | 'unknown' | 'partial';
  readonly sign: string;
}

export interface ShownResult extends Look {
  readonly words: Both;
}

export const resultLooks: Readonly<Record<Answer['result'], Look>> = {
  proven: { look: 'good', sign: '✓' },
  wrong: { look: 'bad', sign: '✗' },
  'not-checked': { look: 'unknown', sign: '?' },
  'not-complete': { look: 'partial', sign: '◐' },
  given: { look: 'unknown', sign: 'i' },
};

export const resultTexts: Readonly<Record<Answer['result'], Both>> = {
  proven: both('核验通过：属实，未被改动', 'Proven: genuine and unaltered'),
  wrong: both('核验不通过：有错', 'Wrong'),
  'not-checked': both('未能核验：是否属实不得而知', 'Not checked: whether it is genuine is not known'),
  'not-complete': both(
    '所含内容属实；是否完整未得证明',
    'What it holds is genuine; that nothing is missing is not proven',
  ),
  given: both(
    '用作公钥：本页不能判断它们是否真实',
    'Used as keys: this page cannot tell whether they are the right ones',
  ),
};

/** Of a genuine report whose verdict is another than valid. */
export const notValidResult: ShownResult = {
  ...resultLooks['not-complete'],
  words: both(
    '报告属实，未被改动；但它的结论不是“有效”',
    'The report is genuine and unaltered, but its verdict is not “valid”',
  ),
};

/** Of a file that evidence may name. */
export const documentTexts: Readonly<Record<Answer['result'], Both>> = {
  ...resultTexts,
  proven: both('核验通过：就是回执所指的文件', 'Proven: it is the file that a receipt names'),
  wrong: both('核验不通过：没有一份回执指的是它', 'Wrong: none of the receipts names it'),
  'not-checked': both(
    '未能核验：没有属实的回执可比，只算出摘要',
    'Not checked: there is no proven receipt to compare it with, only its digest',
  ),
};

export const kindTexts: Readonly<Record<Answer['kind'], Both>> = {
  keys: both('公钥', 'keys'),
  document: both('文件', 'document'),
  evidence: both('凭据', 'evidence'),
  receipt: both('存证回执', 'receipt'),
  report: both('核验报告', 'verification report'),
  export: both('审计导出', 'audit export'),
};

export const verdictTexts = {
  valid: both('有效', 'valid'),
  invalid: both('不是有效', 'not valid'),
} as const;

/** The parts of a check, by the verifier's names. */
const checkTexts: Readonly<Record<string, Both>> = {
  keys: both('公钥文件', 'file of keys'),
  pdf: both('PDF 的印章', 'seal of the PDF'),
  seal: both('印章', 'seal'),
  verdict: both('结论', 'verdict'),
  recorded: both('记录时间', 'recorded time'),
  head: both('日志头及联署', "the log's head and its cosignatures"),
  receipt: both('回执', 'receipt'),
  inclusion: both('事件在日志中', 'the event is in the log'),
  event: both('事件内容', 'the event'),
  document: both('文件', 'document'),
  evidence: both('凭据', 'evidence'),
  leaves: both('全部条目', 'all leaves'),
  proofs: both('各条目的证明', 'proof of each leaf'),
  counts: both('条数', 'counts'),
  lines: both('各行格式', 'form of the lines'),
  sequence: both('次序', 'order'),
  events: both('各事件', 'events'),
  states: both('各状态', 'states'),
  subject: both('所属对象', 'subjects'),
  completeness: both('完整性', 'completeness'),
};

const codeTexts: Readonly<Record<ErrorCode, Both>> = {
  malformed: both(
    '格式不对，无法核验。请重新取得文件。',
    'It is not of its format, so it was not checked. Fetch the file again.',
  ),
  'limit-exceeded': both(
    '超出核验工具的上限，无法核验。',
    'It is larger than the verifier takes, so it was not checked.',
  ),
  unreadable: both(
    '文件读不出来，无法核验。请重新选择。',
    'The file cannot be read, so it was not checked. Choose it again.',
  ),
  usage: both(
    '缺少需要的文件，无法核验。请放入一份（且只放一份）公钥文件。',
    'It was not checked for want of a file. Add one file of keys, and one only.',
  ),
  origin: both('导出所称的日志与其日志头不符。', 'The export names another log than its head.'),
  'other-log': both(
    '属于另一个日志，不是这些公钥的，无法核验。请取得该日志的公钥文件。',
    'It is of another log than the keys are for, so it was not checked. Fetch the keys of that log.',
  ),
  signature: both(
    '签名不成立：内容被改动，或签名是伪造的。',
    'A signature does not hold: the content was altered, or the signature forged.',
  ),
  unsigned: both('缺少有效的签名。', 'No key that counts has signed it.'),
  quorum: both('联署的单位不够数。', 'Too few organisations have cosigned.'),
  'set-aside': both(
    '该日志头已被多数单位作废。请重新取得回执。',
    'A majority has set this head aside. Get the receipt anew.',
  ),
  proof: both(
    '证明不成立：这个事件不在该日志里，或被改动。',
    'The proof does not hold: the event is not in this log, or was altered.',
  ),
  document: both('不是事件所指的文件。', 'It is not the document that the event names.'),
  state: both('状态与事件所记不符。', 'A state is not the one that its event names.'),
  sequence: both('有条目缺失、重复或次序颠倒。', 'Leaves are missing, repeated or in another order.'),
  count: both('条数与所称不符。', 'The counts are not those of the leaves.'),
  undated: both(
    '用的是已停用的公钥，又无从确定时间，无法核验。',
    'Its key is retired and nothing dates it, so it was not checked.',
  ),
  'keys-older': both(
    '所给公钥中没有签名用的公钥，无法核验：公钥可能较旧，或属于另一个同名的日志。请向出具该文件的单位取得新的公钥文件。',
    'The keys do not have those that signed it, so it was not checked: they may be older, or of another log of that name. Fetch newer ones from where the file comes from.',
  ),
  report: both('报告自相矛盾，或与已证事实不符。', 'The report contradicts itself, or what is proven.'),
};

const holds = both('成立', 'holds');

/** What ended the whole check goes by its code. */
export function checkTitle(check: string, language: Language): string {
  const title = new Map([...Object.entries(codeTexts), ...Object.entries(checkTexts)]).get(check);
  return title?.[language] ?? check;
}

export function codeSentence(code: ErrorCode | undefined, language: Language): string {
  return (code === undefined ? holds : codeTexts[code])[language];
}
