// SPDX-License-Identifier: Apache-2.0
import type { Logger } from 'pino';
import { otherHead, watchHeads } from '../log/anchored-check';
import type { Contradiction } from '../log/evidence';
import { OwnTree } from '../log/own-tree';
import { PublishedLog } from '../log/published-log';
import { Receipts } from '../log/receipts';
import { RegisteredKeys } from '../log/registered-keys';
import { LogTree } from '../merkle/tree';
import type { Projection } from '../projection';

/** The log as a reader has it: its own tree, and no keys to sign with. */
export interface ReaderLog {
  readonly network: string;
  readonly published: PublishedLog;
  readonly registered: RegisteredKeys;
  readonly receipts: Receipts;
  /** Found since the start; the signed evidence is the first gateway's, which compares the same heads. */
  readonly evidence: { readonly contradictions: readonly Pick<Contradiction, 'kind' | 'size'>[] };
  close(): void;
}

/** Opens the log over the projection, and compares each anchored head with the reader's own tree. */
export function openReaderLog(network: string, projection: Projection, logger: Logger): ReaderLog {
  const published = new PublishedLog(projection);
  const merkle = new LogTree(published.readTile);
  const tree = new OwnTree(network, projection, merkle);
  const registered = new RegisteredKeys(projection);
  const contradictions: Pick<Contradiction, 'kind' | 'size'>[] = [];
  const close = watchHeads(projection, (head) => {
    otherHead(head, tree).then(
      (ours) => {
        if (ours === undefined) return;
        contradictions.push({ kind: 'anchored', size: head.size });
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
  return { network, published, registered, receipts, evidence: { contradictions }, close };
}
