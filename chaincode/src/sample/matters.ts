// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition, Predicate } from '../model';
import { licenceTypes } from './registry';

type MaterialDefinition = MatterDefinition['materials'][number];

function content(code: string, name: string, required = true): MaterialDefinition {
  return {
    code,
    name,
    required,
    accepts: ['content', 'record'],
  };
}

/** The seller's certificate is given as a licence: the ledger knows its status, so no copy is needed. */
const certificate = 'title-certificate';
const sellerInForce: Predicate = { licence: certificate, is: ['in-force'] };
const nothingInTheWay: Predicate[] = [
  { unrestricted: 'object', kinds: ['seizure', 'objection'] },
  { unrestricted: { licence: certificate }, kinds: ['seizure', 'objection'] },
];

/**
 * 不动产转移登记 after a sale: 受理, 初审, 复审, 核定, 登簿, then the fee and the new certificate. Shared by all regions. Its code is
 * fictitious, like region 99; type 07 is an administrative confirmation (行政确认).
 */
export const realEstateTransfer: MatterDefinition = {
  id: '99071590000101',
  name: '不动产转移登记（买卖）',
  // 民法典 art. 212: the registry examines what the applicant submits.
  basis: 'civil-code:212',
  materials: [
    content('application', '不动产登记申请书'),
    content('inquiry', '询问笔录'),
    content('identity-buyer', '权利人身份证明'),
    content('identity-seller', '义务人身份证明'),
    {
      code: certificate,
      name: '不动产权证书',
      required: true,
      accepts: ['licence'],
      licenceType: licenceTypes.realEstate,
    },
    content('sale-contract', '存量房买卖合同'),
    content('tax-receipt', '完税凭证'),
    content('fee-receipt', '缴费收据', false),
  ],
  acceptance: { all: [{ materials: 'required' }, ...nothingInTheWay, sellerInForce] },
  steps: [
    { code: 'initial-review', name: '初审', role: 'reviewer', gives: 'review' },
    { code: 'second-review', name: '复审', role: 'reviewer', gives: 'review' },
    { code: 'decide', name: '核定', role: 'decider', gives: 'granted' },
    {
      code: 'register',
      name: '登簿',
      role: 'registrar',
      gives: 'registered',
      requires: { all: [...nothingInTheWay, sellerInForce] },
    },
  ],
  completion: {
    all: [
      { decided: 'register', as: 'approve' },
      { materials: 'required' },
      { material: 'fee-receipt' },
      ...nothingInTheWay,
      sellerInForce,
    ],
  },
  workingDays: 7,
  objectKind: 'real-estate-unit',
  outcomes: [
    { kind: 'issue-licence', licenceType: licenceTypes.realEstate },
    {
      kind: 'change-licence',
      material: certificate,
      to: 'cancelled',
      reason: 'transfer',
      // 民法典 art. 214: a transfer takes effect with its entry in the register.
      basis: 'civil-code:214',
    },
  ],
  archive: { category: 'ZY·BDC', retention: 'Y' },
};
