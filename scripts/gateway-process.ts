// SPDX-License-Identifier: Apache-2.0
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The pid file of the embedded default: only one process can have the folder's ledger open. */
function fileIn(dataFolder: string): string {
  return join(dataFolder, 'gateway.pid');
}

/** Writes the pid file of a data folder. */
export async function announceGateway(dataFolder: string): Promise<void> {
  await writeFile(fileIn(dataFolder), `${process.pid}\n`);
}

/** Removes the pid file. */
export async function withdrawGateway(dataFolder: string): Promise<void> {
  await rm(fileIn(dataFolder), { force: true });
}

/** The process id of the gateway of a data folder. @throws {Error} without a pid file. */
export async function gatewayProcess(dataFolder: string): Promise<number> {
  const id = Number(await readFile(fileIn(dataFolder), 'utf8'));
  if (!Number.isSafeInteger(id) || id <= 1) throw new Error(`${fileIn(dataFolder)} names no process`);
  return id;
}
