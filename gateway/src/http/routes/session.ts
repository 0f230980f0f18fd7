// SPDX-License-Identifier: Apache-2.0
import {
  officerIdSchema,
  organisationIdSchema,
  roleSchema,
  unifiedCodeSchema,
} from '@guidang/chaincode/model';
import { z } from 'zod';
import type { Caller } from '../../application/caller';
import { verdictSchema } from '../../application/verification/verdict';
import { optional } from '../../common/optional';
import { defineRoute } from '../route';
import { isSigningIn } from '../session/credentials';
import { noParams, noQuery } from '../shared-schemas';

const sessionSchema = z.strictObject({
  organisation: organisationIdSchema,
  department: unifiedCodeSchema.optional().describe('Governors act for the organisation, and have none'),
  officer: officerIdSchema.describe('A pseudonym'),
  roles: z.array(roleSchema).describe('Those that both the sign-in and the certificate give'),
  until: z.iso.datetime().optional().describe('When the sign-in ends by itself'),
});

type Session = z.infer<typeof sessionSchema>;

export const sessionRoute = defineRoute({
  method: 'get',
  path: '/api/v1/session',
  operation: 'getSession',
  tag: 'session',
  summary:
    'Who is asking, and with which roles; null for who is not signed in, a refusal for a sign-in that does not hold',
  kind: 'question',
  access: 'open',
  forMembers: true,
  params: noParams,
  query: noQuery,
  responses: {
    200: {
      description: 'The session, and the trust model of the ledger',
      schema: z.strictObject({
        ledger: verdictSchema.shape.ledger,
        session: sessionSchema.nullable(),
      }),
    },
  },
  async handle({ services: { ledger }, request, identify }) {
    // Asked first: whoever brings nothing has not failed to sign in.
    const session = isSigningIn(request) ? sessionOf(await identify()) : null;
    return { status: 200, body: { ledger, session }, headers: { Vary: 'Authorization' } };
  },
});

function sessionOf({ organisation, department, officer, roles, signedInUntil }: Caller): Session {
  return {
    organisation,
    ...optional({ department: department === '' ? undefined : department }),
    officer,
    roles: [...roles],
    ...optional({ until: signedInUntil }),
  };
}
