// SPDX-License-Identifier: Apache-2.0
import { dayAfter } from '../model';
import type { RegistryChange, Role } from '../model';

/** Registry entries of the demo. All fictitious: region 999999 and the codes below it are unassigned. */

export type OrganisationId = 'archives' | 'east' | 'west' | 'audit';

export const organisations: Readonly<Record<OrganisationId, string>> = {
  archives: '示范省档案馆',
  east: '示范省东部地区政务部门',
  west: '示范省西部地区政务部门',
  audit: '示范省审计厅',
};

/** GB/T 2260 has no codes that begin with 99. */
export const regions = { east: '999999', west: '999998' } as const;

type DepartmentChange = Extract<RegistryChange, { kind: 'department' }>;

export function department(
  code: string,
  name: string,
  organisation: OrganisationId,
  region: string,
): DepartmentChange {
  return { kind: 'department', code, name, organisation, region };
}

export const departments = {
  archives: department('11999999000000027G', '示范省档案局', 'archives', regions.east),
  eastLand: department('11999999000000035B', '示范市自然资源和规划局', 'east', regions.east),
  eastMarket: department('119999990000000511', '示范市市场监督管理局', 'east', regions.east),
  westLand: department('1199999900000006XQ', '西部市自然资源和规划局', 'west', regions.west),
  audit: department('11999999000000078Q', '示范省审计厅', 'audit', regions.east),
} as const;

/** The fictitious body that defines the licence types. */
const definingBody = '11999999000000019M';

export const licenceTypes = {
  /** 不动产权证书 */
  realEstate: `${definingBody}001`,
  /** 食品经营许可证 */
  foodBusiness: `${definingBody}002`,
} as const;

function authority(issuer: DepartmentChange, licenceType: string, from: string): RegistryChange {
  return {
    kind: 'authority',
    issuer: issuer.code,
    licenceType,
    grant: { regions: [issuer.region], from },
  };
}

/** The land offices enter what courts and parties ask for (查封, 异议, 抵押). */
function restrictionAuthority(department: DepartmentChange): RegistryChange {
  return {
    kind: 'restriction-authority',
    department: department.code,
    restrictions: ['seizure', 'objection', 'mortgage'],
    grant: { on: ['object', licenceTypes.realEstate], from: '2015-03-01' },
  };
}

/** The days from one to another of a year, both included. */
function days(year: number, from: string, to = from): string[] {
  const found = [`${year}-${from}`];
  for (let day = `${year}-${from}`; day < `${year}-${to}`;) {
    day = dayAfter(day);
    found.push(day);
  }
  return found;
}

type CalendarChange = Extract<RegistryChange, { kind: 'calendar' }>;

/** The working-day calendars as the State Council announced them. That of 2027 is not announced yet. */
export const calendarChanges: readonly CalendarChange[] = [
  {
    kind: 'calendar',
    year: 2025,
    holidays: [
      ...days(2025, '01-01'),
      ...days(2025, '01-28', '02-04'),
      ...days(2025, '04-04', '04-06'),
      ...days(2025, '05-01', '05-05'),
      ...days(2025, '05-31', '06-02'),
      ...days(2025, '10-01', '10-08'),
    ],
    workdays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    kind: 'calendar',
    year: 2026,
    holidays: [
      ...days(2026, '01-01', '01-03'),
      ...days(2026, '02-15', '02-23'),
      ...days(2026, '04-04', '04-06'),
      ...days(2026, '05-01', '05-05'),
      ...days(2026, '06-19', '06-21'),
      ...days(2026, '09-25', '09-27'),
      ...days(2026, '10-01', '10-07'),
    ],
    workdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];

/** 全宗, by their owners. */
export const fonds = {
  eastLand: {
    kind: 'fonds',
    code: 'Z099',
    name: '示范市自然资源和规划局全宗',
    owner: departments.eastLand.code,
  },
  archives: {
    kind: 'fonds',
    code: 'X999',
    name: '示范省档案局全宗',
    owner: departments.archives.code,
  },
} as const satisfies Readonly<Record<string, RegistryChange>>;

type CodesChange = Extract<RegistryChange, { kind: 'codes' }>;

type CodeNames = readonly [code: string, zh: string, en: string, until?: string];

/** Entries of a list of the code book, each with its name in Chinese and in English. */
export function codes(book: CodesChange['book'], ...entries: readonly CodeNames[]): CodesChange {
  return {
    kind: 'codes',
    book,
    entries: entries.map(([code, zh, en, until]) => ({
      code,
      labels: { zh, en },
      ...(until === undefined ? {} : { until }),
    })),
  };
}

/** The code book of the demo. */
export const codeChanges: readonly CodesChange[] = [
  codes(
    'purpose',
    ['case-review', '办案审查', 'Review of a case'],
    ['identity-check', '身份核验', 'Check of identity'],
    ['four-property-check', '四性检测', 'Four-property check'],
    ['audit', '审计监督', 'Audit'],
    ['holder-request', '本人查询', 'Request of the holder'],
  ),
  codes(
    'basis',
    ['archives-law:9', '《档案法》第九条', 'Archives Law, art. 9'],
    ['archives-law:28', '《档案法》第二十八条', 'Archives Law, art. 28'],
    ['administrative-licensing-law:42', '《行政许可法》第四十二条', 'Administrative Licensing Law, art. 42'],
    ['civil-code:212', '《民法典》第二百一十二条', 'Civil Code, art. 212'],
    ['civil-code:214', '《民法典》第二百一十四条', 'Civil Code, art. 214'],
    ['pipl:13', '《个人信息保护法》第十三条', 'Personal Information Protection Law, art. 13'],
    ['pipl:47', '《个人信息保护法》第四十七条', 'Personal Information Protection Law, art. 47'],
    ['audit-law:36', '《审计法》第三十六条', 'Audit Law, art. 36'],
  ),
  codes(
    'reason',
    ['retention-ended', '保管期限届满', 'The retention period has ended'],
    ['transfer', '转移登记', 'Transfer'],
    ['left-office', '离岗', 'Has left the office'],
    ['withdrawn-by-applicant', '申请人撤回', 'Withdrawn by the applicant'],
  ),
  codes(
    'material-role',
    ['scan', '扫描件', 'Scan'],
    ['contract', '合同', 'Contract'],
    ['sale-contract', '买卖合同', 'Contract of sale'],
    ['application', '申请书', 'Application'],
    ['identity-document', '身份证明', 'Identity document'],
  ),
  codes(
    'retention',
    ['Y', '永久', 'Permanent'],
    ['D30', '定期30年', '30 years'],
    ['D10', '定期10年', '10 years'],
    ['C', '长期', 'Long', '2006-12-31'],
    ['D', '短期', 'Short', '2006-12-31'],
  ),
  codes(
    'category',
    ['WS', '文书档案', 'Administrative records'],
    ['ZY·BDC', '专业档案·不动产登记', 'Special records: real estate registration'],
    ['XK', '行政许可档案', 'Licensing records'],
    ['KJ', '科技档案', 'Technical records'],
    ['KU', '会计档案', 'Accounting records'],
    ['ZP', '照片档案', 'Photographs'],
  ),
];

/** The registry changes of the demo; they fit into one proposal. */
export const registryChanges: RegistryChange[] = [
  ...Object.values(departments),
  {
    kind: 'licence-type',
    code: licenceTypes.realEstate,
    name: '不动产权证书',
    statuses: ['in-force', 'cancelled'],
    multiple: false,
    perObject: true,
    attributes: [
      {
        code: 'land-right',
        name: '权利性质',
        kind: 'choice',
        choices: [
          { code: 'granted', name: '出让' },
          { code: 'allotted', name: '划拨' },
        ],
      },
      { code: 'area', name: '建筑面积', kind: 'amount', unit: 'square-metres' },
    ],
  },
  {
    kind: 'licence-type',
    code: licenceTypes.foodBusiness,
    name: '食品经营许可证',
    statuses: ['in-force', 'suspended', 'revoked', 'cancelled', 'expired', 'superseded'],
    // One for each place of business, and a company may have many.
    multiple: true,
  },
  authority(departments.eastLand, licenceTypes.realEstate, '2015-03-01'),
  authority(departments.westLand, licenceTypes.realEstate, '2015-03-01'),
  authority(departments.eastMarket, licenceTypes.foodBusiness, '2015-10-01'),
  restrictionAuthority(departments.eastLand),
  restrictionAuthority(departments.westLand),
  ...calendarChanges,
  ...Object.values(fonds),
];

/** An officer of the demo, under a pseudonymous identifier. */
export interface DemoOfficer {
  readonly id: string;
  readonly organisation: OrganisationId;
  /** Empty for a governor, who acts for the organisation itself. */
  readonly department: string;
  readonly roles: readonly Role[];
}

export function officer(id: string, at: DepartmentChange, ...roles: Role[]): DemoOfficer {
  return {
    id,
    organisation: at.organisation as OrganisationId,
    department: at.code,
    roles,
  };
}

function governor(organisation: OrganisationId): DemoOfficer {
  return { id: `${organisation}-governor`, organisation, department: '', roles: ['governor'] };
}

export const governors: Readonly<Record<OrganisationId, DemoOfficer>> = {
  archives: governor('archives'),
  east: governor('east'),
  west: governor('west'),
  audit: governor('audit'),
};

export const officers = {
  archivist: officer('archives-archivist', departments.archives, 'archivist'),
  eastAcceptor: officer('east-land-acceptor', departments.eastLand, 'acceptor'),
  eastReviewer: officer('east-land-reviewer-1', departments.eastLand, 'reviewer'),
  /** May review and decide, but never both in one case. */
  eastSecondReviewer: officer('east-land-reviewer-2', departments.eastLand, 'reviewer', 'decider'),
  eastDecider: officer('east-land-decider', departments.eastLand, 'decider'),
  eastRegistrar: officer('east-land-registrar', departments.eastLand, 'registrar'),
  eastSystem: officer('east-system', departments.eastLand, 'system'),
  eastOperator: officer('east-operator', departments.eastLand, 'operator'),
  westSystem: officer('west-system', departments.westLand, 'system'),
  archivesSystem: officer('archives-system', departments.archives, 'system'),
  auditSystem: officer('audit-system', departments.audit, 'system'),
  eastMarketDecider: officer('east-market-decider', departments.eastMarket, 'decider'),
  westDecider: officer('west-land-decider', departments.westLand, 'decider'),
  westVerifier: officer('west-land-verifier', departments.westLand, 'verifier'),
  auditor: officer('audit-auditor', departments.audit, 'auditor'),
} as const;
