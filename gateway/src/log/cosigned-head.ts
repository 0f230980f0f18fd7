// SPDX-License-Identifier: Apache-2.0
import type { LogHead } from '@guidang/chaincode/model';
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

/**
 * The anchored head with the organisations that have cosigned it, by name. Its signatures are checked once for each head,
 * not for each stranger who looks.
 */
export class CosignedHeads {
  readonly #source: Source;
  #known: { readonly checkpoint: string; readonly opened: Promise<CosignedHead> } | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  /** @returns undefined before the first head. */
  async newest(): Promise<CosignedHead | undefined> {
    const { head } = this.#source.projection;
    if (head === undefined) return undefined;
    if (this.#known?.checkpoint !== head.checkpoint) {
      const opened = open(head, this.#source);
      const known = { checkpoint: head.checkpoint, opened };
      this.#known = known;
      // What fails is tried again.
      opened.catch(() => {
        if (this.#known === known) this.#known = undefined;
      });
    }
    return this.#known.opened;
  }
}

async function open(
  { size, checkpoint }: Pick<LogHead, 'size' | 'checkpoint'>,
  { registered, network }: Source,
): Promise<CosignedHead> {
  const keys = await registered.countingFor(size);
  const opened = readHead(checkpoint, logOrigin(network), keys);
  const cosigners = cosignersOf(opened).sort();
  return {
    size,
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
