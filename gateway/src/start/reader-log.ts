// SPDX-License-Identifier: Apache-2.0
import type { Logger } from 'pino';
import { otherHead, watchHeads } from '../log/anchored-check';
import { judgementOf } from '../log/judgements';
import type { ForkedHead, Judgement } from '../log/judgements';
import { OwnTree } from '../log/own-tree';
import { PublishedLog } from '../log/published-log';
import { Receipts } from '../log/receipts';
import { RegisteredKeys } from '../log/registered-keys';
import { Seals } from '../log/seals';
import { LogTree } from '../merkle/tree';
import type { Projection } from '../projection';

type KnownFork = ForkedHead & Judgement;

interface ReaderLogOptions {
  readonly network: string;
  readonly organisation: string;
  readonly projection: Projection;
  readonly logger: Logger;
}

/** The log as a reader has it: its own tree, and no keys to sign with. */
export interface ReaderLog {
  readonly network: string;
  readonly published: PublishedLog;
  readonly registered: RegisteredKeys;
  readonly receipts: Receipts;
  readonly seals: Seals;
  /** Found since the start; the signed evidence is the first gateway's, which compares the same heads. */
  readonly evidence: { contradictions(): Promise<readonly KnownFork[]> };
  close(): void;
}

/** Opens the log over the projection, and compares each anchored head with the reader's own tree. */
export function openReaderLog({ network, organisation, projection, logger }: ReaderLogOptions): ReaderLog {
  const published = new PublishedLog(projection);
  const merkle = new LogTree(published.readTile);
  const tree = new OwnTree(network, projection, merkle);
  const registered = new RegisteredKeys(projection);
  const forks: ForkedHead[] = [];
  const close = watchHeads(projection, (head) => {
    otherHead(head, tree).then(
      (ours) => {
        if (ours === undefined) return;
        forks.push({ kind: 'anchored', size: head.size, root: head.root });
        logger.error(
          { size: head.size },
          "the log has forked: two roots for one size, see the first gateway's",
        );
      },
      (error: unknown) => {
        logger.error({ error }, 'an anchored head could not be compared with our own tree');
      },
    );
  });
  const receipts = new Receipts({ projection, merkle, tree, registered });
  const contradictions = (): Promise<KnownFork[]> =>
    Promise.all(
      forks.map(async (fork) => ({ ...fork, ...(await judgementOf(projection, organisation, fork)) })),
    );
  const seals = new Seals(registered);
  return { network, published, registered, receipts, seals, evidence: { contradictions }, close };
}
