// SPDX-License-Identifier: Apache-2.0
import type { RegistryChange } from '@guidang/chaincode/model';
import type { TileName } from '../merkle/tile-path';
import type { Contradiction } from './evidence';
import type { Receipt } from './receipt';
import type { WitnessAnswer } from './witness';

/** The transparency log, as everybody may read it. */
export interface LogService {
  /** The signed note of the head that is anchored; `undefined` before the first. */
  checkpoint(): string | undefined;
  /** The bytes of a tile or of a bundle of entries; `undefined` for what the head does not cover. */
  file(name: TileName): Promise<Uint8Array | undefined>;
  /** The text of the organisations' keys; `undefined` while there are none. */
  keys(): Promise<string | undefined>;
  /** Answers the body of a request to cosign a head. */
  addCheckpoint(body: Uint8Array): Promise<WitnessAnswer>;
  /** The note that this gateway cosigned last, by the SHA-256 of the log's origin in hex. */
  monitored(originHash: string): string | undefined;
  /** The receipt of an event: `pending` while no head covers it, `undefined` when there is no such event. */
  receipt(eventId: string): Promise<Receipt | 'pending' | undefined>;
  /** Where the log has forked, with both signed notes. */
  contradictions(): readonly Contradiction[];
  /**
   * Makes the organisation's next keys, and says how to propose them.
   * @returns undefined when this gateway keeps none of that organisation.
   */
  nextKeys(organisation: string): Promise<RegistryChange | undefined>;
  status(): LogStatus;
}

/** How far the log is. */
export interface LogStatus {
  readonly leaves: number;
  /** Of the anchored head; 0 before the first. */
  readonly headSize: number;
  readonly contradictions: number;
}
