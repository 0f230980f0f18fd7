// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import { systemClock } from '../common/clock';
import type { Clock } from '../common/clock';
import { Evidence } from '../log/evidence';
import { judgementOf } from '../log/judgements';
import type { Contradiction } from '../log/evidence';
import { OwnTree } from '../log/own-tree';
import { PublishedLog } from '../log/published-log';
import { Receipts } from '../log/receipts';
import { RegisteredKeys } from '../log/registered-keys';
import { Seals } from '../log/seals';
import { Resets } from '../log/resets';
import { TransparencyLog } from '../log/transparency-log';
import { LogTree } from '../merkle/tree';
import { Witness } from '../log/witness';
import type { Projection } from '../projection';
import type { Deployment } from './deployment';

interface LogOptions {
  readonly deployment: Pick<Deployment, 'log' | 'ledgerName'>;
  readonly projection: Projection;
  readonly store: Level;
  /** Called for each new contradiction. */
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
  readonly seals: Seals;
  readonly clock: Clock;
}

/** Opens the log over the projection; it does not propose heads yet. */
export async function openLog({
  deployment,
  projection,
  store,
  onAlarm,
  clock = systemClock,
}: LogOptions): Promise<OpenedLog> {
  const { own } = deployment.log;
  const published = new PublishedLog(projection);
  const merkle = new LogTree(published.readTile);
  const tree = new OwnTree(deployment.ledgerName.network, projection, merkle);
  const registered = new RegisteredKeys(projection);
  const resets = new Resets(projection, tree);
  const evidence = await Evidence.open({
    store,
    onFound: onAlarm,
    judge: (head) => judgementOf(projection, own.holder.organisation, head),
  });
  const witness = await Witness.open({ store, tree, registered, own, evidence, resets, clock });
  const receipts = new Receipts({ projection, merkle, tree, registered });
  const service = new TransparencyLog({
    projection,
    published,
    registered,
    own,
    witness,
    evidence,
    receipts,
    resets,
  });
  return {
    service,
    tree,
    merkle,
    registered,
    witness,
    evidence,
    receipts,
    seals: new Seals(registered),
    clock,
  };
}
