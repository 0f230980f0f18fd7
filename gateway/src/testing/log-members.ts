// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchorHead } from '@guidang/chaincode/commands';
import type { TreeHead } from '@guidang/chaincode/model';
import { Level } from 'level';
import { optional } from '../common/optional';
import type { LedgerBlock, LedgerPort } from '../ledger/port';
import type { Clock } from '../common/clock';
import { HeadProposer } from '../log/head-proposer';
import { OwnKeys } from '../log/own-keys';
import { noteOf } from '../log/own-tree';
import type { WitnessPeer } from '../log/witness-peer';
import { Wallet } from '../identity';
import { catalogue } from '../errors/catalogue';
import { LogError } from '../log/log-error';
import { Projection } from '../projection';
import { openLog } from '../start/log';
import type { OpenedLog } from '../start/log';
import { officers, organisations } from '@guidang/chaincode/sample';
import type { OrganisationId } from '@guidang/chaincode/sample';
import { callerOf, EmbeddedGateway } from './embedded-gateway';
import { madeOnce } from './made-once';

const network = 'guidang';
const ids = Object.keys(organisations) as OrganisationId[];
const systemOfficers = {
  archives: officers.archivesSystem,
  east: officers.eastSystem,
  west: officers.westSystem,
  audit: officers.auditSystem,
} as const;

/** One organisation's part in keeping the log: its own stores, keys and tree. */
export interface LogMember {
  readonly organisation: OrganisationId;
  readonly folder: string;
  readonly store: Level;
  readonly own: OwnKeys;
  readonly projection: Projection;
  readonly log: OpenedLog;
  /** What was logged as an error. */
  readonly alarms: object[];
}

/** Four organisations that keep the log of one embedded ledger, each as its own gateway on a network would. */
export class LogMembers {
  readonly gateway: EmbeddedGateway;
  readonly all: Readonly<Record<OrganisationId, LogMember>>;
  readonly #folder: string;

  private constructor(
    gateway: EmbeddedGateway,
    all: Readonly<Record<OrganisationId, LogMember>>,
    folder: string,
  ) {
    this.gateway = gateway;
    this.all = all;
    this.#folder = folder;
  }

  static async open(clock?: Clock): Promise<LogMembers> {
    const folder = await mkdtemp(join(tmpdir(), 'guidang-log-members-'));
    await madeOnce('log-members', folder, async (empty) => {
      const made = await LogMembers.#open(empty);
      await made.#close();
    });
    return LogMembers.#open(folder, clock);
  }

  static async #open(folder: string, clock?: Clock): Promise<LogMembers> {
    const members = await Promise.all(
      ids.map(async (id): Promise<[OrganisationId, LogMember]> => [
        id,
        await openMember(join(folder, id), id, clock),
      ]),
    );
    const all = Object.fromEntries(members) as Record<OrganisationId, LogMember>;
    const logKeys = Object.fromEntries(members.map(([id, { own }]) => [id, own.newest]));
    const options = { folder: join(folder, 'all'), logKeys };
    const isNew = !existsSync(options.folder);
    const gateway = await EmbeddedGateway[isNew ? 'seeded' : 'open'](options);
    const opened = new LogMembers(gateway, all, folder);
    await opened.catchUp();
    return opened;
  }

  /** Brings the members' projections, or some, up to date with the ledger. */
  async catchUp(members: readonly LogMember[] = Object.values(this.all)): Promise<void> {
    for (const { projection } of members) {
      await projection.apply(...(await this.blocks(projection.checkpoint.height)));
    }
  }

  async blocks(from: number): Promise<LedgerBlock[]> {
    const port = this.#port();
    const height = await port.height();
    const blocks: LedgerBlock[] = [];
    if (from >= height) return blocks;
    const stop = new AbortController();
    for await (const block of port.blocks(from, stop.signal)) {
      blocks.push(block);
      if (block.number === height - 1) break;
    }
    return blocks;
  }

  /** Makes a member's head proposer, which sends to the others. */
  proposer(
    member: LogMember,
    peers: readonly WitnessPeer[] = this.othersThan(member).map(peerOf),
    onNotCosigned: (organisation: string, cause: Error) => void = () => undefined,
    submittedAtMs = (): number => -Infinity,
  ): HeadProposer {
    return new HeadProposer({
      ...member.log,
      projection: member.projection,
      own: member.own,
      members: ids,
      peers,
      anchor: async (checkpoint) => {
        const caller = callerOf(systemOfficers[member.organisation]);
        await this.gateway.services.commands.run(caller, anchorHead, { checkpoint });
      },
      onFailure: () => undefined,
      submittedAtMs,
      onNotCosigned,
    });
  }

  /** A head that the keys of a quorum have signed past all gateways and their trees. */
  async forgeHead(
    size: number,
    root: Buffer = randomBytes(32),
  ): Promise<{ readonly note: string; readonly head: TreeHead }> {
    const { east, west, audit } = this.all;
    const head = { origin: east.log.tree.origin, size, root };
    const keys = await east.log.registered.current();
    const signers = [east, west, audit].flatMap(({ own }) => own.among(keys) ?? []);
    const time = Math.floor(Date.now() / 1000);
    const logged = signers.slice(0, 1).map((signer) => signer.signHead(head));
    const note = noteOf(head, [...logged, ...signers.flatMap((signer) => signer.cosign(head, time))]);
    return { note, head: { size, root: head.root.toString('base64') } };
  }

  /** As after a restart of its gateway. */
  async reopen(member: LogMember): Promise<LogMember> {
    await member.store.close();
    await member.projection.close();
    return Object.assign(member, await openMember(member.folder, member.organisation));
  }

  othersThan(member: LogMember): LogMember[] {
    return Object.values(this.all).filter((other) => other !== member);
  }

  async close(): Promise<void> {
    await this.#close();
    await rm(this.#folder, { recursive: true });
  }

  async #close(): Promise<void> {
    for (const { projection, store } of Object.values(this.all)) {
      await projection.close();
      await store.close();
    }
    await this.gateway.close();
  }

  #port(): LedgerPort {
    const { ledger } = this.gateway.context.organisations.get('archives') ?? {};
    if (ledger === undefined) throw new Error('no ledger');
    return ledger;
  }
}

/** Opens or reopens a member's stores. */
export async function openMember(
  folder: string,
  organisation: OrganisationId,
  clock?: Clock,
): Promise<LogMember> {
  const store = new Level(join(folder, 'gateway'));
  await store.open();
  const wallet = await Wallet.open(store, Buffer.alloc(32, 1));
  const own = await OwnKeys.open(wallet, { network, organisation });
  const projection = await Projection.open(join(folder, 'projection'));
  const alarms: object[] = [];
  const opened = { organisation, folder, store, own, projection, alarms };
  return { ...opened, log: await openMemberLog(opened, clock) };
}

/** A member's log over its stores. */
export function openMemberLog(
  { own, projection, store, alarms }: Omit<LogMember, 'log'>,
  clock?: Clock,
): Promise<OpenedLog> {
  return openLog({
    deployment: { log: { own, members: ids, peers: [] }, ledgerName: { network, channel: 'records' } },
    projection,
    store,
    onAlarm: (alarm) => alarms.push(alarm),
    ...optional({ clock }),
  });
}

/** A member's witness as another gateway sees it over HTTP. */
export function peerOf({ organisation, log }: LogMember): WitnessPeer {
  return {
    organisation,
    addCheckpoint: async (body) => {
      try {
        const answer = await log.service.addCheckpoint(Buffer.from(body));
        return 'cosignatures' in answer
          ? { status: 200, body: answer.cosignatures }
          : { status: 409, body: `${answer.cosignedSize}\n` };
      } catch (error) {
        if (error instanceof LogError) return { status: catalogue[error.code].status, body: error.code };
        throw error;
      }
    },
  };
}
