// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { Problem } from '../problem';
import { witnessRequestBytesMax } from '../../log/witness-request';
import { noParams, noQuery } from '../shared-schemas';
import { readBody } from '../request/read-body';
import { defineRoute } from '../route';
import type { Reply, Route, RouteContext } from '../route';

const asProtocol = { tag: 'log', kind: 'protocol', access: 'open', query: noQuery } as const;
const asFile = { ...asProtocol, method: 'get', allow: 'GET, HEAD' } as const;

/** The log's keys, and this gateway's witness API, exactly as C2SP tlog-witness specifies. */
export const logWitnessRoutes: readonly Route[] = [
  defineRoute({
    ...asFile,
    path: '/api/v1/log/keys',
    operation: 'getLogKeys',
    summary: "The organisations' verifier keys, current and retired, one a line (C2SP signed-note)",
    params: noParams,
    responses: { 200: { description: 'The keys', mediaType: 'text/plain' } },
    handle: ({ services }) => keys(services),
  }),
  defineRoute({
    ...asProtocol,
    method: 'post',
    path: '/log/witness/add-checkpoint',
    operation: 'addCheckpoint',
    needsPrimary: true,
    summary: 'Asks for a cosignature of a head of the log (C2SP tlog-witness)',
    params: noParams,
    raw: { mediaTypes: ['text/plain'] },
    responses: {
      200: { description: 'Cosignature lines', mediaType: 'text/plain' },
      409: { description: 'The size that was cosigned last', mediaType: 'text/x.tlog.size' },
    },
    handle: async ({ services, request }) =>
      addCheckpoint(services, await readBody(request, witnessRequestBytesMax)),
  }),
  defineRoute({
    ...asFile,
    path: '/log/witness/{origin}/checkpoint',
    operation: 'getCosignedCheckpoint',
    needsPrimary: true,
    summary: 'The head that this gateway has cosigned last (C2SP tlog-witness)',
    params: z.strictObject({ origin: z.string().describe("SHA-256 of the log's origin, in hex") }),
    responses: { 200: { description: 'The signed note', mediaType: 'text/plain' } },
    handle: ({ services, params: { origin } }) => cosignedCheckpoint(services, origin),
  }),
];

async function keys({ log }: RouteContext['services']): Promise<Reply> {
  const text = await log.keys();
  if (text === undefined) throw new Problem('not-found', 'the log has no keys yet');
  return { status: 200, text };
}

async function addCheckpoint({ log }: RouteContext['services'], body: Buffer): Promise<Reply> {
  const answer = await log.addCheckpoint(body);
  return 'cosignatures' in answer
    ? { status: 200, text: answer.cosignatures }
    : {
        status: 409,
        text: `${answer.cosignedSize}\n`,
        headers: { 'Content-Type': 'text/x.tlog.size' },
      };
}

function cosignedCheckpoint({ log }: RouteContext['services'], origin: string): Reply {
  const text = log.monitored(origin);
  if (text === undefined) throw new Problem('log-unknown', 'this witness has cosigned no such log');
  return { status: 200, text };
}
