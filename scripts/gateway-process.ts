// SPDX-License-Identifier: Apache-2.0
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the embedded default says which process it is: only one can have the folder's ledger open. */
const fileIn = (dataFolder: string): string => join(dataFolder, 'gateway.pid');

/** Says that this process is the gateway of a data folder. */
export async function announceGateway(dataFolder: string): Promise<void> {
  await writeFile(fileIn(dataFolder), `${process.pid}\n`);
}

/** Takes back what {@link announceGateway} said. */
export async function withdrawGateway(dataFolder: string): Promise<void> {
  await rm(fileIn(dataFolder), { force: true });
}

/** The process of the gateway that has a data folder. @throws {Error} where none says so. */
export async function gatewayProcess(dataFolder: string): Promise<number> {
  const id = Number(await readFile(fileIn(dataFolder), 'utf8'));
  if (!Number.isSafeInteger(id) || id <= 1) throw new Error(`${fileIn(dataFolder)} names no process`);
  return id;
}
