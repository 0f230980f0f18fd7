// SPDX-License-Identifier: Apache-2.0
import type { FabricGatewayLedger } from '../../gateway/src/ledger/fabric-gateway';
import { until } from '../../network/src/until';
import { call, commit, evaluateFrom, organisationNames, submit, unique } from '../conformance/harness';
import { replaceChaincode } from './liar';
import type { Liar } from './liar';
import type { ProbeNetwork } from './probe-network';

const failure = 'ENDORSEMENT_POLICY_FAILURE';
const forged = 'forged';

type Ledgers = Record<(typeof organisationNames)[number], FabricGatewayLedger>;

/** A key that east owns: east and two of the other three. */
export function policyCases(probe: () => ProbeNetwork): void {
  let ledgers: Ledgers;

  beforeAll(() => {
    ledgers = {
      archives: probe().gatewayLedger('archives'),
      east: probe().gatewayLedger('east'),
      west: probe().gatewayLedger('west'),
      audit: probe().gatewayLedger('audit'),
    };
  });

  afterAll(() => Promise.all(Object.values(ledgers).map((ledger) => ledger.close())));

  const owned = async (): Promise<string> => {
    const key = unique();
    await commit(ledgers.archives, call('own', key, 'east', JSON.stringify(organisationNames)));
    return key;
  };

  /** What each organisation's own peer holds once it has the block. */
  const heldBy = (organisations: readonly (keyof Ledgers)[], block: number, key: string): Promise<string[]> =>
    Promise.all(organisations.map((name) => evaluateFrom(ledgers[name], block, call('get', key))));

  it.each([
    ['east alone', ['east'], failure],
    ['east and archives', ['east', 'archives'], failure],
    ['east and audit', ['east', 'audit'], failure],
    ['the three others', ['archives', 'west', 'audit'], failure],
    ['east, archives and west', ['east', 'archives', 'west'], 'VALID'],
    ['east, west and audit', ['east', 'west', 'audit'], 'VALID'],
    ['all four', organisationNames, 'VALID'],
  ] as const)('changed by %s: %j ends as %s at every peer', async (_, endorsers, code) => {
    const key = await owned();
    const { block, ...status } = await submit(ledgers.east, { ...call('put', key, 'changed'), endorsers });
    expect(status.code).toBe(code);
    const value = code === 'VALID' ? 'changed' : 'east';
    await expect(heldBy(organisationNames, block, key)).resolves.toEqual(organisationNames.map(() => value));
  });

  describe("while east's chaincode lies", () => {
    let liar: Liar;

    beforeAll(async () => {
      liar = await replaceChaincode(probe().network, 'east', 'lying-server.cjs');
      // The peer connects to the new server only on a call, and the first ones may fail.
      const lies = async (): Promise<string | undefined> => {
        const answer = await ledgers.east.evaluate(call('get', 'any')).catch(String);
        return answer === forged ? undefined : answer;
      };
      await until("east's peer has its answers from the liar", lies, { seconds: 30 });
    });

    afterAll(() => liar.stop());

    const honest = ['archives', 'west', 'audit'] as const;

    it('east alone changes nothing, at any peer that does not lie', async () => {
      const key = await owned();
      const { block, code } = await submit(ledgers.east, { ...call('put', key, 'x'), endorsers: ['east'] });
      expect(code).toBe(failure);
      await expect(heldBy(honest, block, key)).resolves.toEqual(honest.map(() => 'east'));
      await expect(ledgers.east.evaluate(call('get', key))).resolves.toBe(forged);
    });

    it('nobody signs what east made up, and nothing is ordered', async () => {
      const key = await owned();
      const height = await ledgers.archives.height();
      const mismatch = { code: 'endorsement-mismatch', retry: 'new' };
      for (const invocation of [
        call('put', key, 'changed'),
        { ...call('put', key, 'changed'), endorsers: ['east', 'west', 'audit'] },
      ]) {
        await expect(ledgers.archives.prepare(invocation)).rejects.toMatchObject(mismatch);
        await expect(ledgers.east.prepare(invocation)).rejects.toMatchObject(mismatch);
      }
      await expect(ledgers.archives.height()).resolves.toBe(height);
      await expect(heldBy(honest, height - 1, key)).resolves.toEqual(honest.map(() => 'east'));
    });

    it('keys that east does not own change without it', async () => {
      const key = unique();
      const { block } = await commit(ledgers.archives, { ...call('put', key, 'true'), endorsers: honest });
      await expect(heldBy(honest, block, key)).resolves.toEqual(honest.map(() => 'true'));
      const planned = await commit(ledgers.archives, call('put', key, 'planned'));
      await expect(heldBy(honest, planned.block, key)).resolves.toEqual(honest.map(() => 'planned'));
    });
  });
}
