// SPDX-License-Identifier: Apache-2.0
import type { RegistryChange } from '../model';
import { jointDepartments } from './joint-matters';
import { codes, departments, regions } from './registry';

const { tax, labour, police } = jointDepartments;

/** 营业执照, under the code by which the matters that ship name it. */
export const businessLicence = '11100000MB0143028R001';

/** What 企业开办一件事 (matters/company-setup.yaml) rests on, beside the registry of the demo; one proposal. */
export const companyChanges: readonly RegistryChange[] = [
  tax,
  labour,
  police,
  {
    kind: 'licence-type',
    code: businessLicence,
    name: '营业执照',
    statuses: ['in-force', 'revoked', 'cancelled'],
    multiple: false,
  },
  {
    kind: 'authority',
    issuer: departments.eastMarket.code,
    licenceType: businessLicence,
    grant: { regions: [regions.east], from: '2015-10-01' },
  },
  codes(
    'basis',
    [
      'market-entity-regulation:16',
      '《市场主体登记管理条例》第十六条',
      'Regulation on Registration of Market Entities, art. 16',
    ],
    ['tax-collection-law:15', '《税收征收管理法》第十五条', 'Tax Collection Law, art. 15'],
    ['social-insurance-regulation:6', '《社会保险经办条例》第六条', 'Social Insurance Regulation, art. 6'],
  ),
  codes(
    'category',
    ['XK·QY', '行政许可档案·企业登记', 'Licensing records: companies'],
    ['ZY·SW', '专业档案·税务', 'Special records: taxes'],
    ['ZY·SB', '专业档案·社会保险', 'Special records: social insurance'],
    ['ZY·GA', '专业档案·公章备案', 'Special records: seals'],
  ),
];
