// SPDX-License-Identifier: Apache-2.0
import { officerIdSchema, organisationIdSchema } from '@guidang/chaincode/model';
import { signedOutPage, signInPage } from '@guidang/pages';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Caller } from '../../application/caller';
import type { CardSignIn, IssuerSignIn } from '../../application/session/api';
import { html, seeOther } from '../answer/html-reply';
import { pageLanguageOf, pageQueryOf } from '../answer/language';
import { Problem } from '../problem';
import { mediaTypeOf } from '../request/media-type';
import { readBody } from '../request/read-body';
import { validate } from '../request/validate';
import { defineRoute } from '../route';
import type { Reply, Route, RouteContext } from '../route';
import { clearCookie, cookieOf, setCookie } from '../session/cookies';
import { demandOwnHost, demandOwnPage, formTokenFor } from '../session/own-page';
import { returnPath } from '../session/return-path';
import { noParams, noQuery } from '../shared-schemas';

const signedOutPath = '/auth/signed-out';
/** In the place of a state, before the browser is led to the issuer. */
const atIssuer = 'next';
const formType = 'application/x-www-form-urlencoded';
const formBytesMax = 8_192;

const shared = {
  tag: 'sign-in',
  kind: 'page',
  access: 'open',
  params: noParams,
  query: noQuery,
} as const;

const form = {
  ...shared,
  method: 'post',
  raw: { mediaTypes: [formType] },
  responses: { 303: { description: 'Done: where to go on' } },
} as const;

/** How officers sign in and out with a browser: pages and forms that need no script. */
export const signInRoutes: readonly Route[] = [
  defineRoute({
    ...shared,
    method: 'get',
    path: '/auth/sign-in',
    operation: 'showSignIn',
    summary: 'As whom one may sign in, and who is signed in',
    responses: { 200: { description: 'The page' } },
    async handle(context) {
      const { services, config, request, response } = context;
      const way = services.browserSignIn;
      if (way.kind !== 'none') demandOwnHost(request, config);
      const signedIn = await signedInNow(context);
      const asked = pageQueryOf(request);
      const returnTo = returnPath(asked.get('return'));
      // A page that needs a fresh sign-in leads on at once.
      const isWanted = signedIn === undefined || asked.has('again');
      if (way.kind === 'issuer' && isWanted) return toIssuer(way, returnTo, context);
      return html(
        signInPage({
          language: pageLanguageOf(request),
          returnTo,
          token: formTokenFor(request, response),
          signedIn,
          hasIssuer: way.kind === 'issuer',
          cards: way.kind === 'cards' ? await way.cards() : undefined,
        }),
      );
    },
  }),
  defineRoute({
    ...form,
    path: '/auth/sign-in',
    operation: 'signIn',
    summary: 'Signs in as the officer of a card: with the embedded default only, on this machine',
    async handle({ services, config, request, response }) {
      demandOwnHost(request, config);
      const sent = await readForm(request);
      const cards = cardsOf(services.browserSignIn);
      const agent = request.headers['user-agent'] ?? '';
      const id = await cards.signIn(officerIn(sent.get('officer')), agent);
      await begin(services.sessions, { request, response, id });
      return seeOther(returnPath(sent.get('return')));
    },
  }),
  defineRoute({
    ...shared,
    method: 'get',
    path: '/auth/issuer',
    operation: 'goToIssuer',
    summary: "Leads to the organisation's issuer, whoever is signed in now",
    responses: { 303: { description: 'The address of the issuer' } },
    handle(context) {
      const { services, config, request } = context;
      demandOwnHost(request, config);
      const returnTo = returnPath(pageQueryOf(request).get('return'));
      return toIssuer(issuerOf(services.browserSignIn), returnTo, context);
    },
  }),
  defineRoute({
    ...shared,
    method: 'get',
    path: '/auth/callback',
    operation: 'takeSignIn',
    summary: 'Where the issuer sends the browser back',
    responses: { 303: { description: 'Signed in: where to go on' } },
    async handle({ services, config, request, response }) {
      demandOwnHost(request, config);
      const way = issuerOf(services.browserSignIn);
      const note = cookieOf(request, 'login');
      clearCookie(response, 'login');
      const agent = request.headers['user-agent'] ?? '';
      const { id, returnTo } = await way.finish(pageQueryOf(request), note, agent);
      await begin(services.sessions, { request, response, id });
      return seeOther(returnTo);
    },
  }),
  defineRoute({
    ...form,
    path: '/auth/sign-out',
    operation: 'signOut',
    summary: 'Ends the session of this browser; where an issuer signs out too, leads on to that',
    async handle({ services, config, request, response }) {
      demandOwnHost(request, config);
      await readForm(request);
      const id = cookieOf(request, 'session');
      if (id !== undefined) await services.sessions.end(id);
      clearCookie(response, 'session');
      clearCookie(response, 'form');
      const leadsOn = id !== undefined && services.browserSignIn.kind === 'issuer';
      if (leadsOn) setCookie(response, 'logout', atIssuer);
      return seeOther(`${leadsOn ? signedOutPath : '/'}?lang=${pageLanguageOf(request)}`);
    },
  }),
  defineRoute({
    ...shared,
    method: 'get',
    path: signedOutPath,
    operation: 'showSignedOut',
    summary: 'After the sign-out: leads to the issuer, which signs out too, and says afterwards how it went',
    responses: {
      200: { description: 'The page' },
      303: { description: 'Nobody has signed out here: the front page' },
    },
    async handle(context) {
      const { services, config, request, response } = context;
      demandOwnHost(request, config);
      const expected = cookieOf(request, 'logout');
      const language = pageLanguageOf(request);
      if (expected === undefined) return seeOther('/');
      if (expected === atIssuer) {
        const ending = await issuerOf(services.browserSignIn).end();
        if (ending !== undefined) {
          setCookie(response, 'logout', ending.state);
          return html(signedOutPage({ language, issuer: ending.location }));
        }
      }
      clearCookie(response, 'logout');
      const isEverywhere = expected !== atIssuer && pageQueryOf(request).get('state') === expected;
      return html(signedOutPage({ language, isEverywhere }));
    },
  }),
];

/**
 * The fields of a form of ours.
 * @throws {Problem} `not-from-page`, before anything is done.
 */
async function readForm(request: Request): Promise<URLSearchParams> {
  mediaTypeOf(request, [formType]);
  const sent = new URLSearchParams((await readBody(request, formBytesMax)).toString('utf8'));
  demandOwnPage(request, sent.get('token') ?? undefined);
  return sent;
}

async function toIssuer(
  way: IssuerSignIn,
  returnTo: string,
  { request, response }: Pick<RouteContext, 'request' | 'response'>,
): Promise<Reply> {
  const { location, note } = await way.begin(returnTo, cookieOf(request, 'session'));
  setCookie(response, 'login', note);
  return seeOther(location);
}

function issuerOf(way: RouteContext['services']['browserSignIn']): IssuerSignIn {
  if (way.kind === 'issuer') return way;
  throw new Problem('sign-in-unavailable', 'no issuer is configured for browsers');
}

function cardsOf(way: RouteContext['services']['browserSignIn']): CardSignIn {
  if (way.kind === 'cards') return way;
  throw new Problem('sign-in-unavailable', 'officers do not sign in here without proof');
}

const officerSchema = z.strictObject({ organisation: organisationIdSchema, officer: officerIdSchema });

function officerIn(value: string | null): z.infer<typeof officerSchema> {
  const [organisation, officer] = (value ?? '').split('/', 2);
  return validate(officerSchema, { organisation, officer }, 'body');
}

interface Begun {
  readonly request: Request;
  readonly response: Response;
  /** Of the new session. */
  readonly id: string;
}

/** A session never takes over a cookie that was there before: it could be one that somebody else knows. */
async function begin(
  sessions: RouteContext['services']['sessions'],
  { request, response, id }: Begun,
): Promise<void> {
  const before = cookieOf(request, 'session');
  if (before !== undefined) await sessions.end(before);
  setCookie(response, 'session', id);
}

/** Of a session that has ended, or of an officer who is no more, nobody is signed in. */
async function signedInNow({ services, request }: RouteContext): Promise<Caller | undefined> {
  const id = cookieOf(request, 'session');
  if (id === undefined) return undefined;
  return services.callers
    .identify({ authorization: undefined, session: { id, isUse: false } })
    .catch(() => undefined);
}
