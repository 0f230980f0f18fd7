// SPDX-License-Identifier: Apache-2.0
import { chineseDate } from './chinese-date';
import { renderDocument } from './document';
import type { DocumentDescription } from './document';
import type { FallbackFont } from './fonts';
import type { TableRow } from './printed-document';

/** The data printed on a licence. */
export interface LicenceSheet {
  /** The licence's name, such as 不动产权证书. */
  readonly title: string;
  /** GB/T 36904. */
  readonly identifier: string;
  readonly issuerName: string;
  /** Unified social credit code. */
  readonly issuerCode: string;
  /** The holder as it may be shown on the printed file. */
  readonly holderDisplay: string;
  /** ISO 8601 date. */
  readonly validFrom: string;
  /** ISO 8601 date; absent if the licence does not expire. */
  readonly validUntil?: string;
  /** ISO 8601 instant; also the file's creation date. */
  readonly issuedAt: string;
  readonly fields: readonly TableRow[];
  /** The URL in the QR code. */
  readonly verificationUrl: string;
  readonly notice?: string;
  /** See {@link PrintedDocumentOptions.salt}. */
  readonly salt?: string;
}

const authorityNote =
  '本文件是电子证照的打印件。证照的内容与状态以账本的登记为准；扫描二维码，或在核验网址输入证照标识，' +
  '可核验本证照是否真实、是否现行有效。';

/**
 * Renders the printable file of a licence (制证) as an A4 PDF. The same sheet always gives the same bytes, because the
 * digest of the file is registered on the ledger.
 *
 * @throws RangeError if a date is not ISO 8601; UnprintableText if no font has a character; Error if the verification
 * address is too long for a QR code
 */
export async function renderLicence(
  licence: LicenceSheet,
  fonts: readonly FallbackFont[] = [],
): Promise<Buffer> {
  return renderDocument(licenceDocument(licence), fonts);
}

/** What {@link renderLicence} renders. @throws RangeError if a date is not ISO 8601 */
export function licenceDocument(licence: LicenceSheet): DocumentDescription {
  return {
    options: {
      title: `${licence.title} ${licence.identifier}`,
      author: licence.issuerName,
      createdAt: new Date(licence.issuedAt),
      footer: licence.identifier,
      ...(licence.salt === undefined ? {} : { salt: licence.salt }),
    },
    blocks: [
      { kind: 'gap', height: 26 },
      {
        kind: 'paragraph',
        text: licence.title,
        style: { size: 30, weight: 'bold', align: 'center', colour: '#8c1d18' },
      },
      { kind: 'gap', height: 10 },
      {
        kind: 'paragraph',
        text: '电子证照标识',
        style: { size: 9, align: 'center', colour: '#666666' },
      },
      {
        kind: 'paragraph',
        text: licence.identifier,
        style: { size: 10.5, align: 'center', monospaced: true },
      },
      { kind: 'gap', height: 18 },
      { kind: 'table', rows: licenceRows(licence) },
      { kind: 'gap', height: 22 },
      {
        kind: 'qr-code',
        content: licence.verificationUrl,
        notes: [
          ...(licence.notice === undefined ? [] : [licence.notice]),
          authorityNote,
          `核验网址：${licence.verificationUrl}`,
        ],
      },
    ],
  };
}

function licenceRows(licence: LicenceSheet): TableRow[] {
  const until = licence.validUntil === undefined ? '长期' : chineseDate(licence.validUntil);
  return [
    { label: '持证主体', value: licence.holderDisplay },
    ...licence.fields,
    { label: '有效期限', value: `${chineseDate(licence.validFrom)} 至 ${until}` },
    { label: '颁发机构', value: licence.issuerName },
    { label: '颁发机构代码', value: licence.issuerCode },
    { label: '颁发日期', value: chineseDate(licence.issuedAt) },
  ];
}
