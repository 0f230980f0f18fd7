// SPDX-License-Identifier: Apache-2.0
import { contentDigest, ContentUsage, FolderStore, readContentKeys } from '../content';
import type { ContentDigest } from '../content';
import { loadWalletKey } from '../identity';
import { EntryCipher, LevelOutboxStore } from '../outbox';
import type { OutboxSubmission } from '../outbox';
import { dataFolderAt, presentStore } from '../start/data-folder';
import { openStore, WriteGuard } from '../storage';
import { firstBlocks } from './block-source';
import type { BlockSource, ReportProgress } from './block-source';

interface OrphanSearch {
  /** Data folder of a gateway that is not running. */
  readonly dataFolder: string;
  /** The organisations that it acts for. */
  readonly organisations: readonly string[];
  readonly ledger: BlockSource;
  /** Younger files are left alone: their record may be about to be created. */
  readonly storedBeforeMs: number;
  /** Removes what is found. */
  readonly remove: boolean;
  readonly progress: ReportProgress;
}

/** A stored file that nothing refers to. */
export interface Orphan {
  readonly digest: string;
  readonly bytes: number;
}

/** Digests as they stand in values on the ledger, and in commands. */
const digests = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gu;

/**
 * Finds stored contents whose digest stands in no value that was ever written to the ledger, current or not, and in no
 * write that is open in the outbox. Every digest there counts, whatever it is of: rather too much is kept than too little.
 *
 * @throws {Error} if the gateway is running
 */
export async function findOrphans(search: OrphanSearch): Promise<readonly Orphan[]> {
  const { dataFolder, remove } = search;
  const folder = dataFolderAt(dataFolder);
  // Held open to the end, so that no gateway starts meanwhile.
  const guard = new WriteGuard('gateway');
  const remedy = 'run npm run fsck';
  const store = await openStore<string, string>(folder.gateway, { guard, remedy, createIfMissing: false });
  try {
    const contents = await FolderStore.open({
      folder: folder.contents,
      keys: await readContentKeys(folder.keys.content),
    });
    const unnamed = await storedFiles(contents, search.storedBeforeMs);
    await strikeNamed(unnamed, search);
    const cipher = new EntryCipher(loadWalletKey(folder.keys.wallet, presentStore(folder.gateway)));
    for (const organisation of search.organisations) {
      const outbox = new LevelOutboxStore(store, organisation, cipher);
      const inTransactions = (await outbox.transactions()).flatMap(({ members }) => members);
      for (const submission of [...inTransactions, ...(await outbox.accepted())]) {
        strike(unnamed, textOf(submission));
      }
    }
    const orphans = unstruck(unnamed);
    if (remove) {
      const usage = await ContentUsage.open(store);
      for (const { digest } of orphans) {
        await contents.remove(digest);
        await usage.forget(digest);
      }
    }
    return orphans.map(({ digest, bytes }) => ({ digest: digest.value, bytes }));
  } finally {
    await store.close();
  }
}

interface StoredFile {
  readonly digest: ContentDigest;
  readonly bytes: number;
  /** By how many digests it is known. */
  readonly names: number;
}

async function storedFiles(contents: FolderStore, beforeMs: number): Promise<Map<string, StoredFile>> {
  const files = new Map<string, StoredFile>();
  for await (const { digest } of contents.files()) {
    if (digest === undefined) continue;
    const { storedAtMs, bytes } = await contents.stat(digest);
    if (storedAtMs >= beforeMs) continue;
    // A record may name it by the other digest; one that cannot be read has none that is known.
    const content = await contents.describe(digest).catch(() => undefined);
    const names = [digest.value, ...(content === undefined ? [] : [content.sm3.value])];
    const file = { digest: contentDigest(digest.value), bytes, names: names.length };
    for (const name of names) files.set(name, file);
  }
  return files;
}

async function strikeNamed(
  unnamed: Map<string, unknown>,
  { ledger, progress }: Pick<OrphanSearch, 'ledger' | 'progress'>,
): Promise<void> {
  const height = await ledger.height();
  for await (const { transactions } of firstBlocks(ledger, height, progress).blocks(0)) {
    for (const { writes } of transactions) {
      for (const { value } of writes) {
        if (value !== null) strike(unnamed, Buffer.from(value).toString('latin1'));
      }
    }
  }
}

/** Files of which neither digest was struck out. */
function unstruck(unnamed: ReadonlyMap<string, StoredFile>): readonly StoredFile[] {
  const names = new Map<StoredFile, number>();
  for (const file of unnamed.values()) names.set(file, (names.get(file) ?? 0) + 1);
  return [...names].flatMap(([file, count]) => (count === file.names ? [file] : []));
}

function strike(unnamed: Map<string, unknown>, text: string): void {
  for (const [digest] of text.matchAll(digests)) unnamed.delete(digest);
}

/** The commands of a submission in clear: they are JWS, whose payload is base64url. */
function textOf({ invocation: { args } }: OutboxSubmission): string {
  return args
    .flatMap((argument) => [
      argument,
      ...argument.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1')),
    ])
    .join(' ');
}
