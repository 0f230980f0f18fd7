// SPDX-License-Identifier: Apache-2.0
import type { LogResetChange, RegistryChange } from '@guidang/chaincode/model';
import type { TileName } from '../merkle/tile-path';
import type { KnownContradiction } from './evidence';
import type { Receipt } from './receipt';
import type { WitnessAnswer } from './witness';

/** The newest head, and who has cosigned it. */
export interface CosignedHead {
  readonly size: number;
  /** In base64. */
  readonly root: string;
  readonly cosigners: readonly {
    readonly organisation: string;
    /** The signing time that it claims; ISO 8601. */
    readonly at: string;
  }[];
  /** How many must have. */
  readonly quorum: number;
}

/** The public read and witness API of the transparency log. */
export interface LogService {
  /** The signed note of the anchored head; `undefined` before the first one. */
  checkpoint(): string | undefined;
  /** The same, opened; its signatures are checked anew. */
  cosignedHead(): Promise<CosignedHead | undefined>;
  /** The bytes of a tile or entry bundle; `undefined` for anything that the head does not cover. */
  file(name: TileName): Promise<Uint8Array | undefined>;
  /** Whether a file is shown to members' officers only: entries that are not salted. */
  isForMembers(name: TileName): Promise<boolean>;
  /** The organisations' keys as text; `undefined` before there are any. */
  keys(): Promise<string | undefined>;
  /** Handles the body of a request to cosign a head. */
  addCheckpoint(body: Uint8Array): Promise<WitnessAnswer>;
  /** The last note that this gateway cosigned, by the SHA-256 of the log's origin in hex. */
  monitored(originHash: string): string | undefined;
  /** The receipt of an event: `pending` while no head covers it, `undefined` if there is no such event. */
  receipt(eventId: string): Promise<Receipt | 'pending' | undefined>;
  /** The log's known forks, each with both signed notes. */
  contradictions(): Promise<readonly KnownContradiction[]>;
  /** The reset that this gateway's own tree asks for, as a change to propose; undefined while all is well. */
  suggestedReset(): Promise<RegistryChange | undefined>;
  /** @throws {LogError} `checkpoint-inconsistent` for a reset that this gateway's own tree speaks against. */
  demandFounded(change: LogResetChange): Promise<void>;
  /**
   * Generates the organisation's next keys, as a change to propose.
   * @returns undefined when this gateway holds no keys of that organisation.
   */
  nextKeys(organisation: string): Promise<RegistryChange | undefined>;
  status(): Promise<LogStatus>;
}

/** The progress of the log. */
export interface LogStatus {
  readonly leaves: number;
  /** Size of the anchored head; 0 before the first one. */
  readonly headSize: number;
  readonly contradictions: number;
  /** How many of these are judged: a governor has acknowledged them, or a majority set the head aside. */
  readonly acknowledged: number;
}
