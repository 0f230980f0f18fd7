// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memberships } from '@guidang/chaincode/model';
import { dataFolderAt } from '../start/data-folder';
import { ContentError, FolderStore, readContentKeys } from '../content';
import { errorCode } from '../storage/error-code';
import { checkLevelFiles } from '../storage/level-files';
import { RegisteredKeys } from '../log/registered-keys';
import { follow } from '../ledger/follow';
import { find, Projection } from '../projection';
import type { ProjectionCheckpoint } from '../projection';
import { keys } from '../projection/keys';
import { firstBlocks } from './block-source';
import type { BlockSource, ReportProgress } from './block-source';
import { checkContents, checkFiledContents, checkHeldContents, NamesBySm3 } from './check-contents';
import { checkEntries, checkHeads, checkTiles } from './check-log';
import { checkWitness } from './check-witness';
import { checkTitles } from './check-titles';
import { compareProjection } from './compare-projection';
import { Findings } from '../findings/finding';
import type { Finding } from '../findings/finding';
import { StoredProjection } from './stored-projection';

export interface GatewayCheck {
  /** Data folder of a gateway that is not running. */
  readonly dataFolder: string;
  /** The organisations that it acts for. */
  readonly organisations: readonly string[];
  readonly ledger: BlockSource;
  readonly progress: ReportProgress;
}

/** What was compared, and what was wrong. */
export interface GatewayReport {
  /** The number of blocks that the projection has read. */
  readonly blocks: number;
  /** The number of entries of the projection. */
  readonly entries: number;
  /** Records that a repeated command created: shown in no list. */
  readonly repeats: number;
  readonly leaves: number;
  readonly heads: number;
  readonly contents: number;
  readonly findings: readonly Finding[];
}

/**
 * Checks a gateway's stores: each entry of the projection against the blocks, the log's entries, tiles and heads
 * against one another, the last cosigned head against the tree, and each stored content against its digest. It repairs
 * nothing; a projection that is merely behind the ledger is not a finding. Memory use does not grow with the ledger.
 *
 * @throws {Error} if the gateway is running; LedgerError if the ledger cannot be read.
 */
export async function checkGateway(check: GatewayCheck): Promise<GatewayReport> {
  const findings = new Findings();
  const { dataFolder, progress } = check;
  const { projection: folder } = dataFolderAt(dataFolder);
  const stored = (await areFilesSound(dataFolder, 'projection', findings))
    ? await openStored(folder, findings)
    : undefined;
  const scratch = await mkdtemp(join(tmpdir(), 'guidang-fsck-'));
  try {
    const rebuilt = await rebuild(check, join(scratch, 'projection'), stored, findings);
    try {
      const log = await compareSafely(stored, rebuilt, check, findings);
      if (await areFilesSound(dataFolder, 'gateway', findings)) {
        await checkWitness(check, rebuilt, findings.report);
      }
      progress('contents');
      const contents = await checkStoredContents(check, rebuilt, findings);
      const { height, nextSequence } = rebuilt.checkpoint;
      return { blocks: height, leaves: nextSequence, ...log, contents, findings: findings.list };
    } finally {
      await rebuilt.close();
    }
  } finally {
    await stored?.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Checks the files of one of the gateway's stores before LevelDB opens, and thereby rewrites, them. Damaged files must
 * not be opened: LevelDB would abort the process on a failed assertion.
 */
async function areFilesSound(
  dataFolder: string,
  store: 'projection' | 'gateway' | 'titles',
  { report }: Findings,
): Promise<boolean> {
  const damaged = await checkLevelFiles(dataFolderAt(dataFolder)[store]);
  for (const finding of damaged) report({ ...finding, where: `${store}/${finding.where}` });
  return damaged.length === 0;
}

async function openStored(folder: string, { report }: Findings): Promise<StoredProjection | undefined> {
  try {
    return await StoredProjection.open(folder);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = errorCode(cause);
    if (code === 'LEVEL_LOCKED') throw new Error(`${folder} is in use: stop the gateway first`, { cause });
    if (code !== 'LEVEL_CORRUPTION') throw error;
    report({ kind: 'file', where: 'projection', problem: String(cause) });
    return undefined;
  }
}

/** Rebuilds the projection from the blocks, up to the height of the stored one; from all blocks if none is stored. */
async function rebuild(
  { ledger, progress }: GatewayCheck,
  folder: string,
  stored: StoredProjection | undefined,
  { report }: Findings,
): Promise<Projection> {
  const height = await ledger.height();
  const checkpoint = (await stored?.get(keys.checkpoint)) as Partial<ProjectionCheckpoint> | undefined;
  const wanted = checkpoint?.height ?? height;
  if (wanted > height) {
    report({
      kind: 'projection',
      where: 'checkpoint',
      problem: `it is ahead of the ledger's ${height} blocks`,
    });
  }
  const projection = await Projection.open(folder);
  progress(`building the projection from ${Math.min(wanted, height)} blocks`);
  const blocks = firstBlocks(ledger, Math.min(wanted, height), progress);
  await follow(blocks, projection, new AbortController().signal);
  return projection;
}

/** As {@link compare}, but a table file that cannot be read ends the comparison and is a finding. */
async function compareSafely(...of: Parameters<typeof compare>): ReturnType<typeof compare> {
  try {
    return await compare(...of);
  } catch (error) {
    if (errorCode(error) !== 'LEVEL_CORRUPTION') throw error;
    of[3].report({ kind: 'file', where: 'projection', problem: String(error) });
    return { entries: 0, repeats: 0, heads: 0 };
  }
}

async function compare(
  stored: StoredProjection | undefined,
  rebuilt: Projection,
  { progress }: GatewayCheck,
  { report }: Findings,
): Promise<Pick<GatewayReport, 'entries' | 'repeats' | 'heads'>> {
  if (stored === undefined) return { entries: 0, repeats: 0, heads: 0 };
  const { schema } = ((await stored.get(keys.checkpoint)) ?? {}) as Partial<ProjectionCheckpoint>;
  if (schema !== undefined && schema !== rebuilt.checkpoint.schema) {
    const problem = `it is of form ${schema}, not ${rebuilt.checkpoint.schema}: the gateway will build it again`;
    report({ kind: 'projection', where: 'checkpoint', problem });
    return { entries: 0, repeats: 0, heads: 0 };
  }
  progress('comparing the projection');
  const compared = await compareProjection(stored, rebuilt, report);
  progress('entries, tiles and heads of the log');
  const log = { stored, size: rebuilt.checkpoint.nextSequence, report };
  await checkEntries(log);
  await checkTiles(log);
  const network = (await find(rebuilt, memberships, 'all'))?.network ?? '';
  return { ...compared, heads: await checkHeads(log, { network, registered: new RegisteredKeys(rebuilt) }) };
}

async function checkStoredContents(
  { dataFolder, organisations, progress }: GatewayCheck,
  projection: Projection,
  findings: Findings,
): Promise<number> {
  const { report } = findings;
  const { contents: folder, titles, keys: files } = dataFolderAt(dataFolder);
  // A gateway that has never run has no stores.
  if (!existsSync(folder) && !existsSync(files.content)) return 0;
  try {
    const store = await FolderStore.open({ folder, keys: await readContentKeys(files.content) });
    const names = new NamesBySm3(store);
    const reported = await checkHeldContents(store, projection, { organisations, names }, report);
    await checkFiledContents(store, projection, { organisations, names, reported }, report);
    if (existsSync(titles) && (await areFilesSound(dataFolder, 'titles', findings))) {
      await checkTitles(titles, store, projection, report);
    }
    return await checkContents(store, progress, report);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    report({ kind: 'content', where: 'keys/content', problem: error.message });
    return 0;
  }
}
