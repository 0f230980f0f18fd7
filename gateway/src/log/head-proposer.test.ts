// SPDX-License-Identifier: Apache-2.0
import { createRecord } from '@guidang/chaincode/commands';
import { officers } from '@guidang/chaincode/sample';
import { aRecord } from '../../../chaincode/src/testing/a-record';
import { FakeClock } from '../testing/fake-clock';
import { LogMembers } from '../testing/log-members';
import type { LogMember } from '../testing/log-members';
import type { HeadProposer } from './head-proposer';
import { noteOf } from './own-tree';
import { formatWitnessRequest } from './witness-request';

jest.setTimeout(120_000);

const record = aRecord();

describe('heads of the log', () => {
  // The contract compares what is signed by this clock with its own: only differences are the test's.
  const clock = new FakeClock(new Date().toISOString());
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

  it('are proposed first by whoever writes, whose turn it is or not', async () => {
    const { east, ...others } = members.all;
    const writer = members.proposer(east, undefined, undefined, () => clock.steadyMs());
    const idle = Object.values(others).map((member) => members.proposer(member));
    const proposed = jest.spyOn(writer, 'propose');
    const leftAlone = idle.map((proposer) => jest.spyOn(proposer, 'propose'));
    // Each sees the head that is anchored already.
    for (const proposer of [...idle, writer]) await proposer.takeTurn(AbortSignal.timeout(60_000));
    for (let heads = 0; heads < 4; heads += 1) {
      await create();
      clock.advance(2_300);
      for (let passed = 0; passed < 900; passed += 100) {
        for (const proposer of [...idle, writer]) await proposer.takeTurn(AbortSignal.timeout(60_000));
        await members.catchUp();
        clock.advance(100);
      }
      expect(sizeOf()).toBe(members.all.archives.log.tree.size);
    }
    expect(proposed).toHaveBeenCalledTimes(4);
    for (const spy of leftAlone) expect(spy).not.toHaveBeenCalled();
  });

  /** Asks a member for a cosignature of the note, as anybody may. */
  async function askAll(note: string, old: (member: LogMember) => number): Promise<readonly string[]> {
    const answers = Object.values(members.all).map(async (member) => {
      const proof = await member.log.tree.consistencyProof(old(member), readSize(note));
      const body = Buffer.from(formatWitnessRequest({ old: old(member), proof, note }));
      const answer = await member.log.service.addCheckpoint(body);
      return 'cosignatures' in answer ? answer.cosignatures : '';
    });
    return Promise.all(answers);
  }
  const readSize = (note: string): number => Number(note.split('\n')[1]);
  const cosignedSize = ({ log }: LogMember): number => log.witness.cosigned?.size ?? 0;

  it('are held up by nobody who has the last one cosigned again, and cost a signature a second at most', async () => {
    const { log } = members.all.archives;
    const anchored = log.service.checkpoint() ?? '';
    await create();
    let heads = 0;
    let before = await askAll(anchored, sizeOf);
    for (let passed = 0; passed < 4_000 && heads === 0; passed += 500) {
      const again = await askAll(anchored, sizeOf);
      clock.advance(1_000);
      const later = await askAll(anchored, sizeOf);
      expect(again).toEqual(before);
      expect(later.every((lines, index) => lines !== before[index])).toBe(true);
      before = later;
      heads += await headsIn(500);
    }
    expect(heads).toBe(1);
  });

  it('are proposed again after a pause only, while others do not cosign', async () => {
    const alone = members.proposer(members.all.east, []);
    const proposed = jest.spyOn(alone, 'propose');
    await create();
    for (let passed = 0; passed < 10_000; passed += 100) {
      await alone.takeTurn(AbortSignal.timeout(60_000));
      clock.advance(100);
    }
    expect(proposed.mock.calls.length).toBeGreaterThan(1);
    expect(proposed.mock.calls.length).toBeLessThanOrEqual(5);
    expect(await headsIn(4_000)).toBe(1);
  });

  it('are held up by no member who has its own cosigned and anchors none', async () => {
    const { east } = members.all;
    const honest = proposers;
    proposers = honest.filter((_, index) => Object.values(members.all)[index] !== east);
    let heads = 0;
    for (let passed = 0; passed < 12_000 && heads === 0; passed += 1_000) {
      await create();
      const head = await east.log.tree.head(east.log.tree.size);
      if (head === undefined) throw new Error('there is no head');
      await askAll(noteOf(head, [east.own.any.signHead(head)]), cosignedSize);
      heads += await headsIn(1_000);
    }
    proposers = honest;
    expect(heads).toBe(1);
  });
});
