// SPDX-License-Identifier: Apache-2.0
import { createRecord } from '@guidang/chaincode/commands';
import { officers } from '@guidang/chaincode/sample';
import { aRecord } from '../../../chaincode/src/testing/a-record';
import { FakeClock } from '../testing/fake-clock';
import { LogMembers } from '../testing/log-members';
import type { HeadProposer } from './head-proposer';

jest.setTimeout(120_000);

const record = aRecord();

describe('heads of the log', () => {
  const clock = new FakeClock();
  let members: LogMembers;
  let proposers: readonly HeadProposer[];

  beforeAll(async () => {
    members = await LogMembers.open(clock);
    proposers = Object.values(members.all).map((member) => members.proposer(member));
  });
  afterAll(() => members.close());

  /** Lets every organisation check its turn, for so long by the clock; returns how many heads were anchored. */
  async function headsIn(ms: number): Promise<number> {
    let heads = 0;
    let size = sizeOf();
    for (let passed = 0; passed < ms; passed += 100) {
      for (const proposer of proposers) await proposer.takeTurn(AbortSignal.timeout(60_000));
      await members.catchUp();
      if (sizeOf() !== size) heads += 1;
      size = sizeOf();
      clock.advance(100);
    }
    return heads;
  }

  const sizeOf = (): number => members.all.archives.projection.head?.size ?? 0;

  async function create(): Promise<void> {
    await members.gateway.give(officers.eastRegistrar, createRecord, record);
    await members.catchUp();
  }

  it('are anchored in turn, and once for the same leaves', async () => {
    expect(await headsIn(2_000)).toBe(1);
    expect(sizeOf()).toBe(members.all.archives.log.tree.size);
    expect(await headsIn(10_000)).toBe(0);
  });

  it('follow new leaves, after a pause', async () => {
    await create();
    while ((await headsIn(100)) === 0);
    await create();
    expect(await headsIn(400)).toBe(0);
    expect(await headsIn(4_000)).toBe(1);
  });
});
