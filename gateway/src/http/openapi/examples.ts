// SPDX-License-Identifier: Apache-2.0

/** Example bodies in the OpenAPI document. The unified codes belong to made-up organisations, and to no person. */
const department = '11999999000000019M';
const person = {
  person: `P${'0A'.repeat(16)}`,
  commitment: { algorithm: 'sha256' as const, value: '5e'.repeat(32) },
};
const parcel = '999999001001GB00001F00010001';
const file = {
  digest: { algorithm: 'sha256' as const, value: '3b'.repeat(32) },
  bytes: 48_213,
  mediaType: 'application/pdf',
  role: 'contract',
};

export const createRecordExample = {
  category: 'ZY·BDC',
  retention: 'Y' as const,
  year: '2026',
  date: '2026-11-23',
  dossiers: [{ object: parcel }],
  contents: [file],
  references: [],
};

export const issueLicenceExample = {
  type: `${department}001`,
  region: '999900',
  holders: [person],
  object: parcel,
  validFrom: '2026-11-23',
};

export const renewLicenceExample = {
  version: 1,
  reason: 'period-ends',
  basis: 'food-operation-licence-rules-35',
  content: { region: '999900', holders: [person], validFrom: '2026-11-23' },
};

/** Made up: 皖 and a region that does not exist. */
const printedNumber = '皖（2026）样例县不动产权第0000001号';

export const numberLicenceExample = { version: 1, printedNumber };

export const findRecordsExample = { text: '不动产 登记', limit: 20 };

export const findLicencesExample = {
  type: `${department}001`,
  printedNumber,
  purpose: 'case-review',
  basis: 'administrative-licensing-law-34',
};

export const statusChangeExample = {
  change: 'suspend' as const,
  version: 1,
  reason: 'inspection-failed',
  basis: 'food-safety-law-124',
};

export const openCaseExample = {
  number: 'BDC-2026-000123',
  matter: '00070100300001',
  applicant: person,
  object: parcel,
  materials: [{ code: 'contract', source: { content: file } }],
};

export const versionedExamples = {
  version: { version: 1 },
  decision: { version: 3, step: 'first-review', result: 'approve' as const, noInterest: true as const },
  transition: { version: 1, transition: 'accept' as const },
};

export const proposalExample = {
  id: 'authority-2026-001',
  changes: [
    {
      kind: 'authority' as const,
      issuer: department,
      licenceType: `${department}001`,
      grant: { regions: ['999900'], from: '2026-01-01' },
    },
  ],
};

export const personExample = {
  schema: 1 as const,
  name: '样例甲',
  numberType: '414',
  number: 'E00000000',
};

export const inspectPersonExample = {
  numberType: '414',
  number: 'E00000000',
  name: '样例甲',
  purpose: 'identity-check',
  basis: 'pipl-46',
};

export const usePersonExample = {
  case: `${department}.2026-0001`,
  purpose: 'delivery',
  basis: 'pipl-13',
};

export const consultDossierExample = {
  number: { numberType: '414', number: 'E00000000' },
  kinds: ['licence' as const, 'record' as const],
  case: `${department}.2026-0001`,
  purpose: 'case-review',
  basis: 'administrative-licensing-law-34',
};

const ofPerson = { kind: 'person' as const, id: `P${'0'.repeat(31)}1` };

export const recordCreditExample = {
  on: ofPerson,
  id: 'XY-2026-0001',
  kind: 'false-promise' as const,
  basis: 'notice-and-promise:2020-42',
  case: `${department}.2026-0001`,
  material: 'conditions',
  from: '2026-11-23',
};

export const liftCreditExample = { on: ofPerson, id: 'XY-2026-0001', basis: 'credit-repair:2021-37' };

export const consultOffersExample = {
  case: `${department}.2026-0001`,
  purpose: 'case-review',
  basis: 'administrative-licensing-law-34',
};

export const amendPersonExample = { name: '样例乙', reason: 'name-changed', basis: 'pipl-46' };

const { commitment } = person;

export const orderPurgeExample = { commitment, reason: 'retention-ended', basis: 'pipl-47' };

export const orderCorrectionExample = {
  commitment,
  right: { person: `P${'0B'.repeat(16)}`, commitment },
  reason: 'wrong-number',
  basis: 'pipl-46',
};

export const verificationExample = {
  licence: `1.2.156.3005.2.${department}001.${department}.20260001.001.U`,
};

export const publicVerificationExample = { ...verificationExample, digest: file.digest };
