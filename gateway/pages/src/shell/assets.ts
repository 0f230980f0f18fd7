// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Asset {
  /** With a hash of its content: what stands under a name never changes. */
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

const folder = join(__dirname, '..', '..', 'assets');
const hashLength = 16;

export const stylesheet = asset('pages', 'css', 'text/css; charset=utf-8');
export const icon = asset('icon', 'svg', 'image/svg+xml');

/** All files that the pages refer to, by name. */
export const assets: ReadonlyMap<string, Asset> = new Map(
  [stylesheet, icon].map((each) => [each.name, each]),
);

export function assetPath({ name }: Asset): string {
  return `/assets/${name}`;
}

function asset(name: string, extension: string, mediaType: string): Asset {
  const text = readFileSync(join(folder, `${name}.${extension}`), 'utf8');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, hashLength);
  return { name: `${name}-${hash}.${extension}`, mediaType, text };
}
