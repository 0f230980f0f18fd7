// SPDX-License-Identifier: Apache-2.0
import { anchorHead } from '@guidang/chaincode/commands';
import type { Level } from 'level';
import type { Logger } from 'pino';
import { systemClock, type Clock } from '../common/clock';
import { checkAnchored } from '../log/anchored-check';
import { Evidence, type Contradiction } from '../log/evidence';
import { HeadProposer } from '../log/head-proposer';
import { OwnTree } from '../log/own-tree';
import { PublishedLog } from '../log/published-log';
import { Receipts } from '../log/receipts';
import { RegisteredKeys } from '../log/registered-keys';
import { TransparencyLog } from '../log/transparency-log';
import { LogTree } from '../merkle/tree';
import { Witness } from '../log/witness';
import type { Projection } from '../projection';
import { NoSystemOfficer, systemOfficer } from '../reaction/system-officer';
import type { CommandService } from '../application/command/service';
import type { Access } from '../application/gateway-context';
import type { Backing } from './backing';

export interface LogOptions {
  readonly backing: Pick<Backing, 'log' | 'ledgerName'>;
  readonly projection: Projection;
  readonly store: Level;
  /** Told of each new contradiction. */
  readonly onAlarm: (contradiction: Contradiction) => void;
  readonly clock?: Clock;
}

/** The parts of a gateway's log. */
export interface OpenedLog {
  readonly service: TransparencyLog;
  readonly tree: OwnTree;
  readonly merkle: LogTree;
  readonly registered: RegisteredKeys;
  readonly witness: Witness;
  readonly evidence: Evidence;
  readonly receipts: Receipts;
  readonly clock: Clock;
}

/** Opens the log over the projection; it proposes nothing by itself yet. */
export async function openLog({
  backing,
  projection,
  store,
  onAlarm,
  clock = systemClock,
}: LogOptions): Promise<OpenedLog> {
  const { own } = backing.log;
  const published = new PublishedLog(projection);
  const merkle = new LogTree(published.readTile);
  const tree = new OwnTree(backing.ledgerName.network, projection, merkle);
  const registered = new RegisteredKeys(projection);
  const evidence = await Evidence.open(store, onAlarm);
  const witness = await Witness.open({ store, tree, registered, own, evidence, clock });
  const receipts = new Receipts({ projection, merkle, tree, registered });
  const service = new TransparencyLog({
    projection,
    published,
    registered,
    own,
    witness,
    evidence,
    receipts,
  });
  return { service, tree, merkle, registered, witness, evidence, receipts, clock };
}

export interface KeepingOptions extends Pick<LogOptions, 'backing' | 'projection'> {
  readonly log: OpenedLog;
  readonly access: Access;
  readonly commands: CommandService;
  readonly logger: Logger;
}

/** Keeps the log: proposes heads in turn with the others, and compares those that are anchored. */
export function keepLog(options: KeepingOptions): { close(): Promise<void> } {
  const stop = new AbortController();
  const unwatch = watchAnchored(options);
  const running = headProposer(options).run(stop.signal);
  return {
    close: async () => {
      unwatch();
      stop.abort();
      await running;
      for (const peer of options.backing.log.peers) peer.close();
    },
  };
}

/** What proposes heads of this gateway. */
export function headProposer({
  backing,
  projection,
  log,
  access,
  commands,
  logger,
}: KeepingOptions): HeadProposer {
  const { own, members, peers } = backing.log;
  const { organisation } = own.holder;
  return new HeadProposer({
    ...log,
    projection,
    own,
    members,
    peers,
    anchor: async (checkpoint) => {
      const officer = await systemOfficer(organisation, access.officers, projection);
      await commands.run(officer, anchorHead, { checkpoint });
    },
    onFailure: (error) => {
      const level = error instanceof NoSystemOfficer ? 'info' : 'warn';
      logger[level]({ organisation, error }, 'no head of the log could be anchored; it will be tried again');
    },
  });
}

/** Compares each head that is anchored with our own tree, the one there is at the start too. */
function watchAnchored({ backing, projection, log, logger }: KeepingOptions): () => void {
  let seen = 0;
  const compare = (): void => {
    const { head } = projection;
    if (head === undefined || head.size === seen) return;
    seen = head.size;
    checkAnchored(head, { ...log, own: backing.log.own }).catch((error: unknown) => {
      logger.error({ error }, 'an anchored head could not be compared with our own tree');
    });
  };
  compare();
  return projection.onBlock(compare);
}
