// SPDX-License-Identifier: Apache-2.0
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import type { Config } from './config/config';
import type { Services } from './application/services';
import { loadWalletKey } from './identity';
import type { BuiltInIssuer, OfficerDirectory } from './identity';
import { dataFolderAt } from './start/data-folder';
import { joinLedger } from './start/join-ledger';
import type { Joined } from './start/join-ledger';
import { keepLog } from './start/keep-log';
import { endKeys } from './start/key-life';
import { openTogether } from './start/opened';
import { openParts } from './start/parts';
import type { Parts } from './start/parts';
import { startReactions } from './start/reactions';
import type { Reactions } from './start/reactions';
import { projectionMetrics } from './start/projection-metrics';
import { readinessOf } from './start/readiness';
import { serve } from './start/serve';
import type { Serving } from './start/serve';
import { buildServices } from './start/services';
import { contentMetrics, storageMetrics } from './start/storage-metrics';
import { StorageError } from './storage';

/** The running tasks on top of the opened parts. */
interface Running {
  readonly joined: Joined;
  readonly serving: Serving;
  readonly reactions: Reactions;
  readonly logKeeping: ReturnType<typeof keepLog>;
  readonly keyLife: ReturnType<typeof endKeys>;
}

/**
 * A running gateway: one organisation's access to the ledger, or, with the embedded default, that of all organisations.
 */
export class Gateway {
  readonly #parts: Parts;
  readonly #running: Running;

  private constructor(parts: Parts, running: Running) {
    this.#parts = parts;
    this.#running = running;
  }

  /**
   * Opens the stores, listens, and resumes what an earlier run left unfinished. `/readyz` reports when the ledger is
   * reachable and the projection has caught up.
   * @param preparation `/readyz` waits for it too, such as seeding the demo.
   * @throws if a store is damaged or the port is taken; everything is closed again then.
   */
  static start(config: Config, logger: Logger, preparation = Promise.resolve()): Promise<Gateway> {
    // LevelDB makes its files as the process's mask allows.
    process.umask(0o077);
    return openTogether(async (opened) => {
      const parts = opened.add(await openParts(config, { logger }), (each) => each.close());
      const joined = opened.add(joinLedger(parts), (each) => each.leave());
      const services = buildServices(parts, readinessOf({ parts, joined, preparation }));
      const metrics = new Registry();
      storageMetrics(metrics, parts.storage);
      contentMetrics(metrics, parts.contentUsage);
      projectionMetrics(metrics, parts.projection);
      const serving = opened.add(await serveParts(parts, services.http, metrics), (each) => each.close());
      const publicUrl = config.publicUrl ?? serving.url;
      const reactions = opened.add(await startReactions({ parts, services, publicUrl, metrics }), (each) =>
        each.close(),
      );
      const logKeeping = opened.add(keepLog({ parts, commands: services.commands }), (each) => each.close());
      const keyLife = opened.add(endKeys({ parts, keys: services.keys }), (each) => each.close());
      for (const { outbox } of parts.context.organisations.values()) void outbox.recover();
      return new Gateway(parts, { joined, serving, reactions, logKeeping, keyLife });
    });
  }

  /** The URL that it listens on. */
  get url(): string {
    return this.#running.serving.url;
  }

  /** The embedded default's built-in token issuer. */
  get issuer(): BuiltInIssuer | undefined {
    const { deployment } = this.#parts;
    return deployment.kind === 'embedded' ? deployment.issuer : undefined;
  }

  get officers(): OfficerDirectory {
    return this.#parts.context.officers;
  }

  /** Resolves when the organisations are in the ledger's registry. */
  get registered(): Promise<void> {
    return this.#running.joined.registered;
  }

  /**
   * Rejects when the gateway can no longer follow the ledger: its answers would silently become stale. Not when the
   * disk has failed: then it goes on reading, and `/readyz` says so.
   */
  get following(): Promise<void> {
    return this.#running.joined.following.catch((error: unknown) => {
      if (!(error instanceof StorageError)) throw error;
    });
  }

  /**
   * Shuts down without losing anything: no new requests, reactions and heads; accepted work is finished, or kept for
   * the next start.
   */
  async close(): Promise<void> {
    const { joined, serving, reactions, logKeeping, keyLife } = this.#running;
    await serving.close();
    await Promise.all([reactions.close(), logKeeping.close(), keyLife.close()]);
    await joined.leave();
    await this.#parts.close();
  }
}

function serveParts(parts: Parts, services: Services, metrics: Registry): Promise<Serving> {
  const { config, deployment } = parts;
  return serve({
    ...parts,
    services,
    metrics,
    tls: deployment.kind === 'network' ? deployment.tls : undefined,
    cursorKey: loadWalletKey(dataFolderAt(config.dataFolder).keys.cursors),
    isReader: false,
  });
}
