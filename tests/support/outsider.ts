// SPDX-License-Identifier: Apache-2.0
import { createHash, createHmac } from 'node:crypto';
import { canonicalJson } from '@guidang/chaincode/model';
import { routes } from '../../gateway/src/http/routes';
import { tilePathOf } from '../../gateway/src/merkle/tile-path';

const tileWidth = 256;

/** An event of the ledger, as a member's export has it. */
export interface ExportedEvent {
  readonly leaf: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly salt: string;
  readonly state: unknown;
}

/** The open routes; another one must be thought of here. */
const openPaths = [
  '/checkpoint',
  '/tile/entries/{bundle}',
  '/tile/{level}/{tile}',
  '/api/v1/log/keys',
  '/log/witness/add-checkpoint',
  '/log/witness/{origin}/checkpoint',
  // Of who is not signed in it says only that: it is one of the pages that never differ.
  '/api/v1/session',
  // Says of a licence that is named what its own test allows: gateway/src/http/public-verification.test.ts.
  '/api/v1/public/verifications',
];

/** Every byte that is served without a sign-in and depends on the ledger, by path, with its headers. */
export async function everythingOpen(url: string): Promise<ReadonlyMap<string, Buffer>> {
  const open = routes.filter(({ access }) => access === 'open').map(({ path }) => path);
  expect([...open].sort()).toEqual([...openPaths].sort());
  const checkpoint = await (await fetch(`${url}/checkpoint`)).text();
  const [origin = '', size = '0'] = checkpoint.split('\n');
  return pagesOf(url, [
    '/checkpoint',
    '/healthz',
    '/readyz',
    '/metrics',
    '/log',
    '/api/v1/log/keys',
    `/log/witness/${createHash('sha256').update(origin).digest('hex')}/checkpoint`,
    ...tilesOf(Number(size)),
  ]);
}

/** The pages that are the same whatever the ledger holds. */
export function manual(url: string): Promise<ReadonlyMap<string, Buffer>> {
  return pagesOf(url, ['/', '/verify', '/api/v1/session', '/openapi.json', '/docs', '/problems/not-found']);
}

async function pagesOf(url: string, paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const pages = new Map<string, Buffer>();
  for (const path of paths) {
    const answer = await fetch(url + path);
    expect([path, answer.status]).toEqual([path, 200]);
    pages.set(path, Buffer.from(await answer.arrayBuffer()));
  }
  return pages;
}

/** The leaves in the bundles of entries. */
export function leavesIn(pages: ReadonlyMap<string, Buffer>): string[] {
  const leaves: string[] = [];
  for (const [path, bundle] of pages) {
    for (let at = 0; path.startsWith('/tile/entries/') && at < bundle.length;) {
      const end = at + 2 + bundle.readUInt16BE(at);
      leaves.push(bundle.toString('utf8', at + 2, end));
      at = end;
    }
  }
  return leaves;
}

/** Every tile and bundle of a tree. */
function tilesOf(size: number): string[] {
  const paths: string[] = [];
  for (let level = 0, nodes = size; nodes > 0; level += 1, nodes = Math.floor(nodes / tileWidth)) {
    for (let number = 0; number * tileWidth < nodes; number += 1) {
      const width = Math.min(tileWidth, nodes - number * tileWidth);
      const kinds = level === 0 ? ([0, 'entries'] as const) : [level];
      const partial = width === tileWidth ? {} : { width };
      paths.push(...kinds.map((kind) => `/tile/${tilePathOf({ level: kind, number, ...partial })}`));
    }
  }
  return paths;
}

/** The texts in a value, at any depth. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** How a text might stand in bytes, alone or in something encoded, by itself or by its digest. */
export function formsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const digest = createHash('sha256').update(bytes).digest();
  return [bytes, digest, Buffer.from(text, 'utf16le')].flatMap((raw) => [
    raw,
    Buffer.from(raw.toString('hex')),
    Buffer.from(raw.toString('hex').toUpperCase()),
    ...[0, 1, 2].flatMap((shift) => base64Core(raw, shift)),
  ]);
}

/** What of bytes is the same in base64 whatever stands around them, when they begin `shift` bytes after a third. */
function base64Core(raw: Buffer, shift: number): Buffer[] {
  const text = Buffer.concat([Buffer.alloc(shift), raw]).toString('base64');
  const core = text.slice(shift === 0 ? 0 : shift + 1, Math.floor(((raw.length + shift) * 8) / 6));
  return [core, core.replaceAll('+', '-').replaceAll('/', '_')].map((form) => Buffer.from(form));
}

/**
 * What somebody who has guessed an event in every part, but has not its salt, would look for: digests of the event and
 * of what is left when what cannot be guessed is left out, salted with what everybody can read.
 */
export function* guessedDigests(event: ExportedEvent['event'], block: object): Generator<Buffer> {
  const { officer, ...anonymous } = event as { officer: Record<string, unknown> };
  const { signature, ...known } = officer;
  expect(signature).toBeDefined();
  const { number, hash } = block as { number: number; hash: string };
  const transaction = String(event['transaction']);
  const position = String(event['position']);
  const seeds = [
    '00'.repeat(16),
    transaction.slice(0, 32),
    hash.slice(0, 32),
    hash.slice(32),
    transaction.slice(32),
  ];
  const bodies = [
    event,
    { ...event, officer: known },
    anonymous,
    event['subject'],
    officer,
    event['command'],
  ];
  for (const body of bodies) {
    const text = canonicalJson(body ?? null);
    yield sha256(text);
    yield sha256(`\u0000${text}`);
    yield sha256(`\u0000${canonicalJson({ block: { hash, number }, event: body, schema: 1 })}`);
    for (const seed of seeds) {
      const key = Buffer.from(seed, 'hex');
      const salt = createHmac('sha256', key)
        .update(`guidang-leaf-salt/1\u0000${transaction}-${position}`)
        .digest();
      for (const each of [key, salt, salt.subarray(0, 16)]) {
        yield sha256(Buffer.concat([each, Buffer.from(text)]));
        yield sha256(each.toString('hex') + text);
      }
    }
  }
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}
