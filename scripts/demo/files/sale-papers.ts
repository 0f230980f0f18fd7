// SPDX-License-Identifier: Apache-2.0
import { chineseDate } from '@guidang/gateway/rendition';
import { personRows, section, signatures, startPaper } from './paper';
import { buyer, seller } from '@guidang/chaincode/sample';
import { offices, property, sale, sellerCertificate } from './property';

/** 存量房买卖合同: the ground of the transfer. */
export function saleContract(): Promise<Buffer> {
  const document = startPaper({ title: '存量房买卖合同', author: '买卖双方', createdAt: sale.signedAt });
  document.paragraph(`合同编号：${sale.contractNumber}`, { size: 10.5, align: 'center' });
  document.gap(10);
  document.table([...personRows('出卖人（甲方）', seller), ...personRows('买受人（乙方）', buyer)]);
  const clauses: readonly (readonly [string, string])[] = [
    [
      '第一条　房屋情况',
      `甲方所售房屋坐落于${property.location}，不动产单元号 ${property.unitNumber}，` +
        `不动产权证号 ${sellerCertificate.number}，${property.area}，用途为${property.use}。`,
    ],
    [
      '第二条　权属保证',
      '甲方保证对该房屋享有完整的所有权，该房屋未被查封，没有未注销的抵押，不存在异议登记，也没有设立居住权。',
    ],
    [
      '第三条　价款',
      `双方议定总价为 ${sale.priceYuan} 元（大写：${sale.priceInWords}），由乙方于本合同签订之日付清。`,
    ],
    ['第四条　交付', '甲方应于转移登记完成之日起十日内将房屋及其钥匙、维修资金凭证一并交付乙方。'],
    ['第五条　登记与税费', '双方应于本合同签订之日起三十日内共同申请转移登记；税费由双方依法各自承担。'],
    ['第六条　违约责任', '任何一方逾期履行的，每逾期一日按总价的万分之二向对方支付违约金。'],
    ['第七条　争议解决', '因本合同发生的争议由双方协商解决；协商不成的，向房屋所在地人民法院起诉。'],
    ['第八条　生效', '本合同自双方签字之日起生效，一式三份，甲乙双方各执一份，一份用于申请登记。'],
  ];
  for (const [title, text] of clauses) {
    section(document, title);
    document.paragraph(text, { size: 10.5 });
  }
  const date = chineseDate(sale.signedAt);
  signatures(document, [`甲方签字：${seller.name}　${date}`, `乙方签字：${buyer.name}　${date}`]);
  return document.finish();
}

/** 完税凭证 for the deed tax. */
export function taxReceipt(): Promise<Buffer> {
  const document = startPaper({ title: '税收完税证明', author: offices.tax, createdAt: sale.taxPaidAt });
  document.table([
    { label: '凭证号码', value: '99999926111300000288' },
    { label: '纳税人名称', value: buyer.name },
    { label: '纳税人识别号', value: buyer.citizenNumber },
    { label: '税种', value: '契税' },
    { label: '品目名称', value: '存量房买卖（住宅）' },
    { label: '课税对象', value: `${property.location}；合同 ${sale.contractNumber}` },
    { label: '计税价格', value: `${sale.priceYuan} 元` },
    { label: '税率', value: '1%' },
    { label: '实缴金额', value: `${sale.deedTaxYuan} 元（大写：人民币壹万贰仟捌佰元整）` },
    { label: '入库日期', value: chineseDate(sale.taxPaidAt) },
    { label: '税务机关', value: offices.tax },
  ]);
  document.gap(12);
  document.paragraph('妥善保管', { size: 10.5, align: 'center' });
  return document.finish();
}

/** 缴费收据 for the registration fee. */
export function feeReceipt(): Promise<Buffer> {
  const document = startPaper({
    title: '不动产登记费缴费收据',
    author: offices.registry,
    createdAt: sale.feePaidAt,
  });
  document.table([
    { label: '票据号码', value: '9999990000028' },
    { label: '交款人', value: buyer.name },
    { label: '收费项目', value: '不动产登记费（住宅类）' },
    { label: '数量与标准', value: `1 件 × ${sale.registrationFeeYuan} 元` },
    { label: '金额', value: `${sale.registrationFeeYuan} 元（大写：人民币捌拾元整）` },
    { label: '收款单位', value: offices.registry },
    { label: '收款日期', value: chineseDate(sale.feePaidAt) },
  ]);
  signatures(document, ['收款人：收费岗　复核人：复核岗']);
  return document.finish();
}
