// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { dataHome } from '@guidang/gateway/config/data-home';

/** The package's root, from src/ and from dist/ alike. */
export const packageFolder = resolve(__dirname, '..');
export const repositoryFolder = resolve(packageFolder, '..');

/** The default data folder of a network; `GUIDANG_NETWORK_DATA` names another. */
export function defaultDataFolder(): string {
  return process.env['GUIDANG_NETWORK_DATA'] ?? join(dataHome(), 'network');
}

/** Where built binaries are kept between checkouts; `GUIDANG_CACHE` names another place. */
export function cacheFolder(): string {
  return (
    process.env['GUIDANG_CACHE'] ??
    join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'guidang')
  );
}

/** The data folder of one network, and what lies where in it. */
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

  /** What belongs to one organisation and, in a real deployment, lies on its own machine. */
  organisation(name: string, ...path: string[]): string {
    return join(this.root, 'organisations', name, ...path);
  }
}
