// SPDX-License-Identifier: Apache-2.0
import type { Authority } from '@guidang/chaincode/model';
import { realEstateTransfer } from '@guidang/chaincode/sample';
import { companySetup } from '../../../../chaincode/src/testing/joint';
import { registryFindings } from './registry-findings';
import type { Registry } from './registry-findings';

const count = 400;
const numbers = Array.from({ length: count }, (_, index) => index);
const licenceType = '11999999000000019M001';
const today = '2026-11-30';

/** A registry in which each entry counts how often it is looked at. */
function countingRegistry(): { readonly registry: Registry; readonly looks: () => number } {
  let looks = 0;
  const counted = <T>(value: T): T => {
    looks += 1;
    return value;
  };
  const registry: Registry = {
    licenceTypes: [{ code: licenceType }],
    codes: [],
    departments: numbers.map((index) => ({
      get code() {
        return counted(`department-${index}`);
      },
      organisation: 'east',
      region: `region-${index}`,
    })),
    authorities: numbers.map((index): Authority => {
      const issuer = `department-${index}`;
      return {
        schema: 1,
        version: 1,
        licenceType,
        grants: [],
        get issuer() {
          return counted(issuer);
        },
      };
    }),
  };
  return { registry, looks: () => looks };
}

describe('each entry of the registry is looked at a few times, however many there are', () => {
  it('for who may issue what a case ends with', () => {
    const { registry, looks } = countingRegistry();
    const matter = {
      ...realEstateTransfer,
      owner: 'east',
      outcomes: [{ kind: 'issue-licence' as const, licenceType }],
    };
    const found = registryFindings(matter, registry, today).map(({ en }) => en);
    expect(found).toContainEqual(expect.stringMatching(/^no department of .* has the authority/));
    expect(looks()).toBeLessThan(10 * count);
  });

  it('for a region with a department for each part', () => {
    const { registry, looks } = countingRegistry();
    const parts = numbers.slice(0, 16).map((index) => ({
      code: `part-${index}`,
      name: '子事项',
      matter: '99071590000106',
      departments: [`department-${index}`, 'department-399'],
      materials: {},
    }));
    expect(
      registryFindings({ ...companySetup, parts }, registry, today).map(({ en }) => en),
    ).not.toContainEqual(expect.stringMatching(/^no region/));
    const apart = parts.map((part) => ({ ...part, departments: part.departments.slice(0, 1) }));
    expect(
      registryFindings({ ...companySetup, parts: apart }, registry, today).map(({ en }) => en),
    ).toContainEqual(expect.stringMatching(/^no region/));
    expect(looks()).toBeLessThan(10 * count);
  });
});
