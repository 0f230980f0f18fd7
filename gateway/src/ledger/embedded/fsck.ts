// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256, sha256Hex } from '../../common/sha256';
import { Findings } from '../../findings/finding';
import type { Finding, CheckReport } from '../../findings/finding';
import { differenceIn, sideBySide } from '../../findings/side-by-side';
import { LedgerError } from '../ledger-error';
import type { StoredBlock } from './block';
import { readChain, readTip } from './chain';
import { placeWrites } from './committer';
import { decodeHashEntry } from './entry';
import { checkLevelFiles } from '../../storage/level-files';
import { decodeTip, LedgerStore, readFailure, storeSections } from './store';
import type { Section, Tip } from './store';
import { BlockView } from './view';

export interface FsckReport {
  readonly blocks: number;
  readonly transactions: number;
  readonly findings: readonly Finding[];
}

/** What was found intact. */
interface Counts {
  blocks: number;
  transactions: number;
}

interface Check {
  readonly stored: LedgerStore;
  /** The ledger state rebuilt from the blocks alone. */
  readonly replayed: LedgerStore;
  readonly report: CheckReport;
}

/** Applies a block's changes to the rebuilt state, as the committer does. */
async function replay(store: LedgerStore, { header, transactions }: StoredBlock): Promise<void> {
  const view = new BlockView(store.latest);
  for (const [position, { code, effects }] of transactions.entries()) {
    if (code === 'VALID') await view.apply(effects, { block: header.number, position });
  }
  await store.write([...view.writes(), ...placeWrites(header.number, transactions)], { sync: false });
}

/** Replays the chain and checks the stored marks against it. */
async function checkChain({ stored, replayed, report }: Check, tip: Tip, counts: Counts): Promise<void> {
  const clean = await stored.get('meta', 'clean');
  const marks = [
    { name: 'tip', mark: tip },
    ...(clean === undefined ? [] : [{ name: 'clean', mark: decodeTip(clean) }]),
  ];
  const confirmed = new Set<string>();
  for await (const block of readChain(stored, { from: 0, previousHash: '', height: tip.height })) {
    await replay(replayed, block);
    counts.blocks += 1;
    counts.transactions += block.transactions.length;
    for (const { name, mark } of marks) {
      if (mark.height === counts.blocks && mark.hash === block.hash) confirmed.add(name);
    }
  }
  for (const { name } of marks) {
    if (!confirmed.has(name)) {
      report({ kind: 'mark', where: name, problem: 'it names no block of the chain' });
    }
  }
}

function readable(key: string): string {
  return JSON.stringify(key.replaceAll('\0', '/'));
}

async function compareSection(check: Check, section: Section): Promise<void> {
  for await (const pair of sideBySide(check.replayed.entries(section), check.stored.entries(section))) {
    const problem = differenceIn(pair);
    if (problem === undefined) continue;
    const where = `${section} ${readable(pair.key.toString())}`;
    check.report({ kind: section === 'transaction' ? 'index' : 'state', where, problem });
  }
}

/** Checks that each private value has its hash on the ledger, and each hash its value. */
async function checkPrivateValues({ stored, report }: Check): Promise<void> {
  const unmatched = new Set<string>();
  for await (const key of stored.section('hash').keys()) unmatched.add(key);
  for await (const [name, value] of stored.section('private').iterator()) {
    const separator = name.indexOf('\0');
    const where = `${name.slice(0, separator)}\0${sha256Hex(name.slice(separator + 1))}`;
    const entry = await stored.get('hash', where);
    const matches = entry !== undefined && sha256(value).equals(decodeHashEntry(entry).valueHash);
    if (!matches) report({ kind: 'private', where: readable(where), problem: 'the value has another hash' });
    unmatched.delete(where);
  }
  for (const where of unmatched) {
    report({ kind: 'private', where: readable(where), problem: 'no value is stored' });
  }
}

const metaKeys = ['tip', 'clean', 'erase'];

function isKnownKey(key: string, blocks: number): boolean {
  const section = storeSections.find((name) => key.startsWith(`!${name}!`));
  if (section === undefined) return false;
  const rest = key.slice(section.length + 2);
  if (section === 'meta') return metaKeys.includes(rest);
  return section !== 'block' || (/^[0-9a-f]{16}$/u.test(rest) && Number(`0x${rest}`) < blocks);
}

async function checkKeys({ stored, report }: Check, blocks: number): Promise<void> {
  for await (const bytes of stored.rawKeys()) {
    const key = bytes.toString();
    if (isKnownKey(key, blocks)) continue;
    report({ kind: 'unknown-key', where: readable(key), problem: 'the ledger does not write such a key' });
  }
  const erase = await stored.get('meta', 'erase');
  if (erase !== undefined && erase.length > 0) {
    report({ kind: 'mark', where: 'erase', problem: 'it has a content' });
  }
}

/** Describes a failure as a finding about the ledger; any other failure is rethrown. */
function damageIn(error: unknown): string {
  const failure = readFailure(error);
  if (failure instanceof LedgerError && failure.code === 'ledger-damaged') return failure.message;
  throw failure;
}

async function checkStore(check: Check): Promise<Counts> {
  const counts = { blocks: 0, transactions: 0 };
  try {
    const tip = await readTip(check.stored);
    if (tip === undefined) return counts;
    await checkChain(check, tip, counts);
    for (const section of ['state', 'hash', 'transaction'] as const) await compareSection(check, section);
    await checkPrivateValues(check);
    await checkKeys(check, tip.height);
  } catch (error) {
    // Anything after a broken part cannot be checked.
    check.report({ kind: 'chain', where: `after ${counts.blocks} blocks`, problem: damageIn(error) });
  }
  return counts;
}

/**
 * Verifies a whole stored ledger: the checksums of its files, every block, that replaying all blocks gives the stored
 * state, hashes and index, and that each private value has its hash. It repairs nothing.
 *
 * @throws LedgerError `ledger-unreachable` if the ledger is in use or does not exist
 */
export async function fsck(directory: string): Promise<FsckReport> {
  const findings = new Findings();
  // Checked before LevelDB opens, and thereby rewrites, its log; damaged files are not opened, because LevelDB could
  // abort the process on a failed assertion.
  (await checkLevelFiles(directory)).forEach(findings.report);
  if (findings.list.length > 0) return { blocks: 0, transactions: 0, findings: findings.list };
  const scratch = await mkdtemp(join(tmpdir(), 'guidang-fsck-'));
  try {
    const counts = await withStores(directory, scratch, (stores) =>
      checkStore({ ...stores, report: findings.report }),
    );
    return { ...counts, findings: findings.list };
  } catch (error) {
    findings.report({ kind: 'file', where: directory, problem: damageIn(error) });
    return { blocks: 0, transactions: 0, findings: findings.list };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function withStores<T>(
  directory: string,
  scratch: string,
  use: (stores: { stored: LedgerStore; replayed: LedgerStore }) => Promise<T>,
): Promise<T> {
  const stored = await LedgerStore.open(directory, { create: false });
  try {
    const replayed = await LedgerStore.open(scratch, { create: true });
    try {
      return await use({ stored, replayed });
    } finally {
      await replayed.close();
    }
  } finally {
    await stored.close();
  }
}
