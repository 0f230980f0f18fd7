// SPDX-License-Identifier: Apache-2.0
import { allCommands } from '@guidang/chaincode/commands';
import { limits } from '@guidang/chaincode/model';
import { readSignedCommand } from '@guidang/chaincode/proof';
import { z } from 'zod';
import { optional } from '../../common/optional';
import { errorCodes } from '../../errors/catalogue';
import { Problem } from '../problem';
import { readBody } from '../request/read-body';
import { demandFreshToDecide } from '../session/fresh-sign-in';
import { found, written } from '../answer/reply';
import { defineRoute } from '../route';
import type { Reply, Route } from '../route';
import type { SubmissionState } from '../../application/command/api';
import {
  acceptedSchema,
  anyRole,
  noParams,
  noQuery,
  submissionIdSchema,
  writtenShape,
} from '../shared-schemas';

const tag = 'submissions';
const result = z.record(z.string(), z.json());

const submissionSchema = z.discriminatedUnion('status', [
  acceptedSchema,
  z.strictObject({
    submission: submissionIdSchema,
    status: z.literal('committed'),
    result,
    ...writtenShape,
  }),
  z.strictObject({
    submission: submissionIdSchema,
    status: z.literal('failed'),
    code: z.enum(errorCodes),
    detail: z.string(),
    field: z.string().optional(),
  }),
]);

const pendingRetrySeconds = 1;

/** Of the longest command: a signed list (移交清单) is longer than all others. Each is held to its own limit. */
const relayedBytesMax = Math.max(
  ...[...allCommands.values()].map(({ bytesMax = limits.commandBytesMax }) => bytesMax),
);

export const submissionRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/v1/commands',
    operation: 'relayCommand',
    tag,
    summary: 'Carries a command that the client has signed with its own key (compact JWS, RFC 7515)',
    kind: 'write',
    access: anyRole,
    params: noParams,
    query: noQuery,
    raw: {
      mediaTypes: ['application/jose'],
      bytesMax: () => relayedBytesMax,
      description: 'The signed command. Its own identifier makes it happen once.',
    },
    responses: {
      200: { description: 'Committed', schema: z.looseObject(writtenShape) },
      202: { description: 'Taken in; Location says where to ask', schema: acceptedSchema },
    },
    async handle(input) {
      const { services, caller, request, write } = input;
      const bytes = await readBody(request, relayedBytesMax);
      const jws = bytes.toString('latin1');
      if (!/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/.test(jws)) {
        throw new Problem('body-malformed', 'the body is no compact JWS', { field: 'body' });
      }
      if (caller.session !== undefined) demandFreshToDecide(input, readSignedCommand(jws).envelope.type);
      const { respondAsync } = write;
      return written(await services.commands.relay(caller, jws, { respondAsync }), { status: 200 });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/submissions/{id}',
    operation: 'getSubmission',
    needsPrimary: true,
    tag,
    summary: "What a write of the caller's own has come to",
    kind: 'read',
    access: anyRole,
    params: z.strictObject({ id: submissionIdSchema }),
    query: noQuery,
    responses: { 200: { description: 'The submission', schema: submissionSchema } },
    handle: async ({ services, caller, params: { id } }) =>
      submissionReply(id, found(await services.commands.submission(caller, id), 'submission')),
  }),
];

function submissionReply(submission: string, state: SubmissionState): Reply {
  switch (state.status) {
    case 'pending':
      return {
        status: 200,
        body: { submission, status: 'pending' },
        headers: { 'Retry-After': String(pendingRetrySeconds) },
      };
    case 'committed': {
      const { result: outcome, transaction, block } = state.outcome;
      return { status: 200, body: { submission, status: 'committed', result: outcome, transaction, block } };
    }
    case 'failed': {
      const { code, detail, field } = state;
      return {
        status: 200,
        body: { submission, status: 'failed', code, detail, ...optional({ field }) },
      };
    }
  }
}
