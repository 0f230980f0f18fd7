// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../../errors/problem';
import { parseTilePath, type TileName } from '../../merkle/tile-path';
import type { OpenInput, OpenReply, OpenRoute } from '../open-route';

const tag = 'log';
const plainText = 'text/plain; charset=utf-8';
const bytes = 'application/octet-stream';

/** A full tile never changes. A partial one neither, but a reader soon has no use for it. */
const cacheControl = {
  full: 'public, max-age=31536000, immutable',
  partial: 'public, max-age=86400',
} as const;

const tileParameter =
  'Its number in groups of three digits, all but the last behind an x, then for a part `.p/` and how many';

/** The log as outsiders read it, to the byte as C2SP tlog-tiles has it. */
export const logFileRoutes: readonly OpenRoute[] = [
  {
    method: 'get',
    path: '/checkpoint',
    operation: 'getCheckpoint',
    tag,
    summary: 'The head of the log that a quorum of the organisations has cosigned (C2SP tlog-checkpoint)',
    responses: { 200: { description: 'The signed note', mediaType: 'text/plain' } },
    handle: ({ services }) => checkpoint(services),
  },
  {
    method: 'get',
    path: '/tile/entries/{bundle}',
    operation: 'getLogEntries',
    tag,
    summary: 'Leaves of the log, 256 to a bundle, each after its length in two bytes (C2SP tlog-tiles)',
    params: { bundle: tileParameter },
    responses: { 200: { description: 'The leaves', mediaType: bytes } },
    handle: ({ services, params: { bundle = '' } }) => file(`entries/${bundle}`, services),
  },
  {
    method: 'get',
    path: '/tile/{level}/{tile}',
    operation: 'getLogTile',
    tag,
    summary: "Hashes of the log's Merkle tree, 256 to a tile (C2SP tlog-tiles)",
    params: { level: 'From 0, where the hashes are those of leaves', tile: tileParameter },
    responses: { 200: { description: 'The hashes', mediaType: bytes } },
    handle: ({ services, params: { level = '', tile = '' } }) => file(`${level}/${tile}`, services),
  },
];

function checkpoint({ log }: OpenInput['services']): OpenReply {
  const body = log.checkpoint();
  if (body === undefined) throw new Problem('not-found', 'the log has no head yet');
  return { contentType: plainText, body };
}

async function file(path: string, { log }: OpenInput['services']): Promise<OpenReply> {
  const name: TileName | undefined = parseTilePath(path);
  const body = name && (await log.file(name));
  if (body === undefined) throw new Problem('not-found', 'the head of the log covers no such tile');
  return {
    contentType: bytes,
    cacheControl: cacheControl[name?.width === undefined ? 'full' : 'partial'],
    body,
  };
}
