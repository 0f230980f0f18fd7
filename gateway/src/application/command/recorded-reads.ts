// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Command, CommandResult } from '@guidang/chaincode/commands';
import { timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import { sha256 } from '../../common/sha256';
import { ContentError } from '../../content';
import { findEvent } from '../../projection';
import type { Projection } from '../../projection';
import type { Caller } from '../caller';
import type { Committed, ReadUse } from './api';
import { committed } from './committed';
import type { IdempotencyKeys } from './idempotency';
import type { SigningCommandService } from './service';

/** How long the one download that a recorded read covers may be resumed. */
const downloadMs = 3_600_000;

/** What is kept of an answered read: when, what, of which transaction, and what tells it from another. */
const answerSchema = z.tuple([z.string(), z.string(), z.string(), z.string()]);

interface RecordedReadsOptions {
  readonly commands: SigningCommandService;
  readonly keys: IdempotencyKeys;
  readonly projection: Projection;
  readonly clock: Clock;
}

export interface ReadRequest<Body, Result extends CommandResult> {
  /** The command that records the read. */
  readonly command: Command<Body, Result>;
  readonly body: NoInfer<Body>;
  readonly use: ReadUse;
  /** What is shown, such as a digest: the recorded read covers nothing else. */
  readonly shown: string;
  /** Asks for a part of what this read has opened before (RFC 9110 section 14). */
  readonly continues?: boolean;
}

interface Answering {
  readonly access: Committed;
  readonly shown: string;
  readonly continues: boolean;
}

/**
 * Reads that are recorded on the ledger before they are answered. One recorded read covers one answer: a command that
 * ran before, under an old Idempotency-Key, would otherwise open what it names for ever, and leave no further trace.
 */
export class RecordedReads {
  readonly #commands: SigningCommandService;
  readonly #keys: IdempotencyKeys;
  readonly #projection: Projection;
  readonly #clock: Clock;

  constructor({ commands, keys, projection, clock }: RecordedReadsOptions) {
    this.#commands = commands;
    this.#keys = keys;
    this.#projection = projection;
    this.#clock = clock;
  }

  /**
   * Records a read, and returns once the query store has it.
   * @throws {ContentError} `read-used`; and as the command service and {@link committed}.
   */
  async record<Body, Result extends CommandResult>(
    caller: Caller,
    { command, body, use, shown, continues = false }: ReadRequest<Body, Result>,
  ): Promise<Committed> {
    const access = await committed(this.#commands.run(caller, command, body, use), this.#projection);
    const { idempotencyKey } = use;
    if (idempotencyKey === undefined) return access;
    const name = ['read', caller.organisation, caller.officer, sha256(idempotencyKey).toString('base64url')];
    if (await this.#isCovered(name.join('~'), { access, shown, continues })) return access;
    throw new ContentError(
      'read-used',
      'this recorded read has been answered: a further one needs another key',
    );
  }

  /** Only here, after the read is recorded: one that failed or timed out has shown nothing, and may be asked again. */
  async #isCovered(name: string, { access, shown, continues }: Answering): Promise<boolean> {
    const at = timeOf(this.#clock);
    const answer = JSON.stringify([at, shown, access.transaction, randomUUID()]);
    const first = await this.#keys.first(name, answer);
    // One that another gateway of the organisation, or an earlier version, recorded may have been answered long since.
    if (first === answer) return !access.repeated || this.#isRecent(await this.#recordedAt(access));
    const [openedAt, opened, transaction] = answerSchema.parse(JSON.parse(first));
    const isSame = opened === shown && transaction === access.transaction;
    return continues && isSame && this.#isRecent(openedAt);
  }

  #isRecent(time: string): boolean {
    return this.#clock.nowMs() - Date.parse(time) < downloadMs;
  }

  async #recordedAt({ transaction }: Committed): Promise<string> {
    return (await findEvent(this.#projection, `${transaction}-0`))?.event.claimedAt ?? '';
  }
}
