// SPDX-License-Identifier: Apache-2.0
import { realEstateTransfer } from '@guidang/chaincode/sample';
import type { Department, Matter } from '@guidang/chaincode/model';
import { systemClock } from '../../common/clock';
import { CheckedMatters } from './checked-matters';

const { materials, outcomes } = realEstateTransfer;
const matter: Matter = { ...realEstateTransfer, schema: 2, version: 3 };
const owned = [...new Set([...materials, ...outcomes].flatMap((each) => typeOf(each)))];

function typeOf(each: object): string[] {
  return 'licenceType' in each && typeof each.licenceType === 'string' ? [each.licenceType] : [];
}

const departments: Department[] = ['A', 'B', 'C'].map((code) => ({
  ...{ schema: 1, version: 1, code, name: code, organisation: 'east', region: '999999' },
}));

let nowMs: number;
let reads: number;
let isDown: boolean;
let checked: CheckedMatters;

beforeEach(() => {
  [nowMs, reads, isDown] = [0, 0, false];
  const nothing = { items: [] };
  checked = new CheckedMatters({
    matters: {
      get: (id, version = 3) => Promise.resolve(id === matter.id ? { ...matter, version } : undefined),
      list: () => Promise.resolve(nothing),
    },
    checker: { findingsIn: () => Promise.resolve([{ path: ['steps', 0], en: 'own', zh: '自身' }]) },
    registry: {
      licenceTypes: () =>
        Promise.resolve({
          items: owned.map((code) => ({
            schema: 1,
            version: 1,
            code,
            name: code,
            statuses: [],
            multiple: true,
          })),
        }),
      authorities: () => {
        reads += 1;
        return isDown ? Promise.reject(new Error('the store is closed')) : Promise.resolve(nothing);
      },
      // In pages, of which the last says that it is.
      departments: ({ after }) => {
        const at = after === undefined ? 0 : Number(after);
        const next = at + 1 < departments.length ? { next: String(at + 1) } : {};
        return Promise.resolve({ items: departments.slice(at, at + 1), ...next });
      },
      codes: () => Promise.resolve(nothing),
    },
    clock: { ...systemClock, steadyMs: () => nowMs },
  });
});

it('what the checker finds comes before what the registry has to say, of the version that is asked for', async () => {
  const found = await checked.of(matter.id, 2);
  expect(found?.matter.version).toBe(2);
  const [first, ...others] = found?.findings ?? [];
  expect(first).toMatchObject({ en: 'own' });
  expect(others.map(({ en }) => en)).toEqual(
    expect.arrayContaining([expect.stringContaining('no department has the authority')]),
  );
  expect(await checked.of('00000000000000')).toBeUndefined();
});

it('the registry is read once for all who ask in a while, and again after it could not be', async () => {
  isDown = true;
  await expect(checked.of(matter.id)).rejects.toThrow('closed');
  isDown = false;
  await Promise.all(Array.from({ length: 50 }, () => checked.of(matter.id)));
  expect(reads).toBe(2);
  nowMs = 60_000;
  await checked.of(matter.id);
  expect(reads).toBe(3);
});
