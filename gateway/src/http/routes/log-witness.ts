// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../../errors/problem';
import { witnessRequestBytesMax } from '../../log/witness-request';
import type { OpenInput, OpenReply, OpenRoute } from '../open-route';

const tag = 'log';
const plainText = 'text/plain; charset=utf-8';

/** The keys of the log, and this gateway as a witness of it, to the byte as C2SP tlog-witness has it. */
export const logWitnessRoutes: readonly OpenRoute[] = [
  {
    method: 'get',
    path: '/api/v1/log/keys',
    operation: 'getLogKeys',
    tag,
    summary: "The organisations' verifier keys, current and retired, one a line (C2SP signed-note)",
    responses: { 200: { description: 'The keys', mediaType: 'text/plain' } },
    handle: ({ services }) => keys(services),
  },
  {
    method: 'post',
    path: '/log/witness/add-checkpoint',
    operation: 'addCheckpoint',
    tag,
    summary: 'Asks for a cosignature of a head of the log (C2SP tlog-witness)',
    bodyBytesMax: witnessRequestBytesMax,
    responses: {
      200: { description: 'Cosignature lines', mediaType: 'text/plain' },
      409: { description: 'The size that was cosigned last', mediaType: 'text/x.tlog.size' },
    },
    handle: addCheckpoint,
  },
  {
    method: 'get',
    path: '/log/witness/{origin}/checkpoint',
    operation: 'getCosignedCheckpoint',
    tag,
    summary: 'The head that this gateway has cosigned last (C2SP tlog-witness)',
    params: { origin: "SHA-256 of the log's origin, in hex" },
    responses: { 200: { description: 'The signed note', mediaType: 'text/plain' } },
    handle: cosignedCheckpoint,
  },
];

async function keys({ log }: OpenInput['services']): Promise<OpenReply> {
  const body = await log.keys();
  if (body === undefined) throw new Problem('not-found', 'the log has no keys yet');
  return { contentType: plainText, body };
}

async function addCheckpoint({ services, body }: OpenInput): Promise<OpenReply> {
  const answer = await services.log.addCheckpoint(body);
  return 'cosignatures' in answer
    ? { contentType: plainText, body: answer.cosignatures }
    : { status: 409, contentType: 'text/x.tlog.size', body: `${answer.cosignedSize}\n` };
}

function cosignedCheckpoint({ services, params: { origin = '' } }: OpenInput): OpenReply {
  const body = services.log.monitored(origin);
  if (body === undefined) throw new Problem('log-unknown', 'this witness has cosigned no such log');
  return { contentType: plainText, body };
}
