// SPDX-License-Identifier: Apache-2.0
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import type { Config } from './config/config';
import type { BuiltInIssuer, OfficerDirectory } from './identity';
import { joinLedger } from './start/join-ledger';
import type { Joined } from './start/join-ledger';
import { keepLog } from './start/keep-log';
import { openTogether } from './start/opened';
import { openParts } from './start/parts';
import type { Parts } from './start/parts';
import { startReactions } from './start/reactions';
import type { Reactions } from './start/reactions';
import { readinessOf } from './start/readiness';
import { serve } from './start/serve';
import type { Serving } from './start/serve';
import { buildServices } from './start/services';

/** What runs, over the open parts. */
interface Running {
  readonly joined: Joined;
  readonly serving: Serving;
  readonly reactions: Reactions;
  readonly logKeeping: ReturnType<typeof keepLog>;
}

/** A running gateway: one organisation's way to the ledger, or with the embedded default, everybody's. */
export class Gateway {
  readonly #parts: Parts;
  readonly #running: Running;

  private constructor(parts: Parts, running: Running) {
    this.#parts = parts;
    this.#running = running;
  }

  /**
   * Opens the stores, listens, and takes up what an earlier run left. `/readyz` says when the ledger is reached and
   * the projection has caught up.
   * @param preparation `/readyz` waits for it too: what whoever starts the gateway does first.
   * @throws when a store is damaged or the port is taken; then nothing stays open.
   */
  static start(config: Config, logger: Logger, preparation = Promise.resolve()): Promise<Gateway> {
    return openTogether(async (opened) => {
      const parts = opened.add(await openParts(config, { logger }), (each) => each.close());
      const joined = opened.add(joinLedger(parts), (each) => each.leave());
      const services = buildServices(parts, readinessOf({ parts, joined, preparation }));
      const metrics = new Registry();
      const serving = opened.add(await serve({ parts, services: services.http, metrics }), (each) =>
        each.close(),
      );
      const publicUrl = config.publicUrl ?? serving.url;
      const reactions = opened.add(startReactions({ parts, services, publicUrl, metrics }), (each) =>
        each.close(),
      );
      const logKeeping = opened.add(keepLog({ parts, commands: services.commands }), (each) => each.close());
      for (const { outbox } of parts.context.organisations.values()) void outbox.recover();
      return new Gateway(parts, { joined, serving, reactions, logKeeping });
    });
  }

  /** Where it listens. */
  get url(): string {
    return this.#running.serving.url;
  }

  /** The embedded default's own issuer. */
  get issuer(): BuiltInIssuer | undefined {
    const { deployment } = this.#parts;
    return deployment.kind === 'embedded' ? deployment.issuer : undefined;
  }

  get officers(): OfficerDirectory {
    return this.#parts.context.officers;
  }

  /** Resolves when the organisations stand in the ledger's registry. */
  get registered(): Promise<void> {
    return this.#running.joined.registered;
  }

  /** Rejects when the gateway can no longer follow the ledger: its answers would go stale without a word. */
  get following(): Promise<void> {
    return this.#running.joined.following;
  }

  /**
   * Stops without losing anything: no new requests, no new reactions and heads; what is accepted is finished, or kept
   * for the next start.
   */
  async close(): Promise<void> {
    const { joined, serving, reactions, logKeeping } = this.#running;
    await serving.close();
    await Promise.all([reactions.close(), logKeeping.close()]);
    await joined.leave();
    await this.#parts.close();
  }
}
