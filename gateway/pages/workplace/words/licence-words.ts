// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../../src/words';

/** What is said of licences, of files that are verified, and of uses that are recorded: apart, as not every page needs it. */
export const licenceWords = {
  verifyFilesHint: {
    en: 'Files stay on this machine: of each its SHA-256 digest is sent. Nothing is recorded. What nobody has registered can be sent to this gateway to be read, if you say so.',
    zh: '文件不离开本机，只发送各文件的 SHA-256 摘要值；核验不留存记录。未登记的文件，经您确认后才发送本机构网关读取。',
  },
  chooseFiles: { en: 'Choose files, any number of them', zh: '选择文件（可多选）' },
  filesUnregistered: {
    en: 'Files that nobody has registered, which may have been saved or printed again, or be a report or a receipt:',
    zh: '未登记的文件（可能经另存、打印，也可能是核验报告或存证回执），份数：',
  },
  sendToRead: {
    en: 'Send them to this gateway to be read; it keeps nothing',
    zh: '发送本机构网关读取（不留存）',
  },
  filesRead: { en: 'read', zh: '份已读取' },
  filesVerified: { en: 'verified', zh: '份已核验' },
  licence: { en: 'Licence', zh: '证照' },
  details: { en: 'Details', zh: '证照详情' },
  showDetails: { en: 'Show the details', zh: '查看详情' },
  detailsAreRecorded: {
    en: 'The ledger will record that you have used the details of this licence: who, when, for what purpose, on which legal basis. Its issuer and auditors see it.',
    zh: '账本将记录您使用了该证照的详情：由谁、何时、为何用途、依据何条款。颁发机构和审计人员可以看到。',
  },
  showName: { en: 'Show name and number', zh: '查看姓名和证件号码' },
  nameIsRecorded: {
    en: 'The ledger will record that you have opened name and number of this person, once: who, when, for what purpose, on which legal basis. They are shown here and stored nowhere.',
    zh: '账本将记录您本次查看了此人的姓名和证件号码：由谁、何时、为何用途、依据何条款。内容只在本页显示，不另行保存。',
  },
  purpose: { en: 'Purpose', zh: '用途' },
  basis: { en: 'Legal basis', zh: '法律依据' },
  choose: { en: 'Choose', zh: '请选择' },
  recordAndShow: { en: 'Record the use, and show', zh: '登记使用并查看' },
  openRecorded: { en: 'Open the file; that is recorded too', zh: '查阅文件（另行登记）' },
  recordedIn: { en: 'The use is recorded in block', zh: '使用已登记，区块' },
  status: { en: 'Status', zh: '状态' },
  issuer: { en: 'Issuer', zh: '颁发权限' },
  issuerCode: { en: 'Issued by', zh: '颁发机构' },
  proof: { en: 'Proof', zh: '存证' },
  asOf: { en: 'As of', zh: '截至' },
  supersededBy: { en: 'Replaced by', zh: '已被替换为' },
  supersedes: { en: 'Takes the place of', zh: '替换的证照' },
  publicVerdict: { en: 'What everybody sees', zh: '公开核验页' },
  holders: { en: 'Holders', zh: '持证主体' },
  validity: { en: 'Valid', zh: '有效期' },
  issuedOn: { en: 'Issued on', zh: '颁发日期' },
  lastChange: { en: 'Last change of status', zh: '最近一次状态变更' },
  restrictions: { en: 'Restrictions', zh: '限制' },
  versions: { en: 'Versions', zh: '历次版本' },
  showVersions: { en: 'Show all versions', zh: '查看历次版本' },
  versionsAreRecorded: {
    en: 'The ledger will record that you have used the details of this licence, those that it had before too: who, when, for what purpose, on which legal basis. Its issuer and auditors see it.',
    zh: '账本将记录您使用了该证照的详情（含历次版本）：由谁、何时、为何用途、依据何条款。颁发机构和审计人员可以看到。',
  },
  stood: { en: 'From – until', zh: '起止时间' },
  untilNow: { en: 'now', zh: '至今' },
  whatChanged: { en: 'What changed', zh: '变更内容' },
  olderVersions: { en: 'Show older versions; that is recorded too', zh: '更早的版本（另行登记）' },
  printedFiles: { en: 'Registered files', zh: '登记的文件' },
} as const satisfies Readonly<Record<string, Bilingual>>;
