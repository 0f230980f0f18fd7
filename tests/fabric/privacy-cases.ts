// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { connectLedger } from '../../gateway/src/start/network';
import { buyer, seller } from '../../scripts/demo/files';
import { officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { filesWith, formsOf, personalTraces } from './personal-traces';
import { replaceChaincode } from './liar';
import { eventually, onceServed, problemOf } from './running-network';
import type { RunningNetwork } from './running-network';

const purgeMs = 240_000;

function numberOf({ citizenNumber }: { citizenNumber: string }): object {
  return {
    numberType: '111',
    number: citizenNumber,
  };
}

/** Each member of the collection, with an officer who may look up people there. */
const members = [officers.archivesSystem, officers.eastAcceptor, officers.westDecider];

/** A member's own peer: data on its way to a block, private data, and the state of the collection. */
const privateStores =
  /^organisations\/(archives|east|west)\/peer\/data\/(transientstore|ledgersData\/(pvtdataStore|stateLeveldb))\//;

/** Expects that the demo has run: its people are in the collection. */
export function privacyCases(running: () => RunningNetwork): void {
  describe('personal data', () => {
    const blocksOf = (organisation: string): string =>
      join(running().data, 'organisations', organisation, 'peer/data/ledgersData/chains/chains/records');
    const pseudonyms: string[] = [];
    const commitments: unknown[] = [];
    const orderOf = (index: number): object => ({
      commitment: commitments[index],
      reason: 'retention-ended',
      basis: 'pipl:47',
    });
    const order = async (officer: DemoOfficer, index: number): Promise<void> => {
      const signer = await running().as(officer);
      await signer.post(`/api/v1/persons/${pseudonyms[index]}:orderPurge`, orderOf(index));
    };

    beforeAll(async () => {
      const clerk = await running().as(officers.eastAcceptor);
      for (const person of [seller, buyer]) {
        const known = await clerk.post<{ person: string; commitment: unknown }>(
          '/api/v1/persons:resolve',
          numberOf(person),
        );
        pseudonyms.push(known.person);
        commitments.push(known.commitment);
      }
    });

    it.each(['archives', 'east', 'west', 'audit'])(
      'stands in no block of %s, neither as it is nor in any encoding',
      (organisation) => {
        // Shows that the search works: pseudonyms are in the state in plain form, and encoded in the signed commands.
        const [plain, ...encoded] = formsOf(pseudonyms[0] ?? '');
        expect(filesWith(blocksOf(organisation), [plain ?? Buffer.alloc(0)])).not.toEqual([]);
        expect(filesWith(blocksOf(organisation), encoded)).not.toEqual([]);
        expect(filesWith(blocksOf(organisation), personalTraces)).toEqual([]);
      },
    );

    it('stands in no other file and no log of any process, but in the private stores of the members', () => {
      const found = filesWith(running().data, personalTraces);
      expect(found.filter((file) => !privateStores.test(file))).toEqual([]);
      for (const organisation of ['archives', 'east', 'west']) {
        expect(found.join('\n')).toContain(
          `organisations/${organisation}/peer/data/ledgersData/pvtdataStore`,
        );
      }
    });

    it('is not given to an organisation that is no member', async () => {
      const stranger = await running().as(officers.auditSystem);
      const problem = await problemOf(stranger.post('/api/v1/persons:resolve', numberOf(seller)));
      expect(JSON.stringify(problem.document)).not.toContain(pseudonyms[0]);
    });

    it('is somebody else only for the gateway of a lying peer, which changes and purges nothing', async () => {
      const { network } = running();
      const commitmentSeenBy = async (officer: DemoOfficer): Promise<unknown> => {
        const reader = await running().as(officer);
        const path = '/api/v1/persons:resolve';
        const found = await onceServed(() => reader.post<{ commitment: unknown }>(path, numberOf(seller)));
        return found.commitment;
      };
      const person = pseudonyms[0] ?? '';
      const seed = randomBytes(16).toString('hex');
      const east = await connectLedger({ connection: network.connection('east') });
      const liar = await replaceChaincode(network, 'east', 'lying-people.cjs');
      try {
        await eventually(async () => {
          const told = await commitmentSeenBy(officers.eastAcceptor).catch(() => commitments[0]);
          return JSON.stringify(told) === JSON.stringify(commitments[0]) ? undefined : told;
        });
        for (const transaction of ['person:put', 'person:purge']) {
          const lie = { transaction, args: [person, seed] };
          const { bytes, transactionId } = await east.prepare({ ...lie, endorsers: ['east'] });
          await east.send(bytes);
          await expect(east.status(transactionId)).resolves.toMatchObject({
            code: 'ENDORSEMENT_POLICY_FAILURE',
          });
          const together = east.prepare({ ...lie, endorsers: ['east', 'west'] });
          await expect(together).rejects.toMatchObject({ code: 'contract-refused' });
        }
        for (const officer of [officers.archivesSystem, officers.westDecider]) {
          await expect(commitmentSeenBy(officer)).resolves.toEqual(commitments[0]);
        }
      } finally {
        await liar.stop();
        await east.close();
      }
      await eventually(async () => {
        const told = await commitmentSeenBy(officers.eastAcceptor).catch(() => undefined);
        return JSON.stringify(told) === JSON.stringify(commitments[0]) ? told : undefined;
      });
    });

    it('is purged by no organisation that has not entered the person, and by nobody alone', async () => {
      const path = `/api/v1/persons/${pseudonyms[0]}`;
      const stranger = await running().as(officers.westDecider);
      const clerk = await running().as(officers.eastAcceptor);
      const unordered = await problemOf(clerk.post(`${path}:purge`, undefined));
      expect(unordered).toMatchObject({ status: 409, code: 'state-conflict' });
      for (const refused of [
        stranger.post(`${path}:purge`, undefined),
        stranger.post(`${path}:orderPurge`, orderOf(0)),
      ]) {
        expect(await problemOf(refused)).toMatchObject({ status: 403, code: 'not-competent' });
      }
      await order(officers.eastDecider, 0);
      expect(await problemOf(order(officers.eastDecider, 0))).toMatchObject({
        status: 403,
        code: 'separation-of-duties',
      });
      const half = await problemOf(clerk.post(`${path}:purge`, undefined));
      expect(half).toMatchObject({ status: 409, code: 'state-conflict' });
    });

    it(
      'is gone for every member once it is purged, and after compaction from every file',
      async () => {
        const clerk = await running().as(officers.eastAcceptor);
        await order(officers.eastDecider, 1);
        for (const [index, person] of pseudonyms.entries()) {
          await order(officers.eastRegistrar, index);
          await clerk.post(`/api/v1/persons/${person}:purge`, undefined);
        }
        for (const officer of members) {
          const member = await running().as(officer);
          for (const person of [seller, buyer]) {
            const problem = await problemOf(member.post('/api/v1/persons:resolve', numberOf(person)));
            expect(problem).toMatchObject({ status: 404, code: 'not-found' });
          }
        }
        await running().network.compact();
        expect(filesWith(running().data, personalTraces)).toEqual([]);
      },
      purgeMs,
    );
  });
}
