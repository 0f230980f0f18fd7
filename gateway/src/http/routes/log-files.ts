// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Role } from '@guidang/chaincode/model';
import { IdentityError } from '../../identity/identity-error';
import { Problem } from '../problem';
import { parseTilePath } from '../../merkle/tile-path';
import type { TileName } from '../../merkle/tile-path';
import { noParams, noQuery } from '../shared-schemas';
import { defineRoute } from '../route';
import type { Reply, Route, RouteContext } from '../route';

const bytes = 'application/octet-stream';

/** A full tile never changes. Neither does a partial one, but readers soon stop needing it. */
const cacheControl = { full: 'max-age=31536000, immutable', partial: 'max-age=86400' } as const;

/** Of a member, who may read entries that are not salted: as who may read the ledger's blocks. */
const readers: readonly Role[] = ['auditor', 'system', 'operator'];

const tile = z
  .string()
  .describe(
    'Its number in groups of three digits, all but the last behind an x, then for a part `.p/` and how many',
  );

/** Common to all files; HEAD is listed because log readers use it. */
const file = {
  method: 'get',
  allow: 'GET, HEAD',
  tag: 'log',
  kind: 'protocol',
  access: 'open',
  query: noQuery,
} as const;

/** The log's public files, exactly as C2SP tlog-tiles specifies. */
export const logFileRoutes: readonly Route[] = [
  defineRoute({
    ...file,
    path: '/checkpoint',
    operation: 'getCheckpoint',
    summary: 'The head of the log that a quorum of the organisations has cosigned (C2SP tlog-checkpoint)',
    params: noParams,
    responses: { 200: { description: 'The signed note', mediaType: 'text/plain' } },
    handle: ({ services }) => checkpoint(services),
  }),
  defineRoute({
    ...file,
    path: '/tile/entries/{bundle}',
    forMembers: true,
    takesRest: true,
    operation: 'getLogEntries',
    summary:
      'Leaves of the log, 256 to a bundle, each after its length in two bytes (C2SP tlog-tiles); those from before leaves were salted for members only, who sign in',
    params: z.strictObject({ bundle: tile }),
    responses: { 200: { description: 'The leaves', mediaType: bytes } },
    handle: ({ params: { bundle }, ...context }) => tileReply(`entries/${bundle}`, context),
  }),
  defineRoute({
    ...file,
    path: '/tile/{level}/{tile}',
    takesRest: true,
    operation: 'getLogTile',
    summary: "Hashes of the log's Merkle tree, 256 to a tile (C2SP tlog-tiles)",
    params: z.strictObject({
      level: z.string().describe('From 0, where the hashes are those of leaves'),
      tile,
    }),
    responses: { 200: { description: 'The hashes', mediaType: bytes } },
    handle: ({ params, ...context }) => tileReply(`${params.level}/${params.tile}`, context),
  }),
];

function checkpoint({ log }: RouteContext['services']): Reply {
  const text = log.checkpoint();
  if (text === undefined) throw new Problem('not-found', 'the log has no head yet');
  return { status: 200, text };
}

async function tileReply(path: string, context: Pick<RouteContext, 'services' | 'identify'>): Promise<Reply> {
  const { log } = context.services;
  const name: TileName | undefined = parseTilePath(path);
  const isForMembers = name !== undefined && (await log.isForMembers(name));
  if (isForMembers) await demandReader(context);
  const data = name && (await log.file(name));
  if (data === undefined) throw new Problem('not-found', 'the head of the log covers no such tile');
  return {
    status: 200,
    bytes: data,
    headers: {
      'Content-Type': bytes,
      'Cache-Control': `${isForMembers ? 'private' : 'public'}, ${cacheControl[name?.width === undefined ? 'full' : 'partial']}`,
    },
  };
}

/** @throws {Problem} `entries-for-members`; {@link IdentityError} for a sign-in that does not hold. */
async function demandReader({ identify }: Pick<RouteContext, 'identify'>): Promise<void> {
  try {
    const { roles } = await identify();
    if (roles.some((role) => readers.includes(role))) return;
  } catch (error) {
    if (!(error instanceof IdentityError && error.code === 'token-missing')) throw error;
  }
  throw new Problem('entries-for-members', `these entries need one of the roles ${readers.join(', ')}`);
}
