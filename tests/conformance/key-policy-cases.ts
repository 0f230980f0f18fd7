// SPDX-License-Identifier: Apache-2.0
import { call, commit, organisationNames, portOf, submit } from './harness';
import type { Subject } from './harness';

const failure = 'ENDORSEMENT_POLICY_FAILURE';

export function describeKeyPolicies({ harness, key }: Subject): void {
  const archives = () => portOf(harness(), 'archives');
  const own = (name: string): Promise<unknown> =>
    commit(archives(), call('own', name, 'east', JSON.stringify(organisationNames)));

  describe('endorsement', () => {
    it.each([
      [['archives'], failure],
      [['archives', 'west'], failure],
      [['archives', 'west', 'audit'], 'VALID'],
    ])('of a plain key by %j ends as %s: the majority of four is three', async (endorsers, code) => {
      if (!harness().supports.chosenEndorsers) return;
      const invocation = { ...call('put', key('plain'), 'v'), endorsers };
      await expect(submit(archives(), invocation)).resolves.toMatchObject({ code });
    });

    it.each([
      [['east'], failure],
      [['east', 'west'], failure],
      [['archives', 'west', 'audit'], failure],
      [['east', 'west', 'audit'], 'VALID'],
      [['archives', 'east', 'west', 'audit'], 'VALID'],
    ])("of east's key by %j ends as %s: owner and two others", async (endorsers, code) => {
      if (!harness().supports.chosenEndorsers) return;
      const name = key('owned');
      await own(name);
      const invocation = { ...call('put', name, 'changed'), endorsers };
      await expect(submit(archives(), invocation)).resolves.toMatchObject({ code });
      const value = await archives().evaluate(call('get', name));
      expect(value).toBe(code === 'VALID' ? 'changed' : 'east');
    });

    it("is planned for east's key", async () => {
      if (!harness().supports.keyPolicyPlanning) return;
      const name = key('planned');
      await own(name);
      await commit(archives(), call('put', name, 'changed'));
      await expect(archives().evaluate(call('get', name))).resolves.toBe('changed');
    });

    it('gives a transaction no effect at all when one of its keys is not endorsed', async () => {
      if (!harness().supports.chosenEndorsers) return;
      const [owned, plain] = [key('owned'), key('plain')];
      await own(owned);
      const pairs = JSON.stringify([
        [owned, 'changed'],
        [plain, 'changed'],
      ]);
      const invocation = { ...call('putAll', pairs), endorsers: ['archives', 'west', 'audit'] };
      await expect(submit(archives(), invocation)).resolves.toMatchObject({ code: failure });
      await expect(archives().evaluate(call('get', plain))).resolves.toBe('');
    });

    it('keeps the policy with the key until it is taken away', async () => {
      if (!harness().supports.keyPolicyPlanning) return;
      const name = key('kept');
      await expect(archives().evaluate(call('policy', name))).resolves.toBe('');
      await own(name);
      const policy = await archives().evaluate(call('policy', name));
      expect(policy).toMatch(/^[0-9a-f]{100,}$/u);
      await commit(archives(), call('put', name, 'changed'));
      await expect(archives().evaluate(call('policy', name))).resolves.toBe(policy);
      await commit(archives(), call('disown', name));
      await expect(archives().evaluate(call('policy', name))).resolves.toBe('');
      await expect(archives().evaluate(call('get', name))).resolves.toBe('changed');
    });
  });
}
