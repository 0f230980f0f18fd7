// SPDX-License-Identifier: Apache-2.0
import type { DocumentDescription, TableRow } from '../../rendition';
import { verdictWords } from '@guidang/pages/words';
import type { Verdict } from '../verification/verdict';
import type { SealedReport } from './sealed-report';

const note =
  '本报告末尾带有核验机构的电子签封，并附有同一报告的数据文件 report.json。持各机构公开密钥者，无需联网即可' +
  '核对报告、存证回执及其所依据的日志树头；文件有任何改动，核对即不通过。';

/** What is printed in place of identifiers and codes. */
export interface ReportNames {
  readonly organisation: string;
  /** What the code book calls the reasons and legal bases of the verdict, by code. */
  readonly reasons: ReadonlyMap<string, string>;
  readonly bases: ReadonlyMap<string, string>;
}

/** A sealed report as an A4 page in Chinese, with the report itself attached (PDF/A-3). */
export function reportDocument(sealed: SealedReport, names: ReportNames): DocumentDescription {
  const { report } = sealed;
  const conclusion = report.verdict.valid ? '结论：有效' : '结论：不能认定有效';
  return {
    options: {
      title: `核验报告 ${report.verificationId}`,
      author: names.organisation,
      createdAt: new Date(report.verifiedAt),
      footer: report.verificationId,
      attachment: {
        name: 'report.json',
        mediaType: 'application/json',
        bytes: Buffer.from(JSON.stringify(sealed)),
      },
    },
    blocks: [
      { kind: 'gap', height: 26 },
      {
        kind: 'paragraph',
        text: '核验报告',
        style: { size: 30, weight: 'bold', align: 'center', colour: '#8c1d18' },
      },
      { kind: 'gap', height: 10 },
      { kind: 'paragraph', text: conclusion, style: { size: 14, align: 'center' } },
      { kind: 'gap', height: 18 },
      {
        kind: 'table',
        rows: [...questionRows(sealed, names), ...verdictRows(report.verdict, names), ...proofRows(sealed)],
      },
      { kind: 'gap', height: 22 },
      { kind: 'paragraph', text: note, style: { size: 9, colour: '#666666' } },
    ],
  };
}

function questionRows({ report }: SealedReport, { organisation }: ReportNames): TableRow[] {
  const { verdict, at, verifiedAt, verificationId } = report;
  return [
    { label: '核验编号', value: verificationId },
    { label: '核验机构', value: organisation },
    { label: '核验时间', value: verifiedAt },
    ...(at === undefined ? [] : [{ label: '核验时点', value: at }]),
    ...(verdict.licence === undefined ? [] : [{ label: '电子证照标识', value: verdict.licence }]),
    ...(verdict.record === undefined ? [] : [{ label: '唯一标识码', value: verdict.record }]),
    ...(verdict.digest === undefined
      ? []
      : [{ label: '文件摘要', value: `${verdict.digest.algorithm} ${verdict.digest.value}` }]),
  ];
}

function verdictRows(verdict: Verdict, names: ReportNames): TableRow[] {
  const {
    statusReason,
    ending,
    supersededBy,
    pendingRenewal,
    origin,
    reasons,
    block,
    claimedAt,
    recordedAt,
  } = verdict;
  const { integrity, status, issuer, proof, reason } = verdictWords;
  const why = statusReason === undefined ? '' : `（${whyText(statusReason, names)}）`;
  return [
    { label: '文件', value: integrity[verdict.integrity].zh },
    { label: '状态', value: `${status[verdict.status].zh}${why}` },
    ...(ending === undefined ? [] : [endingRow(ending, names)]),
    ...(supersededBy === undefined ? [] : [{ label: '替换证照', value: supersededBy }]),
    ...(pendingRenewal === undefined
      ? []
      : [{ label: '延续申请', value: `已于 ${pendingRenewal.filedOn} 受理，尚未决定` }]),
    { label: '颁发权限', value: issuer[verdict.issuer].zh },
    ...(origin === undefined ? [] : [{ label: '来源', value: verdictWords.origin[origin].zh }]),
    { label: '存证', value: proof[verdict.proof].zh },
    ...(reasons.length === 0
      ? []
      : [{ label: '理由', value: reasons.map((code) => reason[code].zh).join('；') }]),
    ...(claimedAt === undefined ? [] : [{ label: '自称时间', value: claimedAt }]),
    ...(recordedAt === undefined ? [] : [{ label: '见证时间', value: recordedAt }]),
    ...(block === undefined ? [] : [{ label: '账本区块', value: String(block) }]),
  ];
}

/** Printed for earlier days too, which it may tell apart from simply valid ones. */
function endingRow(ending: NonNullable<Verdict['ending']>, names: ReportNames): TableRow {
  const { kind, at } = ending;
  return {
    label: '终止情形',
    value: `${verdictWords.ending[kind].zh}（${whyText(ending, names)}，决定时间 ${at}）`,
  };
}

/** 原因与依据: by their names, with the codes that the ledger holds. */
function whyText(
  { reason, basis }: Pick<NonNullable<Verdict['statusReason']>, 'reason' | 'basis'>,
  { reasons, bases }: ReportNames,
): string {
  return `${codeText(reason, reasons)}，依据 ${codeText(basis, bases)}`;
}

function codeText(code: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(code);
  return name === undefined ? code : `${name} ${code}`;
}

function proofRows({ report: { receipt, checkpoint, head } }: SealedReport): TableRow[] {
  const [origin = '', size = '', root = ''] = (receipt?.checkpoint ?? checkpoint ?? '').split('\n');
  return [
    ...(receipt === undefined ? [] : [{ label: '存证序号', value: String(receipt.index) }]),
    ...(size === '' ? [] : [{ label: '日志树头', value: `${origin}，${size} 条，${root}` }]),
    ...(head === undefined ? [] : [{ label: '树头见证时间', value: head.recordedAt }]),
  ];
}
