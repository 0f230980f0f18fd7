// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { acknowledgeFork, anchorHead, createRecord } from '@guidang/chaincode/commands';
import type { RegistryChange, TreeHead } from '@guidang/chaincode/model';
import { governors, officers } from '@guidang/chaincode/sample';
import { aRecord } from '../../../chaincode/src/testing/a-record';
import { hashLeaf } from '../merkle/hashing';
import { rootByInclusion } from '../merkle/proof';
import { firstHeadAfter, recordedAt } from '../projection';
import { LogMembers } from '../testing/log-members';
import type { LogMember } from '../testing/log-members';
import { checkAnchored } from './anchored-check';
import { readOpenedLeaf } from './opened-leaf';
import { formatReceipt } from './receipt';
import type { Receipt } from './receipt';

jest.setTimeout(90_000);

const absurd = 2 ** 52;
let members: LogMembers;
let east: LogMember;
let honest: TreeHead;
/** What was written before the honest head. */
let event: string;

beforeEach(async () => {
  members = await LogMembers.open();
  ({ east } = members.all);
  event = await write();
  await anchorOwn();
  honest = bareHead(east);
});
afterEach(() => members.close());

/** The anchored head, as a member's gateway has it. */
function bareHead({ projection: { head } }: LogMember): TreeHead {
  if (head === undefined) throw new Error('no head');
  return { size: head.size, root: head.root };
}

/** @returns the event's identifier. */
async function write(): Promise<string> {
  const { transaction } = await members.gateway.give(officers.eastRegistrar, createRecord, aRecord({}));
  await members.catchUp();
  return `${transaction}-0`;
}

/** A path from a receipt's leaf to the root of a tree that there is not. */
function forgedPath({ index, leaf }: Receipt, size: number): { root: Buffer; proof: Buffer[] } {
  const hash = hashLeaf(readOpenedLeaf(leaf)?.leaf ?? '');
  for (const proof: Buffer[] = []; ; proof.push(randomBytes(32))) {
    const root = rootByInclusion(hash, { index, size, proof });
    if (root !== undefined) return { root: Buffer.from(root), proof };
  }
}

/** Anchors the head of all leaves, as the members do in their turns. */
async function anchorOwn(by = east): Promise<void> {
  await members.proposer(by).propose(AbortSignal.timeout(20_000));
  await members.catchUp();
}

async function anchorForged(size: number): Promise<{ note: string; head: TreeHead }> {
  const forged = await members.forgeHead(size);
  await members.gateway.give(officers.eastSystem, anchorHead, { checkpoint: forged.note });
  await members.catchUp();
  return forged;
}

async function reset(id: string, change: RegistryChange): Promise<void> {
  await members.gateway.consent(id, [change]);
  await members.catchUp();
}

async function suggested(member = east): Promise<RegistryChange> {
  const change = await member.log.service.suggestedReset();
  if (change === undefined) throw new Error('no reset is suggested');
  return change;
}

describe('a log whose quorum has anchored an absurd size', () => {
  it('goes on at every gateway once a majority has set that aside', async () => {
    await expect(east.log.service.suggestedReset()).resolves.toBeUndefined();
    const forged = await anchorForged(absurd);
    await write();
    await expect(anchorOwn()).rejects.toThrow();
    for (const member of Object.values(members.all)) {
      expect(await suggested(member)).toEqual({
        kind: 'log-reset',
        setAside: forged.head,
        goOnFrom: honest,
      });
    }
    await reset('reset', await suggested());
    for (const member of Object.values(members.all)) {
      expect(bareHead(member)).toEqual(honest);
      await expect(member.log.service.suggestedReset()).resolves.toBeUndefined();
    }
    expect(east.log.service.checkpoint()).toContain(`\n${honest.size}\n`);
    await anchorOwn(members.all.west);
    expect(bareHead(east).size).toBe(east.log.tree.size);
    // The other members' witnesses have continued what they cosigned before.
    expect(members.all.audit.log.witness.cosigned?.size).toBe(east.log.tree.size);
  });

  it('keeps the times and receipts that it had, and tells what was set aside', async () => {
    const known = [await firstHeadAfter(east.projection, 0), await recordedAt(east.projection, 0)];
    const first = await anchorForged(absurd);
    const second = await anchorForged(absurd + 7);
    await reset('reset', await suggested());
    await write();
    await anchorOwn();
    expect([await firstHeadAfter(east.projection, 0), await recordedAt(east.projection, 0)]).toEqual(known);
    expect((await firstHeadAfter(east.projection, honest.size))?.size).toBe(bareHead(east).size);
    await expect(firstHeadAfter(east.projection, bareHead(east).size)).resolves.toBeUndefined();
    const text = await east.log.service.keys();
    for (const { head } of [first, second]) expect(text).toContain(`# set-aside ${head.size} ${head.root}\n`);
    expect(text?.match(/set-aside/g)).toHaveLength(2);
  });

  it('answers a receipt under a head that was set aside as such, and under another fork as proving nothing', async () => {
    const receipt = await east.log.receipts.of(event);
    if (receipt === undefined || receipt === 'pending') throw new Error('no receipt');
    const forgedReceipt = async (size: number): Promise<{ text: string; note: string }> => {
      const { root, proof } = forgedPath(receipt, size);
      const { note } = await members.forgeHead(size, root);
      return { note, text: formatReceipt({ ...receipt, proof, checkpoint: note }) };
    };
    const [anchored, other] = [await forgedReceipt(honest.size + 2), await forgedReceipt(honest.size + 2)];
    const check = (text: string): Promise<unknown> => east.log.receipts.check(text);
    await members.gateway.give(officers.eastSystem, anchorHead, { checkpoint: anchored.note });
    await members.catchUp();
    await expect(check(anchored.text)).resolves.toEqual({ fault: 'unproven' });
    await reset('reset', await suggested());
    await expect(check(anchored.text)).rejects.toMatchObject({ code: 'head-set-aside' });
    await expect(check(other.text)).resolves.toEqual({ fault: 'unproven' });
    await expect(check(formatReceipt(receipt))).resolves.toMatchObject({ event: { type: 'record.created' } });
  });

  it('ends the alarm, which stays listed, and another root raises it again', async () => {
    const options = { ...east.log, own: east.own };
    const check = async (): Promise<void> => {
      const { head } = east.projection;
      if (head !== undefined) await checkAnchored(head, options);
    };
    await anchorForged(absurd);
    await check();
    expect(await east.log.service.status()).toMatchObject({ contradictions: 1, acknowledged: 0 });
    await reset('reset', await suggested());
    await check();
    expect(await east.log.service.contradictions()).toMatchObject([{ kind: 'anchored', setAside: true }]);
    expect(await east.log.service.status()).toMatchObject({ contradictions: 1, acknowledged: 1 });
    await anchorForged(absurd);
    await check();
    expect(await east.log.service.status()).toMatchObject({ contradictions: 2, acknowledged: 1 });
  });
});

describe('a witness that has cosigned what was set aside', () => {
  it('goes on from where the log does, and not before', async () => {
    const { head, note } = await anchorForged(absurd);
    // As a gateway with a damaged tree would have stored it.
    await east.store
      .sublevel<string, object>('log-witness', { valueEncoding: 'json' })
      .put('cosigned', { ...head, note });
    const reopened = await members.reopen(east);
    await write();
    const propose = () => members.proposer(reopened).propose(AbortSignal.timeout(20_000));
    await expect(propose()).rejects.toMatchObject({ code: 'checkpoint-inconsistent' });
    await reset('reset', await suggested(members.all.west));
    await propose();
    await members.catchUp();
    expect(bareHead(members.all.west).size).toBe(members.all.west.log.tree.size);
  });
});

describe('a reset', () => {
  it('is founded only if it sets aside what is none of the log, and goes on from what is', async () => {
    const { service } = east.log;
    const forged = await anchorForged(absurd);
    const change = { setAside: forged.head, goOnFrom: honest };
    await expect(service.demandFounded(change)).resolves.toBeUndefined();
    const other = { size: honest.size, root: randomBytes(32).toString('base64') };
    for (const wrong of [
      { ...change, goOnFrom: other },
      { ...change, goOnFrom: { ...honest, size: honest.size - 1 } },
      { ...change, setAside: { ...forged.head, size: absurd - 1 } },
      { setAside: honest, goOnFrom: { size: 0, root: other.root } },
    ]) {
      await expect(service.demandFounded(wrong)).rejects.toMatchObject({ code: 'checkpoint-inconsistent' });
    }
  });
});

describe('an acknowledged fork', () => {
  it('ends the alarm of the organisation that has acknowledged it, and of no other', async () => {
    const { west } = members.all;
    const { head } = await anchorForged(absurd);
    for (const member of [east, west]) {
      const anchored = member.projection.head;
      if (anchored !== undefined) await checkAnchored(anchored, { ...member.log, own: member.own });
    }
    await members.gateway.give(governors.east, acknowledgeFork, {
      kind: 'anchored',
      ...head,
      reason: 'key-stolen',
    });
    await members.catchUp();
    expect(await east.log.service.status()).toMatchObject({ contradictions: 1, acknowledged: 1 });
    expect(await east.log.service.contradictions()).toMatchObject([
      { acknowledged: { organisation: 'east', reason: 'key-stolen' } },
    ]);
    expect(await west.log.service.status()).toMatchObject({ contradictions: 1, acknowledged: 0 });
  });
});
