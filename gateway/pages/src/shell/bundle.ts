// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Asset } from './assets';

/** Large enough to be sent compressed; compressed once. */
interface LargeAsset extends Asset {
  readonly compressed: Uint8Array;
}

/** What browsers run, as `build-bundle.mjs` has built it. */
interface Bundle {
  /** Of the workplace, as the style is. */
  readonly script: Asset;
  readonly style: Asset;
  /** The script of `/verify`. */
  readonly verify: Asset;
  readonly standalone: StandalonePage;
  readonly all: ReadonlyMap<string, LargeAsset>;
}

/** `verify.html`: to be saved, and opened from disk. */
interface StandalonePage {
  readonly text: string;
  /** SHA-256 in hex, the same whoever builds it from the same sources. */
  readonly digest: string;
}

const folder = join(__dirname, '..', '..', 'dist', 'bundle');

const mediaTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

let known: Bundle | undefined;

/** Read when the first is asked for: what never shows a page, such as a script, needs none of it. */
export function bundle(): Bundle {
  known ??= read();
  return known;
}

function read(): Bundle {
  const { script, style, verify, names, standaloneDigest } = JSON.parse(
    readFileSync(join(folder, 'files.json'), 'utf8'),
  ) as {
    script: string;
    style: string;
    verify: string;
    names: string[];
    standaloneDigest: string;
  };
  return {
    script: file(script),
    style: file(style),
    verify: file(verify),
    standalone: { text: readFileSync(join(folder, 'verify.html'), 'utf8'), digest: standaloneDigest },
    all: new Map(names.map((name) => [name, file(name)])),
  };
}

function file(name: string): LargeAsset {
  const mediaType = mediaTypes[name.slice(name.lastIndexOf('.') + 1)];
  if (mediaType === undefined) throw new Error(`nobody knows what ${name} is`);
  const text = readFileSync(join(folder, name), 'utf8');
  return { name, mediaType, text, compressed: gzipSync(text) };
}
