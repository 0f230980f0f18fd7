// SPDX-License-Identifier: Apache-2.0
import type { LogResetChange, RegistryChange } from '@guidang/chaincode/model';
import { keyLabel } from '@guidang/chaincode/proof';
import type { CosignedHead, LogService, LogStatus } from './api';
import { CosignedHeads } from './cosigned-head';
import { setAsideHeads } from '../projection';
import type { Projection } from '../projection';
import type { Evidence, KnownContradiction } from './evidence';
import type { OwnKeys } from './own-keys';
import type { PublishedLog } from './published-log';
import type { Receipt } from './receipt';
import type { Receipts } from './receipts';
import { keysText } from './registered-keys';
import type { RegisteredKeys } from './registered-keys';
import type { Resets } from './resets';
import { statusOf } from './status';
import type { TileName } from '../merkle/tile-path';
import type { Witness, WitnessAnswer } from './witness';

interface TransparencyLogParts {
  readonly projection: Projection;
  readonly published: PublishedLog;
  readonly registered: RegisteredKeys;
  readonly own: OwnKeys;
  readonly witness: Witness;
  readonly evidence: Evidence;
  readonly receipts: Receipts;
  readonly resets: Resets;
}

/** The transparency log of one gateway, for the HTTP layer. */
export class TransparencyLog implements LogService {
  readonly #parts: TransparencyLogParts;
  readonly #heads: CosignedHeads;

  constructor(parts: TransparencyLogParts) {
    this.#parts = parts;
    const { projection, registered, own } = parts;
    this.#heads = new CosignedHeads({ projection, registered, network: own.holder.network });
  }

  checkpoint(): string | undefined {
    return this.#parts.published.checkpoint();
  }

  cosignedHead(): Promise<CosignedHead | undefined> {
    return this.#heads.newest();
  }

  file(name: TileName): Promise<Uint8Array | undefined> {
    return this.#parts.published.file(name);
  }

  isForMembers(name: TileName): Promise<boolean> {
    return this.#parts.published.isForMembers(name);
  }

  async keys(): Promise<string | undefined> {
    const { registered, own, projection } = this.#parts;
    return keysText(own.holder.network, await registered.all(), await setAsideHeads(projection));
  }

  addCheckpoint(body: Uint8Array): Promise<WitnessAnswer> {
    return this.#parts.witness.addCheckpoint(body);
  }

  monitored(originHash: string): string | undefined {
    return this.#parts.witness.monitored(originHash);
  }

  receipt(eventId: string): Promise<Receipt | 'pending' | undefined> {
    return this.#parts.receipts.of(eventId);
  }

  contradictions(): Promise<readonly KnownContradiction[]> {
    return this.#parts.evidence.contradictions();
  }

  async suggestedReset(): Promise<RegistryChange | undefined> {
    const change = await this.#parts.resets.suggested();
    return change && { kind: 'log-reset', ...change };
  }

  demandFounded(change: LogResetChange): Promise<void> {
    return this.#parts.resets.demandFounded(change);
  }

  async nextKeys(organisation: string): Promise<RegistryChange | undefined> {
    const { own, registered } = this.#parts;
    if (organisation !== own.holder.organisation) return undefined;
    const all = await registered.all();
    const current = all.filter((key) => key.organisation === organisation && key.status === 'current');
    const add = await own.next(all);
    return { kind: 'log-keys', organisation, add: [...add], retire: current.map(keyLabel) };
  }

  async status(): Promise<LogStatus> {
    const { projection, evidence } = this.#parts;
    return statusOf(projection, await evidence.contradictions());
  }
}
