// SPDX-License-Identifier: Apache-2.0
import { buyer } from '@guidang/chaincode/sample';
import type { PaperSet } from './joint-papers';

/** A made-up company, whose founder is the buyer of the other demo. */
const company = {
  name: '示范市观澜街书铺有限公司',
  address: '示范省示范市望潮区观澜街16号1幢底层',
  business: '图书零售',
  capital: '人民币壹拾万元整',
} as const;

/** The materials of 企业开办一件事. */
export const companyPapers: PaperSet = {
  window: '示范市企业开办综合窗口',
  at: '2026-11-16T01:00:00Z',
  applicant: { role: '法定代表人', person: buyer },
  papers: {
    application: {
      title: '企业开办申请表',
      rows: [
        ['企业名称', company.name],
        ['住所', company.address],
        ['经营范围', company.business],
        ['注册资本', company.capital],
        ['纳税人信息', '小规模纳税人，查账征收'],
      ],
    },
    identity: { title: '法定代表人身份证明', rows: [['职务', '执行董事、法定代表人']] },
    address: {
      title: '住所使用证明',
      rows: [
        ['坐落', company.address],
        ['用途', '商业'],
      ],
    },
    articles: {
      title: '公司章程',
      rows: [
        ['公司名称', company.name],
        ['股东', '一人，认缴全部注册资本'],
      ],
    },
    'bank-account': { title: '存款账户账号报告', rows: [['账户性质', '基本存款账户']] },
    employees: { title: '参保人员名册', rows: [['参保人数', '1 人，即法定代表人']] },
    'seal-application': {
      title: '公章刻制申请',
      rows: [['印章', '公章、财务专用章、发票专用章各一枚']],
    },
  },
};
