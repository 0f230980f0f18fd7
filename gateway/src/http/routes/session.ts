// SPDX-License-Identifier: Apache-2.0
import {
  envelopeSchema,
  officerIdSchema,
  organisationIdSchema,
  roleSchema,
  unifiedCodeSchema,
} from '@guidang/chaincode/model';
import { z } from 'zod';
import type { Caller } from '../../application/caller';
import { verdictSchema } from '../../application/verification/verdict';
import { optional } from '../../common/optional';
import { IdentityError } from '../../identity';
import { found } from '../answer/reply';
import { defineRoute } from '../route';
import type { Route, RouteContext } from '../route';
import { clearCookie, cookieOf } from '../session/cookies';
import { isProgramSigningIn } from '../session/credentials';
import { demandFreshSignIn } from '../session/fresh-sign-in';
import { anyRole, noParams, noQuery } from '../shared-schemas';

const sessionSchema = z.strictObject({
  organisation: organisationIdSchema,
  department: unifiedCodeSchema.optional().describe('Governors act for the organisation, and have none'),
  officer: officerIdSchema.describe('A pseudonym'),
  roles: z.array(roleSchema).describe('Those that both the sign-in and the certificate give'),
  until: z.iso.datetime().optional().describe('When the sign-in ends by itself'),
  idleUntil: z.iso
    .datetime()
    .optional()
    .describe('When the session of a browser ends if it is not used; asking this is no use'),
  idleSeconds: z.int().min(0).optional().describe('How long that is from now: clocks of desks differ'),
});

type Session = z.infer<typeof sessionSchema>;

const tag = 'session';

const sessionRoute = defineRoute({
  method: 'get',
  path: '/api/v1/session',
  operation: 'getSession',
  tag,
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
        ledgerName: envelopeSchema
          .pick({ network: true, channel: true })
          .describe('What a command names that is signed for this ledger'),
        session: sessionSchema.nullable(),
      }),
    },
  },
  async handle(context) {
    const { ledger, ledgerName } = context.services;
    const session = await sessionAsked(context);
    return { status: 200, body: { ledger, ledgerName, session }, headers: { Vary: 'Authorization, Cookie' } };
  },
});

/** Asked first: whoever brings nothing has not failed to sign in, nor has a browser whose session has ended. */
async function sessionAsked({ request, response, identify, clock }: RouteContext): Promise<Session | null> {
  const isBrowser = cookieOf(request, 'session') !== undefined;
  if (!isBrowser && !isProgramSigningIn(request)) return null;
  try {
    return sessionOf(await identify({ isUse: false }), clock.nowMs());
  } catch (error) {
    if (!(error instanceof IdentityError && error.code === 'session-ended')) throw error;
    clearCookie(response, 'session');
    return null;
  }
}

function sessionOf(
  { organisation, department, officer, roles, signedInUntil, session }: Caller,
  nowMs: number,
): Session {
  return {
    organisation,
    ...optional({ department: department === '' ? undefined : department }),
    officer,
    roles: [...roles],
    ...optional({ until: signedInUntil }),
    ...(session === undefined ? {} : idleEndOf(session, nowMs)),
  };
}

function idleEndOf(
  { idleUntil }: NonNullable<Caller['session']>,
  nowMs: number,
): Pick<Session, 'idleUntil' | 'idleSeconds'> {
  return { idleUntil, idleSeconds: Math.max(0, Math.floor((Date.parse(idleUntil) - nowMs) / 1_000)) };
}

const handleSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be the handle of a session');

const listRoute = defineRoute({
  method: 'get',
  path: '/api/v1/sessions',
  operation: 'listSessions',
  tag,
  summary: "The caller's own sessions in browsers, the last used one first",
  kind: 'question',
  access: anyRole,
  needsPrimary: true,
  params: noParams,
  query: noQuery,
  responses: {
    200: {
      description: 'All of them: as many as one officer may have',
      schema: z.strictObject({
        items: z.array(
          z.strictObject({
            handle: handleSchema,
            agent: z.string().describe("The browser's own description"),
            beganAt: z.iso.datetime(),
            usedAt: z.iso.datetime(),
            isCurrent: z.boolean().describe('Whether it is the one that asks'),
          }),
        ),
      }),
    },
  },
  handle({ services: { sessions }, caller }) {
    const items = sessions.listOf(caller).map(({ handle, agent, beganAtMs, usedAtMs }) => ({
      handle,
      agent,
      beganAt: new Date(beganAtMs).toISOString(),
      usedAt: new Date(usedAtMs).toISOString(),
      isCurrent: handle === caller.session?.handle,
    }));
    return { status: 200, body: { items } };
  },
});

const endRoute = defineRoute({
  method: 'delete',
  path: '/api/v1/sessions/{handle}',
  operation: 'endSession',
  tag,
  summary: "Ends one of the caller's own sessions: what has its cookie is signed out",
  kind: 'question',
  access: anyRole,
  needsPrimary: true,
  params: z.strictObject({ handle: handleSchema }),
  query: noQuery,
  responses: { 204: { description: 'Ended' }, 404: { description: 'No such session of the caller' } },
  async handle({ services: { sessions }, caller, params: { handle } }) {
    found((await sessions.endOf(caller, handle)) || undefined, 'session');
    return { status: 204 };
  },
});

/** What asking for a certificate counts as: it is an entry at the CA for good, and an officer needs one a year. */
const requestsPerCertificate = 1_000;

const certificateRoute = defineRoute({
  method: 'post',
  path: '/api/v1/session/certificates',
  operation: 'certifyOwnKey',
  tag,
  summary:
    "Has the organisation's CA certify a key that the caller holds, in the caller's own name and roles; it signs nothing before a governor has registered the certificate",
  kind: 'question',
  access: anyRole,
  needsPrimary: true,
  enrols: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    request: z
      .string()
      .max(2048)
      .describe(
        'PKCS #10 in PEM: a key on P-256, signed with it by ECDSA and SHA-256; its subject is `CN=` and the pseudonym, and it asks for no extension',
      ),
  }),
  responses: {
    200: { description: 'Issued', schema: z.strictObject({ certificate: z.string().describe('In PEM') }) },
  },
  async handle(input) {
    const { services, caller, body, countMore } = input;
    demandFreshSignIn(input);
    await countMore(requestsPerCertificate);
    const certificate = await services.registry.certifyOwnKey(caller, body.request);
    return { status: 200, body: { certificate } };
  },
});

export const sessionRoutes: readonly Route[] = [sessionRoute, listRoute, endRoute, certificateRoute];
