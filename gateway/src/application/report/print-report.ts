// SPDX-License-Identifier: Apache-2.0
import { PrintedDocument } from '../../rendition';
import type { TableRow } from '../../rendition';
import { verdictWords } from '../../words/verdict-words';
import type { Verdict } from '../verification/verdict';
import type { SealedReport } from './sealed-report';

const note =
  '本报告末尾带有核验机构的电子签封，并附有同一报告的数据文件 report.json。持各机构公开密钥者，无需联网即可' +
  '核对报告、存证回执及其所依据的日志树头；文件有任何改动，核对即不通过。';

/** Prints a sealed report as an A4 page in Chinese, with the report itself attached (PDF/A-3). */
export async function printReport(sealed: SealedReport, organisationName: string): Promise<Buffer> {
  const { report } = sealed;
  const document = new PrintedDocument({
    title: `核验报告 ${report.verificationId}`,
    author: organisationName,
    createdAt: new Date(report.verifiedAt),
    footer: report.verificationId,
    attachment: {
      name: 'report.json',
      mediaType: 'application/json',
      bytes: Buffer.from(JSON.stringify(sealed)),
    },
  });
  document.gap(26);
  document.paragraph('核验报告', { size: 30, weight: 'bold', align: 'center', colour: '#8c1d18' });
  document.gap(10);
  document.paragraph(report.verdict.valid ? '结论：有效' : '结论：不能认定有效', {
    size: 14,
    align: 'center',
  });
  document.gap(18);
  document.table([
    ...questionRows(sealed, organisationName),
    ...verdictRows(report.verdict),
    ...proofRows(sealed),
  ]);
  document.gap(22);
  document.paragraph(note, { size: 9, colour: '#666666' });
  return document.finish();
}

function questionRows({ report }: SealedReport, organisationName: string): TableRow[] {
  const { verdict, at, verifiedAt, verificationId } = report;
  return [
    { label: '核验编号', value: verificationId },
    { label: '核验机构', value: organisationName },
    { label: '核验时间', value: verifiedAt },
    ...(at === undefined ? [] : [{ label: '核验时点', value: at }]),
    ...(verdict.licence === undefined ? [] : [{ label: '电子证照标识', value: verdict.licence }]),
    ...(verdict.record === undefined ? [] : [{ label: '唯一标识码', value: verdict.record }]),
    ...(verdict.digest === undefined
      ? []
      : [{ label: '文件摘要', value: `${verdict.digest.algorithm} ${verdict.digest.value}` }]),
  ];
}

function verdictRows(verdict: Verdict): TableRow[] {
  const { statusReason, ending, origin, reasons, block, claimedAt, recordedAt } = verdict;
  const { integrity, status, issuer, proof, reason } = verdictWords;
  const why = statusReason === undefined ? '' : `（${statusReason.reason}）`;
  return [
    { label: '文件', value: integrity[verdict.integrity].zh },
    { label: '状态', value: `${status[verdict.status].zh}${why}` },
    ...(ending === undefined ? [] : [endingRow(ending)]),
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
function endingRow({ kind, reason, at }: NonNullable<Verdict['ending']>): TableRow {
  return { label: '终止情形', value: `${verdictWords.ending[kind].zh}（${reason}，决定时间 ${at}）` };
}

function proofRows({ report: { receipt, checkpoint, head } }: SealedReport): TableRow[] {
  const [origin = '', size = '', root = ''] = (receipt?.checkpoint ?? checkpoint ?? '').split('\n');
  return [
    ...(receipt === undefined ? [] : [{ label: '存证序号', value: String(receipt.index) }]),
    ...(size === '' ? [] : [{ label: '日志树头', value: `${origin}，${size} 条，${root}` }]),
    ...(head === undefined ? [] : [{ label: '树头见证时间', value: head.recordedAt }]),
  ];
}
