// SPDX-License-Identifier: Apache-2.0
import { records, sameDigest } from '@guidang/chaincode/model';
import type { Digest } from '@guidang/chaincode/model';
import { caseContentArrived, contentArrived } from '@guidang/chaincode/commands';
import { holderForRecord } from '../application/content/holders-of';
import type { ContentOwner, ContentUsage, StoredContent, TransferSubject } from '../content';
import { find } from '../projection';
import type { ActingOptions } from './content-transfer';
import { givenContents } from './given-contents';
import { isHandedOver } from './send-content';

export interface ReceivingOptions extends ActingOptions {
  readonly organisation: string;
  readonly contentUsage: Pick<ContentUsage, 'count' | 'isCounted' | 'release' | 'reserve'>;
  readonly quotaBytesOf: (owner: ContentOwner) => number;
}

interface Transfer {
  readonly from: string;
  readonly of: TransferSubject;
}

interface Announced extends Transfer {
  readonly digest: StoredContent['digest'];
  readonly sizeBytes: number;
}

/** What the ledger says is to come from an organisation for a record or a part. */
interface Expected {
  readonly digests: readonly Digest[];
  /** Whose it will be here. */
  readonly holder: string;
  /** Whose account it is on. */
  readonly owner: ContentOwner;
}

/** The sender's block may arrive here a moment after its content, which it would have to send once more. */
const blockMs = 2_000;

/**
 * Waits until the ledger here says that a content is to come, before its first byte is taken: nobody fills this store
 * with what was neither handed over nor given to a part here.
 *
 * What is given to parts counts against the quota that the window's department has here: each application that it takes
 * in sends files, and they must not use up the room of the department of the part.
 * @returns what gives the room back that is set aside while it comes in: files that come at once do not share it.
 * @throws {Error} if the ledger does not say so yet: the sender tries again.
 * @throws {ContentError} `content-quota-exceeded`: it tries again until there is room.
 */
export async function awaitExpected(transfer: Announced, options: ReceivingOptions): Promise<() => void> {
  const { projection } = options;
  const signal = AbortSignal.timeout(blockMs);
  for (;;) {
    const { height } = projection.checkpoint;
    const expected = await expectedByDigest(transfer, options);
    if (typeof expected !== 'string') return takeRoom(transfer, expected, options);
    if (!(await projection.waitFor(height, signal))) throw new Error(expected);
  }
}

async function takeRoom(
  { of, digest, sizeBytes }: Announced,
  { owner }: Expected,
  { contentUsage, quotaBytesOf }: ReceivingOptions,
): Promise<() => void> {
  // What is here already is sent again where its arrival was not recorded, and takes no room.
  if (of.kind === 'record' || (await contentUsage.isCounted(owner, digest))) return () => undefined;
  contentUsage.reserve(owner, sizeBytes, quotaBytesOf(owner));
  return () => {
    contentUsage.release(owner, sizeBytes);
  };
}

/** Who a content that has come whole is noted for, before anybody can read it. */
export async function holderOfArrived(
  transfer: Transfer,
  content: StoredContent,
  options: ReceivingOptions,
): Promise<string> {
  return (await demandNamed(transfer, content, options)).holder;
}

/**
 * Records the arrival of a content as an event of the record, or of the part, that the sender named. Of other records of
 * that content nothing is said: anybody can make as many as they like.
 */
export async function recordArrival(
  { content, ...transfer }: Transfer & { readonly content: StoredContent },
  options: ReceivingOptions,
): Promise<void> {
  const { commands, systemOfficer, organisation, contentUsage } = options;
  const { digests, owner } = await demandNamed(transfer, content, options);
  await contentUsage.count(owner, content);
  const caller = await systemOfficer(organisation);
  const { kind, id } = transfer.of;
  const command = kind === 'case' ? caseContentArrived : contentArrived;
  for (const digest of digests) {
    const idempotencyKey = `arrival/${id}/${digest.value}`;
    await commands.run(caller, command, { id, digests: [digest] }, { role: 'system', idempotencyKey });
  }
}

/** With the digests by which the content is named: of either algorithm, or of both. */
async function demandNamed(
  transfer: Transfer,
  { digest, sm3 }: StoredContent,
  options: ReceivingOptions,
): Promise<Expected> {
  const expected = await expectedOf(transfer, options);
  if (typeof expected === 'string') throw new Error(expected);
  const digests = [digest, sm3].filter((name) => isAmong(name, expected.digests));
  if (digests.length === 0) throw new Error(ahead(transfer.of));
  return { ...expected, digests };
}

/** What a sender says beforehand is the SHA-256 digest: which file has a name by SM3 is known when it has come. */
async function expectedByDigest(transfer: Announced, options: ReceivingOptions): Promise<Expected | string> {
  const expected = await expectedOf(transfer, options);
  if (typeof expected === 'string') return expected;
  const { digests } = expected;
  const mayBe = isAmong(transfer.digest, digests) || digests.some(({ algorithm }) => algorithm === 'sm3');
  return mayBe ? expected : ahead(transfer.of);
}

function isAmong(digest: Digest, digests: readonly Digest[]): boolean {
  return digests.some((other) => sameDigest(other, digest));
}

function ahead({ kind }: TransferSubject): string {
  const what = kind === 'record' ? 'record that it belongs to' : 'part that it is given to';
  return `a content arrived before the ${what}`;
}

/** Or what is wanting, in words for the log. */
function expectedOf(transfer: Transfer, options: ReceivingOptions): Promise<Expected | string> {
  return transfer.of.kind === 'record'
    ? expectedForRecord(transfer, options)
    : givenToPart(transfer, options);
}

async function expectedForRecord(
  { from, of }: Transfer,
  { projection, organisation }: ReceivingOptions,
): Promise<Expected | string> {
  const record = await find(projection, records, of.id);
  if (record === undefined) return ahead(of);
  if (record.organisation !== from) return `a content arrived from ${from}, which has no such record`;
  if (!(await isHandedOver(projection, of.id, organisation))) {
    return 'a content arrived before its record was handed over';
  }
  const digests = record.contents.map(({ digest }) => digest);
  return { digests, holder: holderForRecord(of.id), owner: record };
}

/** Files of a joint case of the sender for a part of this organisation: both are the contract's own work. */
async function givenToPart(
  { from, of }: Transfer,
  { projection, organisation }: ReceivingOptions,
): Promise<Expected | string> {
  const given = await givenContents(of.id, projection);
  if (given === undefined) return ahead(of);
  const { joint, part, contents } = given;
  if (joint.organisation !== from) return `a content arrived from ${from}, which has no such joint case`;
  if (part.organisation !== organisation) return `a content arrived for a part of ${part.organisation}`;
  // As if the department had stored it: it is its to read, in the case and in its record, and to hand over.
  return { digests: contents.map(({ digest }) => digest), holder: part.department, owner: joint };
}
