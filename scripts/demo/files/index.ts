// SPDX-License-Identifier: Apache-2.0
import { identityScan } from './identity-paper';
import { buyer, seller } from '@guidang/chaincode/sample';
import { applicationForm, inquiryRecord, titleCertificate } from './registry-papers';
import { feeReceipt, saleContract, taxReceipt } from './sale-papers';

export { buyer, personalTexts, seller, type SamplePerson } from '@guidang/chaincode/sample';
export * from './property';

export type DemoFileCode =
  | 'application'
  | 'inquiry'
  | 'identity-buyer'
  | 'identity-seller'
  | 'title-certificate'
  | 'sale-contract'
  | 'tax-receipt'
  | 'fee-receipt';

export interface DemoFile {
  readonly code: DemoFileCode;
  /** The file's name as a clerk would give it; it names no person. */
  readonly name: string;
  readonly mediaType: 'application/pdf' | 'image/jpeg';
  readonly bytes: Buffer;
}

/**
 * The files of a real-estate transfer (不动产转移登记) between two made-up people. Every run gives the same bytes.
 */
export async function demoFiles(): Promise<DemoFile[]> {
  return [
    pdf('application', '不动产登记申请书', await applicationForm()),
    pdf('inquiry', '询问笔录', await inquiryRecord()),
    jpeg('identity-buyer', '权利人身份证明', await identityScan(buyer, 28)),
    jpeg('identity-seller', '义务人身份证明', await identityScan(seller, 41)),
    pdf('title-certificate', '不动产权证书', await titleCertificate()),
    pdf('sale-contract', '存量房买卖合同', await saleContract()),
    pdf('tax-receipt', '完税凭证', await taxReceipt()),
    pdf('fee-receipt', '缴费收据', await feeReceipt()),
  ];
}

function pdf(code: DemoFileCode, name: string, bytes: Buffer): DemoFile {
  return { code, name: `${name}.pdf`, mediaType: 'application/pdf', bytes };
}

function jpeg(code: DemoFileCode, name: string, bytes: Buffer): DemoFile {
  return { code, name: `${name}.jpg`, mediaType: 'image/jpeg', bytes };
}
