// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Level } from 'level';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import type { Config } from './config/config';
import { createContentKeys, FolderStore, readContentKeys } from './content';
import {
  Authenticator,
  ClientCertificates,
  loadWalletKey,
  OfficerDirectory,
  Wallet,
  type BuiltInIssuer,
} from './identity';
import { EntryCipher, LevelOutboxStore, Outbox } from './outbox';
import { follow, Projection } from './projection';
import { commandBatching } from './application/command/batch';
import type { Access, OrganisationAccess } from './application/gateway-context';
import type { Backing } from './start/backing';
import { openEmbedded } from './start/embedded';
import { foundOrganisations } from './start/found-organisations';
import { keepLog, openLog } from './start/log';
import { openNetwork } from './start/network';
import { readinessOf } from './start/readiness';
import { buildServices, type BuiltServices } from './start/services';
import { serve, type Serving } from './start/serve';
import { startReactions, type Reactions } from './start/reactions';

const drainMs = 10_000;

/** What stops, in this order: no new requests, no new reactions and heads, writes in flight end, the ledger closes last. */
interface Parts {
  readonly store: Level;
  readonly backing: Backing;
  readonly projection: Projection;
  readonly access: Access;
  readonly services: BuiltServices;
  readonly reactions: Reactions;
  readonly logKeeping: ReturnType<typeof keepLog>;
  readonly serving: Serving;
  readonly following: Promise<void>;
  readonly founding: Promise<void>;
  readonly stop: AbortController;
}

/** A running gateway: one organisation's way to the ledger, or with the embedded default, everybody's. */
export class Gateway {
  readonly #parts: Parts;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Opens the stores, listens, and takes up what an earlier run left. `/readyz` says when the ledger is reached and
   * the projection has caught up.
   * @param preparation `/readyz` waits for it too: what whoever starts the gateway does first.
   * @throws when a store is damaged or the port is taken.
   */
  static async start(config: Config, logger: Logger, preparation = Promise.resolve()): Promise<Gateway> {
    const { dataFolder } = config;
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    const walletKey = loadWalletKey(join(dataFolder, 'keys', 'wallet'));
    const store = new Level(join(dataFolder, 'gateway'));
    await store.open();
    const wallet = await Wallet.open(store, walletKey);
    const backing = await openBacking(config, { dataFolder, store, wallet });
    const officers = new OfficerDirectory(
      wallet,
      backing.organisations.map(({ authority }) => authority),
    );
    const access = await openAccess(backing, officers, store, new EntryCipher(walletKey), logger);
    const projection = await Projection.open(join(dataFolder, 'projection'), {
      onRebuild: (schema) => {
        logger.info({ schema }, 'the query store is of an older form: it is built again from the ledger');
      },
    });
    const log = await openLog({
      backing,
      projection,
      store,
      onAlarm: ({ kind, size }) => {
        logger.error({ kind, size }, 'the log has forked: two roots for one size, see /api/v1/log/evidence');
      },
    });
    const contents = await openContents(dataFolder);
    const stop = new AbortController();
    const [first] = access.organisations.values();
    if (first === undefined) throw new Error('a gateway acts for at least one organisation');
    const following = follow(first.ledger, projection, stop.signal).catch((error: unknown) => {
      logger.fatal({ error }, 'the projection stopped');
      throw error;
    });
    following.catch(() => undefined);
    const authenticator = new Authenticator(
      backing.tokens,
      new ClientCertificates(config.network?.systems ?? []),
    );
    const onFailure = (organisation: string, error: unknown): void => {
      logger.warn({ organisation, error }, 'the organisation could not be founded yet');
    };
    const founding = foundOrganisations(backing.organisations, access, onFailure, stop.signal);
    const readiness = readinessOf({
      access,
      projection,
      evidence: log.evidence,
      following,
      founding,
      preparation,
    });
    const services = buildServices({
      access,
      backing,
      projection,
      contents,
      log,
      store,
      authenticator,
      readiness,
    });
    const metrics = new Registry();
    const serving = await serve({ config, backing, services: services.http, metrics, logger });
    const reactions = startReactions({
      access,
      backing,
      projection,
      contents,
      store,
      services,
      config,
      serving,
      metrics,
      logger,
    });
    const { commands } = services;
    const logKeeping = keepLog({ backing, projection, logger, log, access, commands });
    for (const { outbox } of access.organisations.values()) void outbox.recover();
    return new Gateway({
      store,
      backing,
      projection,
      access,
      services,
      reactions,
      logKeeping,
      serving,
      following,
      founding,
      stop,
    });
  }

  /** Where it listens. */
  get url(): string {
    return this.#parts.serving.url;
  }

  /** The embedded default's own issuer. */
  get issuer(): BuiltInIssuer | undefined {
    return this.#parts.backing.issuer;
  }

  get officers(): OfficerDirectory {
    return this.#parts.access.officers;
  }

  /** Resolves when the organisations stand in the ledger's registry. */
  get founding(): Promise<void> {
    return this.#parts.founding;
  }

  /** Rejects when the gateway can no longer follow the ledger: its answers would go stale without a word. */
  get following(): Promise<void> {
    return this.#parts.following;
  }

  /** Stops without losing anything: what is accepted is finished, or kept for the next start. */
  async close(): Promise<void> {
    const { serving, reactions, logKeeping, access, stop, following, projection, backing, store } =
      this.#parts;
    await serving.close();
    await Promise.all([reactions.close(), logKeeping.close()]);
    await Promise.all([...access.organisations.values()].map(({ outbox }) => outbox.close({ drainMs })));
    stop.abort();
    await following.catch(() => undefined);
    await projection.close();
    await backing.close();
    await store.close();
  }
}

function openBacking(
  { embedded, network }: Config,
  options: Parameters<typeof openNetwork>[1],
): Promise<Backing> {
  if (network !== undefined) return openNetwork(network, options);
  return openEmbedded(embedded?.organisations ?? [], options);
}

async function openAccess(
  backing: Backing,
  officers: OfficerDirectory,
  store: Level,
  cipher: EntryCipher,
  logger: Logger,
): Promise<Access> {
  const organisations = new Map<string, OrganisationAccess>();
  for (const { founding, ledger } of backing.organisations) {
    const { id } = founding;
    const outbox = await Outbox.open({
      ledger,
      store: new LevelOutboxStore(store, id, cipher),
      batching: commandBatching,
      onError: (error) => {
        logger.error({ error, organisation: id }, 'the outbox failed');
      },
    });
    organisations.set(id, { id, ledger, outbox });
  }
  return { ledgerName: backing.ledgerName, organisations, officers };
}

async function openContents(dataFolder: string): Promise<FolderStore> {
  const keyFile = join(dataFolder, 'keys', 'content');
  if (!existsSync(keyFile)) await createContentKeys(keyFile);
  return FolderStore.open({ folder: join(dataFolder, 'content'), keys: await readContentKeys(keyFile) });
}
