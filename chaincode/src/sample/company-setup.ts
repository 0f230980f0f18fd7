// SPDX-License-Identifier: Apache-2.0
import type { RegistryChange } from '../model';
import { codes, department, departments, officer, regions } from './registry';

/**
 * Who handle the parts of 企业开办一件事 (matters/company-setup.yaml) beside the market regulator: departments of two
 * organisations in one region, as the matter names them. They come when they are needed, by consent.
 */
export const companyDepartments = {
  tax: department('11999999000000115Y', '示范市税务局', 'west', regions.east),
  labour: department('11999999000000123R', '示范市人力资源和社会保障局', 'east', regions.east),
  police: department('11999999000000131L', '示范市公安局', 'west', regions.east),
} as const;

/** 营业执照, under the code by which the matters that ship name it. */
export const businessLicence = '11100000MB0143028R001';

/** What its matters rest on, beside the registry of the demo; one proposal. */
export const companyChanges: readonly RegistryChange[] = [
  ...Object.values(companyDepartments),
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

/** Who act on its parts, two in each: a reviewer may register too, but never both in one case. */
export const companyOfficers = {
  /** At the window, which takes the whole application. */
  window: officer('east-market-acceptor', departments.eastMarket, 'acceptor'),
  marketReviewer: officer('east-market-reviewer', departments.eastMarket, 'reviewer', 'registrar'),
  marketRegistrar: officer('east-market-registrar', departments.eastMarket, 'registrar'),
  taxReviewer: officer('west-tax-reviewer', companyDepartments.tax, 'acceptor', 'reviewer', 'registrar'),
  taxRegistrar: officer('west-tax-registrar', companyDepartments.tax, 'registrar'),
  labourReviewer: officer(
    'east-labour-reviewer',
    companyDepartments.labour,
    'acceptor',
    'reviewer',
    'registrar',
  ),
  labourRegistrar: officer('east-labour-registrar', companyDepartments.labour, 'registrar'),
  policeReviewer: officer(
    'west-police-reviewer',
    companyDepartments.police,
    'acceptor',
    'reviewer',
    'registrar',
  ),
  policeRegistrar: officer('west-police-registrar', companyDepartments.police, 'registrar'),
} as const;
