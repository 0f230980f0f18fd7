// SPDX-License-Identifier: Apache-2.0
import { buyer, newborn } from '@guidang/chaincode/sample';
import { chineseDate } from '@guidang/gateway/rendition';
import type { PaperSet } from './joint-papers';

/** The materials of 新生儿出生一件事, which the buyer of the other demo hands in for her child. */
export const newbornPapers: PaperSet = {
  window: '示范市妇幼保健院出生一件事窗口',
  at: '2026-11-18T01:00:00Z',
  applicant: { role: '母亲', person: buyer },
  papers: {
    application: {
      title: '出生一件事申请表',
      rows: [
        ['新生儿姓名', newborn.name],
        ['性别', newborn.sex],
        ['申请事项', '出生医学证明、出生登记、居民医保参保、社会保障卡'],
      ],
    },
    'delivery-record': {
      title: '分娩信息',
      rows: [
        ['出生日期', chineseDate(newborn.birthDate)],
        ['接生机构', '示范市妇幼保健院'],
      ],
    },
    'mother-identity': { title: '母亲身份证明', rows: [['性别', buyer.sex]] },
    'household-book': {
      title: '居民户口簿',
      rows: [
        ['户别', '家庭户'],
        ['与户主关系', '户主'],
      ],
    },
    'marriage-certificate': { title: '结婚证', rows: [['持证人', buyer.name]] },
    'bank-card': {
      title: '银行卡信息',
      rows: [
        ['开户行', '示范市农村商业银行望潮支行'],
        ['用途', '社会保障卡待遇账户'],
      ],
    },
  },
};
