// SPDX-License-Identifier: Apache-2.0
import { digestSchema, licenceIdentifierSchema } from '@guidang/chaincode/model';
import { z } from 'zod';
import { publicVerdict, publicVerdictSchema } from '../../application/verification/public-verdict';
import { publicVerificationExample } from '../openapi/examples';
import { defineRoute } from '../route';
import { noParams, noQuery } from '../shared-schemas';

export const publicVerificationRoute = defineRoute({
  method: 'post',
  path: '/api/v1/public/verifications',
  operation: 'verifyPublicly',
  tag: 'verification',
  summary:
    'Is the licence that is named in force, and is a file one of its own; for anybody, without details, records ' +
    'nothing, and few questions from one address',
  kind: 'question',
  access: 'open',
  isGuessable: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject({ licence: licenceIdentifierSchema, digest: digestSchema.optional() }),
  example: publicVerificationExample,
  responses: { 200: { description: 'The verdict', schema: publicVerdictSchema } },
  handle: async ({ services, body }) => ({
    status: 200,
    body: await publicVerdict(services.verifications, body),
  }),
});
