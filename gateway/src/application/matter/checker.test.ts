// SPDX-License-Identifier: Apache-2.0
import { realEstateTransfer } from '@guidang/chaincode/sample';
import type { Matter, Predicate } from '@guidang/chaincode/model';
import { MatterChecker } from './checker';

const matter: Matter = { ...realEstateTransfer, schema: 2, version: 1 };

const licences: Matter['materials'] = Array.from({ length: 20 }, (_, index) => ({
  code: `licence-${index}`,
  name: '证照',
  required: false,
  accepts: ['licence'],
}));
/** Each licence has five statuses of ten, and nothing clashes before the end: more ways than any time is enough for. */
const endless: Predicate = {
  all: [
    ...licences.map(({ code }) => ({ licence: code, is: ['a', 'b', 'c', 'd', 'e'] })),
    { not: { licence: 'licence-0', is: ['a', 'f', 'g', 'h', 'i'] } },
    { material: 'inquiry' },
    { not: { material: 'inquiry' } },
  ],
};

describe('the checker', () => {
  let checker: MatterChecker;
  beforeEach(() => {
    checker = new MatterChecker();
  });
  afterEach(async () => {
    await checker.close();
  });

  it('finds in its thread what there is, and nothing where there is nothing', async () => {
    expect(await checker.findingsIn(matter)).toEqual([]);
    const never: Predicate = { all: [{ material: 'inquiry' }, { not: { material: 'inquiry' } }] };
    expect(await checker.findingsIn({ ...matter, acceptance: never })).toMatchObject([
      { path: ['acceptance'], zh: '该条件在任何情况下都不可能成立' },
    ]);
  });

  it('searches a version once, however often it is asked, and leaves the main thread to others', async () => {
    const hard = { ...matter, materials: [...matter.materials, ...licences], acceptance: endless };
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    const asked = Array.from({ length: 200 }, () => checker.findingsIn(hard));
    const answers = await Promise.all(asked);
    clearInterval(turning);
    expect(answers[0]).toContainEqual(expect.objectContaining({ path: ['acceptance'], isOpen: true }));
    expect(new Set(answers).size).toBe(1);
    expect(turns).toBeGreaterThan(10);
  });

  it('asks again for what was not decided, once the answer is no longer good', async () => {
    await checker.close();
    checker = new MatterChecker({ openMs: 0 });
    const hard = { ...matter, materials: [...matter.materials, ...licences], acceptance: endless };
    const first = await checker.findingsIn(hard);
    expect(first).toContainEqual(expect.objectContaining({ isOpen: true }));
    expect(await checker.findingsIn(hard)).not.toBe(first);
    const decided = await checker.findingsIn(matter);
    expect(await checker.findingsIn(matter)).toBe(decided);
  });

  it('tries again what failed', async () => {
    const broken = { ...matter, materials: undefined } as unknown as Matter;
    await expect(checker.findingsIn(broken)).rejects.toThrow();
    const [first, second] = [checker.findingsIn(broken), checker.findingsIn(broken)];
    expect(first).toBe(second);
    await expect(first).rejects.toThrow();
  });
});
