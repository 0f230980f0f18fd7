// SPDX-License-Identifier: Apache-2.0
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { organisations } from '@guidang/chaincode/model';
import { MatterChecker } from '../application/matter/checker';
import { systemClock } from '../common/clock';
import type { Config, ReaderConfig } from '../config/config';
import { loadWalletKey } from '../identity';
import { follow } from '../ledger/follow';
import type { LedgerPort } from '../ledger/port';
import { find } from '../projection';
import type { Projection } from '../projection';
import { keepPrivate, StorageError } from '../storage';
import { dataFolderAt } from './data-folder';
import { connectLedger, serverTls, tokenVerifier } from './network';
import { openTogether } from './opened';
import type { Opened } from './opened';
import { projectionMetrics } from './projection-metrics';
import { readinessOf } from './readiness';
import { openReaderLog } from './reader-log';
import { LicenceReader } from '../rendition';
import { readerServices } from './reader-services';
import { serve } from './serve';
import { storageMetrics } from './storage-metrics';
import { openProjection, openStorage } from './stores';

/** A running reader: a gateway beside an organisation's first one, which serves lists and verdicts only. */
export interface Reader {
  readonly url: string;
  /** Rejects when it can no longer follow the ledger: its answers would silently become stale. */
  readonly following: Promise<void>;
  close(): Promise<void>;
}

interface ReaderOptions {
  readonly logger: Logger;
  /** Of the peer that the configuration names, unless a test passes another. */
  readonly connect?: (reader: ReaderConfig) => Promise<LedgerPort>;
}

/**
 * Opens the query store, follows the organisation's peer, and listens. It has no wallet, outbox, contents or log keys,
 * and runs no reactions.
 * @throws if the store is damaged, the port is taken, or the key for cursors is missing; everything is closed again.
 */
export function startReader(config: Config, reader: ReaderConfig, options: ReaderOptions): Promise<Reader> {
  // LevelDB makes its files as the process's mask allows.
  process.umask(0o077);
  return openTogether((opened) => openReader(config, reader, options, opened));
}

async function openReader(
  config: Config,
  reader: ReaderConfig,
  { logger, connect = connectLedger }: ReaderOptions,
  opened: Opened,
): Promise<Reader> {
  const clock = systemClock;
  const { connection } = reader;
  const { projection: folder } = dataFolderAt(config.dataFolder);
  await keepFolder(config.dataFolder, folder, logger);
  const cursorKey = loadWalletKey(reader.cursorKeyFile, "the first gateway's cursors");
  const storage = await openStorage(config, logger, opened);
  const ledger = opened.add(await connect(reader), (each) => each.close());
  const projection = await openProjection(folder, { logger, clock, storage }, opened);
  const { network, organisation } = connection;
  const log = openReaderLog({ network, organisation, projection, logger });
  opened.add(log, (each) => {
    each.close();
    return Promise.resolve();
  });
  const joined = opened.add(join(connection.organisation, { ledger, projection, logger }), (each) =>
    each.leave(),
  );
  const parts = {
    ...{ projection, storage, log },
    context: { organisations: new Map([[connection.organisation, { ledger }]]) },
  };
  const readiness = readinessOf({ parts, joined, preparation: Promise.resolve() });
  const tokens = tokenVerifier(reader.signIn);
  const licenceReader = opened.add(new LicenceReader(), (each) => each.close());
  const matterChecker = opened.add(new MatterChecker(), (each) => each.close());
  const services = readerServices(
    { config: reader, tokens, ledger, projection, storage, log, clock, licenceReader, matterChecker },
    readiness,
  );
  const metrics = new Registry();
  storageMetrics(metrics, storage);
  projectionMetrics(metrics, projection);
  const tls = serverTls(connection, connection);
  const serving = opened.add(
    await serve({ config, tls, cursorKey, isReader: true, services, logger, clock, metrics }),
    (each) => each.close(),
  );
  return { url: serving.url, following: joined.following, close: () => opened.close() };
}

function keepFolder(root: string, projection: string, logger: Logger): Promise<void> {
  return keepPrivate({
    root,
    own: [projection],
    keys: [],
    onRepair: (path, mode) => {
      logger.warn({ path, mode }, 'other users of this machine could look in: the mode was narrowed');
    },
  });
}

interface JoinOptions {
  readonly ledger: LedgerPort;
  readonly projection: Projection;
  readonly logger: Logger;
}

/** Follows the ledger's blocks. The first gateway registers the organisation; until it has, nobody can sign in. */
function join(
  organisation: string,
  { ledger, projection, logger }: JoinOptions,
): { readonly following: Promise<void>; readonly registered: Promise<void>; leave(): Promise<void> } {
  const stop = new AbortController();
  const following = follow(ledger, projection, stop.signal).catch((error: unknown) => {
    logger.fatal({ err: error }, 'the projection stopped');
    // With a failed disk it goes on reading, and `/readyz` says so.
    if (!(error instanceof StorageError)) throw error;
  });
  following.catch(() => undefined);
  const registered = untilRegistered(organisation, projection, stop.signal);
  const leave = async (): Promise<void> => {
    stop.abort();
    await Promise.all([following.catch(() => undefined), registered]);
  };
  return { following, registered, leave };
}

async function untilRegistered(
  organisation: string,
  projection: Projection,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted && (await find(projection, organisations, organisation)) === undefined) {
    await projection.waitFor(projection.checkpoint.height, signal);
  }
}
