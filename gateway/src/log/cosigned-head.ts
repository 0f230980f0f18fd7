// SPDX-License-Identifier: Apache-2.0
import { cosignersOf, logOrigin, quorumOf } from '@guidang/chaincode/proof';
import type { SignedHead } from '@guidang/chaincode/proof';
import type { Projection } from '../projection';
import type { CosignedHead } from './api';
import { readHead } from './read-head';
import type { RegisteredKeys } from './registered-keys';

interface Source {
  readonly projection: Projection;
  readonly registered: RegisteredKeys;
  readonly network: string;
}

/** The anchored head with the organisations that have cosigned it, by name; its signatures are checked anew. */
export async function cosignedHead({
  projection,
  registered,
  network,
}: Source): Promise<CosignedHead | undefined> {
  const { head } = projection;
  if (head === undefined) return undefined;
  const keys = await registered.countingFor(head.size);
  const opened = readHead(head.checkpoint, logOrigin(network), keys);
  const cosigners = cosignersOf(opened).sort();
  return {
    size: head.size,
    root: opened.checkpoint.root.toString('base64'),
    quorum: quorumOf(keys),
    cosigners: cosigners.map((organisation) => ({ organisation, at: cosignedAt(opened, organisation) })),
  };
}

/** The later of the times that its two signatures claim. */
function cosignedAt({ signatures }: SignedHead, organisation: string): string {
  const times = signatures.flatMap(({ key, time }) =>
    key.organisation === organisation && time !== undefined ? [time] : [],
  );
  return new Date(Math.max(...times) * 1000).toISOString();
}
