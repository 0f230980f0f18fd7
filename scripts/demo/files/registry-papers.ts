// SPDX-License-Identifier: Apache-2.0
import { chineseDate } from '@guidang/gateway/rendition';
import type { TableRow } from '@guidang/gateway/rendition';
import { personRows, section, signatures, startPaper } from './paper';
import { buyer, seller } from '@guidang/chaincode/sample';
import { offices, property, sale, sellerCertificate } from './property';

const propertyRows: readonly TableRow[] = [
  { label: '坐落', value: property.location },
  { label: '不动产单元号', value: property.unitNumber },
  { label: '权利类型', value: property.rightType },
  { label: '权利性质', value: property.rightNature },
  { label: '用途', value: property.use },
  { label: '面积', value: property.area },
  { label: '使用期限', value: property.term },
];

/** 不动产登记申请书: signed by both parties. */
export function applicationForm(): Promise<Buffer> {
  const document = startPaper({
    title: '不动产登记申请书',
    author: offices.registry,
    createdAt: sale.appliedAt,
  });
  document.table([
    { label: '申请登记事由', value: '转移登记（买卖）' },
    ...personRows('权利人', buyer),
    ...personRows('义务人', seller),
  ]);
  section(document, '不动产情况');
  document.table([...propertyRows, { label: '原不动产权证号', value: sellerCertificate.number }]);
  section(document, '登记原因及证明');
  document.table([
    { label: '登记原因', value: '买卖' },
    { label: '登记原因证明', value: `存量房买卖合同（${sale.contractNumber}）；完税凭证` },
    { label: '申请证书版式', value: '单一版；不分别持证' },
  ]);
  document.gap(10);
  document.paragraph('本申请人对填写的上述内容及提交的申请材料的真实性负责。', { size: 10.5 });
  const date = chineseDate(sale.appliedAt);
  signatures(document, [`权利人签字：${buyer.name}　${date}`, `义务人签字：${seller.name}　${date}`]);
  return document.finish();
}

/** 询问笔录: what the registry asked both parties before it accepted. */
export function inquiryRecord(): Promise<Buffer> {
  const document = startPaper({
    title: '不动产登记询问笔录',
    author: offices.registry,
    createdAt: sale.appliedAt,
  });
  document.table([
    { label: '询问时间', value: chineseDate(sale.appliedAt) },
    { label: '询问地点', value: `${offices.registry}受理窗口` },
    { label: '被询问人', value: `${buyer.name}（权利人）；${seller.name}（义务人）` },
  ]);
  const answers: readonly (readonly [string, string])[] = [
    ['申请登记事项是否为双方真实意思表示？', '双方均答：是。'],
    ['申请登记的不动产是共有，还是单独所有？', '双方均答：单独所有。'],
    ['该不动产是否存在查封、异议或者抵押？', '义务人答：没有。'],
    ['该不动产是否设有居住权，或者出租给他人？', '义务人答：没有。'],
    ['价款是否已按合同支付，税费是否已缴清？', '双方均答：已支付，已缴清。'],
    ['是否知晓以虚假材料骗取登记应当承担的法律责任？', '双方均答：知晓。'],
  ];
  document.gap(12);
  answers.forEach(([question, answer], index) => {
    document.paragraph(`问${index + 1}：${question}`, { size: 11, weight: 'bold' });
    document.paragraph(`答：${answer}`, { size: 11 });
    document.gap(6);
  });
  document.paragraph('以上笔录经被询问人核对，与所述一致。', { size: 11 });
  signatures(document, [`被询问人签字：${buyer.name}　${seller.name}`, '询问人：受理岗　记录人：受理岗']);
  return document.finish();
}

/** 不动产权证书 of the seller. */
export function titleCertificate(): Promise<Buffer> {
  const document = startPaper({
    title: '不动产权证书',
    author: offices.naturalResources,
    createdAt: sellerCertificate.issuedAt,
    accent: '#8c1d18',
  });
  document.paragraph(sellerCertificate.number, { size: 12, align: 'center' });
  document.gap(14);
  document.table([
    { label: '权利人', value: seller.name },
    { label: '证件号码', value: seller.citizenNumber },
    { label: '共有情况', value: property.sharing },
    ...propertyRows,
    { label: '权利其他状况', value: '房屋结构：钢筋混凝土；房屋总层数：18；所在层：5；竣工时间：2018年' },
    { label: '附记', value: '业务号：2019070100041' },
  ]);
  signatures(document, [
    `登记机构：${offices.naturalResources}`,
    `登簿日期：${chineseDate(sellerCertificate.issuedAt)}`,
  ]);
  return document.finish();
}
