// SPDX-License-Identifier: Apache-2.0
import type { Authority, Matter, MatterDefinition } from '@guidang/chaincode/model';
import { realEstateTransfer } from '@guidang/chaincode/sample';
import { companySetup, shipped } from '../../../../chaincode/src/testing/joint';
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
    matters: [],
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

describe('the parts of a joint matter against the matters in force', () => {
  const names = ['company-registration', 'tax-registration', 'social-insurance-registration', 'seal-filing'];
  const inForce = names.map((name): Matter => ({ ...shipped(name), schema: 1, version: 1 }));
  const empty: Registry = { licenceTypes: [], authorities: [], departments: [], codes: [], matters: [] };

  function found(matters: readonly Matter[], changes: Partial<MatterDefinition> = {}): string[][] {
    return registryFindings({ ...companySetup, ...changes }, { ...empty, matters }, today)
      .filter(({ path }) => path[0] === 'parts' && path[2] === 'matter')
      .map(({ path, en, zh, isOpen }) => [path.join('.'), en, zh, isOpen === true ? 'open' : 'wrong']);
  }
  function changed(index: number, changes: Partial<Matter>): Matter[] {
    return inForce.map((matter, at) => (at === index ? { ...matter, ...changes } : matter));
  }
  const [registration, tax] = inForce;

  it('fit where they are those that ship', () => {
    expect(found(inForce)).toEqual([]);
  });

  it('are noted where one is not in force yet, which may come first', () => {
    expect(found(inForce.slice(1))).toEqual([
      [
        'parts.0.matter',
        `no matter ${registration?.id ?? ''} is in force: it is published before this one`,
        `事项 ${registration?.id ?? ''} 尚未生效：须先于本事项发布`,
        'open',
      ],
      expect.arrayContaining(['parts.1.matter', 'wrong']),
      expect.arrayContaining(['parts.2.matter', 'wrong']),
      expect.arrayContaining(['parts.3.matter', 'wrong']),
    ]);
  });

  it.each<[string, number, (of: Matter | undefined) => Partial<Matter>, string, string]>([
    [
      'asks for no such material',
      1,
      () => ({ materials: tax?.materials.filter(({ code }) => code !== 'information') ?? [] }),
      'its matter asks for no information',
      '其事项不需要材料 information',
    ],
    [
      'takes it in another form',
      1,
      () => ({
        materials:
          tax?.materials.map((each) =>
            each.code === 'information' ? { ...each, accepts: ['record' as const] } : each,
          ) ?? [],
      }),
      'information is not taken as content',
      '材料 information 不接受以此形式提供（文件）',
    ],
    [
      'is about something else',
      1,
      () => ({ objectKind: 'vehicle' as const }),
      'its matter is about a vehicle',
      '其事项的对象种类不同（vehicle）',
    ],
    [
      'is joint itself',
      3,
      () => ({ parts: companySetup.parts }),
      'a part cannot be joint itself',
      '联办事项不能作为子事项',
    ],
    [
      'renews a licence',
      3,
      () => ({ renews: 'x' }),
      'a part cannot renew a licence',
      '延续证照的事项不能作为子事项',
    ],
  ])('do not fit where the matter of one %s', (_name, index, changes, en, zh) => {
    const findings = found(changed(index, changes(inForce[index])));
    const { code = '', matter = '' } = companySetup.parts?.[index] ?? {};
    expect(findings).toEqual([
      [
        `parts.${index}.matter`,
        `the part ${code} does not fit its matter ${matter}: ${en}`,
        `子事项 ${code} 与其事项 ${matter} 不相符：${zh}`,
        'wrong',
      ],
    ]);
  });
});
