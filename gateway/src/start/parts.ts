// SPDX-License-Identifier: Apache-2.0
import { hkdfSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Level } from 'level';
import type { Logger } from 'pino';
import { commandBatching } from '../application/command/batch';
import type { GatewayContext, OrganisationContext } from '../application/gateway-context';
import { Uploads } from '../application/content/uploads';
import { MatterChecker } from '../application/matter/checker';
import { PersonDrafts } from '../application/person/drafts';
import { TitleStore } from '../application/title/title-store';
import { systemClock } from '../common/clock';
import type { Clock } from '../common/clock';
import type { Config } from '../config/config';
import {
  ContentHolders,
  contentKeysMissing,
  ContentUsage,
  createContentKeys,
  FolderStore,
  readContentKeys,
} from '../content';
import type { ContentOwner } from '../content';
import { BrowserSessions, loadWalletKey, OfficerDirectory, Wallet } from '../identity';
import { EntryCipher, LevelOutboxStore, Outbox } from '../outbox';
import type { OutboxLimits } from '../outbox';
import type { Projection } from '../projection';
import { LicenceReader, Printer } from '../rendition';
import { keepPrivate, openStore, WriteGuard } from '../storage';
import type { Storage } from '../storage';
import { dataFolderAt, presentStore } from './data-folder';
import type { DataFolder } from './data-folder';
import type { Deployment, DeploymentOptions } from './deployment';
import { openEmbedded } from './embedded';
import type { EmbeddedOverrides } from './embedded';
import { openLog } from './log';
import type { OpenedLog } from './log';
import { openNetwork } from './network';
import { openTogether } from './opened';
import type { Opened } from './opened';
import { openProjection, openStorage } from './stores';

const drainMs = 10_000;
const hourMs = 60 * 60 * 1_000;
const dayMs = 24 * hourMs;

/** The opened parts of a gateway, before anything runs: it neither listens nor follows the ledger. */
export interface Parts {
  readonly config: Config;
  readonly logger: Logger;
  readonly clock: Clock;
  /** The gateway's own store. */
  readonly store: Level;
  readonly storage: Storage;
  readonly wallet: Wallet;
  readonly deployment: Deployment;
  readonly context: GatewayContext;
  readonly projection: Projection;
  readonly log: OpenedLog;
  readonly contents: FolderStore;
  readonly contentHolders: ContentHolders;
  readonly contentUsage: ContentUsage;
  readonly uploads: Uploads;
  readonly titles: TitleStore;
  /** Derived from the wallet's key, for one purpose: it leads back to nothing. */
  readonly renditionSaltKey: Uint8Array;
  readonly personDrafts: PersonDrafts;
  readonly sessions: BrowserSessions;
  /** Seals what browsers keep while they are at the issuer. */
  readonly signInKey: Buffer;
  readonly printer: Printer;
  readonly licenceReader: LicenceReader;
  readonly matterChecker: MatterChecker;
  /** Finishes the writes in flight, or keeps them for the next start; the ledger and the store close last. */
  close(): Promise<void>;
}

/** Overrides of what a running gateway uses. */
interface PartOverrides {
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly outboxLimits?: Partial<OutboxLimits>;
  readonly embedded?: EmbeddedOverrides;
}

/**
 * Opens all parts of a gateway; if one fails to open, those before it are closed again.
 * @throws if a store is damaged, or another process has it open.
 */
export function openParts(config: Config, overrides: PartOverrides): Promise<Parts> {
  return openTogether(async (opened) => {
    const { logger, clock = systemClock } = overrides;
    const folder = dataFolderAt(config.dataFolder);
    await keepFolders(config, logger);
    const storage = await openStorage(config, logger, opened);
    const walletKey = loadWalletKey(folder.keys.wallet, presentStore(folder.gateway));
    const store = await openOwnStore(folder, storage, opened);
    const wallet = await Wallet.open(store, walletKey);
    const deployment = opened.add(
      await openDeployment(config, { folder, store, wallet, storage }, overrides),
      (each) => each.close(),
    );
    const projection = await openProjection(folder.projection, { logger, clock, storage }, opened);
    // A key and its outcome are remembered equally long.
    const outboxLimits = { retentionMs: config.idempotencyKeyDays * dayMs, ...overrides.outboxLimits };
    const outboxes = { store, cipher: new EntryCipher(walletKey), wallet };
    const context = await openContext(deployment, outboxes, { ...overrides, outboxLimits }, opened);
    const log = await openLog({
      deployment,
      projection,
      store,
      clock,
      onAlarm: ({ kind, size }) => {
        logger.error({ kind, size }, 'the log has forked: two roots for one size, see /api/v1/log/evidence');
      },
    });
    const contents = await openContents(folder, storage);
    const contentHolders = new ContentHolders(store);
    await contentHolders.nameAll(contents);
    const contentUsage = await ContentUsage.open(store);
    const uploads = await Uploads.open({
      store: contents,
      holders: contentHolders,
      usage: contentUsage,
      quotaBytesOf: quotaIn(config),
      clock,
      keptMs: config.uploads.keptHours * hourMs,
      onUnreadable: (upload, error) => {
        logger.error(
          { upload, err: error },
          'an unfinished file cannot be read: it is set apart, the others go on',
        );
      },
    });
    const titles = await openTitles(folder.titles, walletKey, opened);
    const printer = opened.add(await openPrinter(config), (each) => each.close());
    const licenceReader = opened.add(new LicenceReader(), (each) => each.close());
    const matterChecker = opened.add(new MatterChecker(), (each) => each.close());
    const close = (): Promise<void> => opened.close();
    const renditionSaltKey = derivedKey(walletKey, 'guidang-rendition-salt/1');
    const draftCipher = new EntryCipher(derivedKey(walletKey, 'guidang-person-drafts/1'));
    const personDrafts = new PersonDrafts(store, draftCipher);
    const sessions = await BrowserSessions.open({
      store,
      key: Buffer.from(derivedKey(walletKey, 'guidang-browser-sessions/1')),
      clock,
      onError: (error) => {
        logger.warn({ err: error }, 'the use of a session could not be stored');
      },
    });
    const signInKey = Buffer.from(derivedKey(walletKey, 'guidang-browser-sign-in/1'));
    const outside = { config, logger, clock, deployment, context, printer, licenceReader, matterChecker };
    const stores = {
      store,
      projection,
      contents,
      contentHolders,
      contentUsage,
      uploads,
      titles,
      personDrafts,
      sessions,
    };
    return { ...outside, ...stores, storage, wallet, log, renditionSaltKey, signInKey, close };
  });
}

/** How many bytes of files a department may store. */
export function quotaIn({ contentQuotas: { bytes, departments } }: Config): (owner: ContentOwner) => number {
  return ({ department }) => departments[department] ?? bytes ?? Infinity;
}

async function openPrinter({ fonts }: Config): Promise<Printer> {
  const printer = new Printer(fonts);
  await printer.demandFonts().catch(async (error: unknown) => {
    await printer.close();
    throw error;
  });
  return printer;
}

/** A key for one purpose, which leads back to nothing. */
function derivedKey(walletKey: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', walletKey, '', purpose, 32));
}

async function keepFolders(config: Config, logger: Logger): Promise<void> {
  const root = config.dataFolder;
  const { gateway, projection, contents, titles, ledger, keys } = dataFolderAt(root);
  await keepPrivate({
    root,
    own: [gateway, projection, contents, titles, ...(config.embedded === undefined ? [] : [ledger])],
    keys: [dirname(keys.wallet)],
    onRepair: (path, mode) => {
      logger.warn({ path, mode }, 'other users of this machine could look in: the mode was narrowed');
    },
  });
}

/** Nothing is repaired in the folder of titles: one that fails is removed, and built again. */
function openTitles(folder: string, walletKey: Uint8Array, opened: Opened): Promise<TitleStore> {
  const remedy = 'it is removed and built again';
  const titles = TitleStore.open({
    files: {
      open: () => openStore<string, string>(folder, { guard: new WriteGuard('titles'), remedy }),
      remove: () => rm(folder, { recursive: true, force: true }),
    },
    cipher: new EntryCipher(derivedKey(walletKey, 'guidang-titles/1')),
    wordKey: derivedKey(walletKey, 'guidang-title-words/1'),
  });
  return titles.then((store) => opened.add(store, (each) => each.close()));
}

/** Losing this store loses promised writes and officers' keys, so that it is never opened past damage. */
async function openOwnStore(folder: DataFolder, storage: Storage, opened: Opened): Promise<Level> {
  const remedy = 'restore the folder from a backup: it holds keys and promised writes';
  const store = await openStore<string, string>(folder.gateway, { guard: storage.guard('gateway'), remedy });
  return opened.add(store, (each) => each.close());
}

function openDeployment(
  { embedded, network }: Config,
  options: DeploymentOptions,
  overrides: PartOverrides,
): Promise<Deployment> {
  if (network !== undefined) return openNetwork(network, options);
  return openEmbedded(embedded?.organisations ?? [], options, overrides.embedded);
}

async function openContext(
  deployment: Deployment,
  { store, cipher, wallet }: { store: Level; cipher: EntryCipher; wallet: Wallet },
  { logger, outboxLimits }: PartOverrides & { readonly outboxLimits: Partial<OutboxLimits> },
  opened: Opened,
): Promise<GatewayContext> {
  const organisations = new Map<string, OrganisationContext>();
  for (const { setup, ledger } of deployment.organisations) {
    const { id } = setup;
    const outbox = await Outbox.open({
      ledger,
      store: new LevelOutboxStore(store, id, cipher),
      batching: commandBatching,
      limits: outboxLimits,
      onError: (error) => {
        logger.error({ error, organisation: id }, 'the outbox failed');
      },
    });
    organisations.set(id, { id, ledger, outbox });
  }
  // Concurrently: each may take a while to finish what is in flight.
  opened.add([...organisations.values()], async (all) => {
    await Promise.all(all.map(({ outbox }) => outbox.close({ drainMs })));
  });
  const authorities = deployment.organisations.map(({ authority }) => authority);
  return {
    ledgerName: deployment.ledgerName,
    organisations,
    officers: new OfficerDirectory(wallet, authorities),
  };
}

async function openContents({ contents, keys }: DataFolder, storage: Storage): Promise<FolderStore> {
  if (!existsSync(keys.content)) {
    if (!(await FolderStore.isEmpty(contents))) throw contentKeysMissing(keys.content, contents);
    await createContentKeys(keys.content);
  }
  return FolderStore.open({
    folder: contents,
    keys: await readContentKeys(keys.content),
    guard: storage.guard('content'),
    demandWritable: () => {
      storage.demandWritable();
    },
  });
}
