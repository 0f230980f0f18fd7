// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { dataHome } from '@guidang/gateway/config/data-home';

/** The package's root, both from src/ and from dist/. */
export const packageFolder = resolve(__dirname, '..');
export const repositoryFolder = resolve(packageFolder, '..');

/** The default data folder of a network; `GUIDANG_NETWORK_DATA` overrides it. */
export function defaultDataFolder(): string {
  return process.env['GUIDANG_NETWORK_DATA'] ?? join(dataHome(), 'network');
}

/** The cache for built binaries, shared between checkouts; `GUIDANG_CACHE` overrides it. */
export function cacheFolder(): string {
  return (
    process.env['GUIDANG_CACHE'] ??
    join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'guidang')
  );
}

/** The folder layout of one network's data. */
export class Folders {
  readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  readonly topology = (): string => join(this.root, 'topology.json');
  readonly chaincodes = (): string => join(this.root, 'chaincodes.json');
  readonly lock = (): string => join(this.root, 'lock.json');
  readonly channel = (...path: string[]): string => join(this.root, 'channel', ...path);
  readonly packages = (...path: string[]): string => join(this.root, 'packages', ...path);
  readonly logs = (...path: string[]): string => join(this.root, 'logs', ...path);
  readonly processes = (...path: string[]): string => join(this.root, 'processes', ...path);

  /** The files of one organisation, which in a real deployment are on its own machine. */
  organisation(name: string, ...path: string[]): string {
    return join(this.root, 'organisations', name, ...path);
  }
}
