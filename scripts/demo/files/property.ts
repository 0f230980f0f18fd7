// SPDX-License-Identifier: Apache-2.0
import { seller } from '@guidang/chaincode/sample';

/** The home that changes hands. Its location is the seller's address, and therefore personal data. */
export const property = {
  location: seller.address,
  /** 不动产单元号: 28 characters; region 999999 is allotted to nobody. */
  unitNumber: '999999001001GB00001F00010001',
  rightType: '国有建设用地使用权 / 房屋所有权',
  rightNature: '出让 / 市场化商品房',
  use: '城镇住宅用地 / 住宅',
  area: '共有宗地面积 12,345.60 m² / 房屋建筑面积 98.76 m²',
  term: '国有建设用地使用权至 2089 年 6 月 30 日止',
  sharing: '单独所有',
} as const;

/** The seller's certificate, issued on paper before the ledger existed. */
export const sellerCertificate = {
  number: '示(2019)示范市不动产权第0012345号',
  issuedAt: '2019-07-01T02:00:00Z',
} as const;

export const sale = {
  contractNumber: 'SF-2026-11-0088',
  priceYuan: '1,280,000.00',
  priceInWords: '人民币壹佰贰拾捌万元整',
  deedTaxYuan: '12,800.00',
  registrationFeeYuan: '80.00',
  signedAt: '2026-11-12T03:00:00Z',
  taxPaidAt: '2026-11-13T01:30:00Z',
  appliedAt: '2026-11-16T01:00:00Z',
  feePaidAt: '2026-11-16T02:10:00Z',
} as const;

export const offices = {
  registry: '示范市不动产登记中心',
  naturalResources: '示范市自然资源和规划局',
  tax: '国家税务总局示范市税务局（演示）',
} as const;
