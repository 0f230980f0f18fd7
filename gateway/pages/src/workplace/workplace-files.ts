// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Asset } from '../shell/assets';

/** Large enough to be sent compressed; compressed once. */
interface LargeAsset extends Asset {
  readonly compressed: Uint8Array;
}

/** The files of the workplace, as `build-workplace.mjs` has built them. */
interface WorkplaceFiles {
  readonly script: Asset;
  readonly style: Asset;
  readonly all: ReadonlyMap<string, LargeAsset>;
}

const folder = join(__dirname, '..', '..', 'dist', 'bundle');

const mediaTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

let known: WorkplaceFiles | undefined;

/** Read when the first is asked for: what never shows the workplace, such as a script, needs none of it. */
export function workplaceFiles(): WorkplaceFiles {
  known ??= read();
  return known;
}

function read(): WorkplaceFiles {
  const { script, style, names } = JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')) as {
    script: string;
    style: string;
    names: string[];
  };
  return { script: file(script), style: file(style), all: new Map(names.map((name) => [name, file(name)])) };
}

function file(name: string): LargeAsset {
  const mediaType = mediaTypes[name.slice(name.lastIndexOf('.') + 1)];
  if (mediaType === undefined) throw new Error(`nobody knows what ${name} is`);
  const text = readFileSync(join(folder, name), 'utf8');
  return { name, mediaType, text, compressed: gzipSync(text) };
}
