// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { Readable } from 'node:stream';
import type * as OpenId from 'openid-client' with { 'resolution-mode': 'import' };
import { IdentityError } from './identity-error';

interface IssuerClientOptions {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the issuer sends the browser back: an address of this gateway. */
  readonly redirectUrl: URL;
  /** Where the issuer sends the browser back that it has signed out: another address of this gateway. */
  readonly signedOutUrl: URL;
  /** For whom the access token is to be (RFC 8707). */
  readonly audience: string;
  /** How long ago somebody may have proved there who he is: then the issuer must say when that was. */
  readonly maxAgeMs?: number | undefined;
  /** Root certificate, if the issuer's does not chain to a public one. */
  readonly rootPem?: string | undefined;
}

/** What ties the answer of the issuer to the browser that was sent there. */
interface SignInTies {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What a sign-in has brought. */
interface Confirmed {
  readonly accessToken: string;
  /** When somebody proved who he is, if the issuer says it (OpenID Connect Core, `auth_time`). */
  readonly authenticatedAtMs: number | undefined;
}

const timeoutSeconds = 10;
const loopback = ['localhost', '127.0.0.1', '[::1]'];

type Library = typeof OpenId;

/**
 * This gateway as a confidential client of its organisation's OIDC issuer: authorization code with PKCE (RFC 7636,
 * OpenID Connect Core 3.1). No token reaches the browser.
 */
export class IssuerClient {
  readonly #options: IssuerClientOptions;
  #discovered: Promise<OpenId.Configuration> | undefined;

  constructor(options: IssuerClientOptions) {
    this.#options = options;
  }

  /** @throws {IdentityError} `issuer-unreachable`. */
  async begin(): Promise<{ readonly location: URL; readonly ties: SignInTies }> {
    const library = await loadLibrary();
    const configuration = await this.#configuration(library).catch(unreachable);
    const ties = {
      state: library.randomState(),
      nonce: library.randomNonce(),
      verifier: library.randomPKCECodeVerifier(),
    };
    const location = library.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#options.redirectUrl.href,
      scope: 'openid',
      resource: this.#options.audience,
      // The computer at a counter is shared: whoever sat there before is not signed in again unasked.
      prompt: 'login',
      ...(this.#maxAge && { max_age: String(this.#maxAge.maxAge) }),
      state: ties.state,
      nonce: ties.nonce,
      code_challenge: await library.calculatePKCECodeChallenge(ties.verifier),
      code_challenge_method: 'S256',
    });
    return { location, ties };
  }

  /**
   * @param query with which the browser came back.
   * @throws {IdentityError} `sign-in-failed` if the issuer refused, or its answer belongs to another sign-in;
   *   `issuer-unreachable`.
   */
  async finish(query: URLSearchParams, { state, nonce, verifier }: SignInTies): Promise<Confirmed> {
    const library = await loadLibrary();
    const configuration = await this.#configuration(library).catch(unreachable);
    const url = new URL(`?${query.toString()}`, this.#options.redirectUrl);
    const checks = {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
      ...this.#maxAge,
    };
    const resource = { resource: this.#options.audience };
    const tokens = await library
      .authorizationCodeGrant(configuration, url, checks, resource)
      .catch((error: unknown) => (isRefusal(error) ? failed(error) : unreachable(error)));
    const at = tokens.claims()?.auth_time;
    return {
      accessToken: tokens.access_token,
      authenticatedAtMs: at === undefined ? undefined : at * 1_000,
    };
  }

  /**
   * Where the issuer signs the browser out too (OpenID Connect RP-Initiated Logout 1.0). It gets no `id_token_hint`, since
   * no token is kept, and may ask whether that is meant.
   * @returns undefined if the issuer has no such place, or cannot be asked now.
   */
  async end(): Promise<{ readonly location: URL; readonly state: string } | undefined> {
    const library = await loadLibrary();
    const configuration = await this.#configuration(library).catch(() => undefined);
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined;
    const state = library.randomState();
    const location = library.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: this.#options.signedOutUrl.href,
      state,
    });
    return { location, state };
  }

  get #maxAge(): { readonly maxAge: number } | undefined {
    const { maxAgeMs } = this.#options;
    return maxAgeMs === undefined ? undefined : { maxAge: Math.floor(maxAgeMs / 1_000) };
  }

  /** Read when it is first needed: the issuer may start after the gateway. */
  async #configuration(library: Library): Promise<OpenId.Configuration> {
    this.#discovered ??= this.#discover(library);
    try {
      return await this.#discovered;
    } catch (error) {
      this.#discovered = undefined;
      throw error;
    }
  }

  #discover(library: Library): Promise<OpenId.Configuration> {
    const { issuer, clientId, clientSecret, rootPem } = this.#options;
    const isPlain = issuer.protocol === 'http:' && loopback.includes(issuer.hostname);
    return library.discovery(issuer, clientId, undefined, library.ClientSecretBasic(clientSecret), {
      timeout: timeoutSeconds,
      ...(isPlain ? { execute: [onThisMachine(library)] } : {}),
      ...(rootPem === undefined ? {} : { [library.customFetch]: fetchTrusting(rootPem) }),
    });
  }
}

/** Marked as deprecated, so that it stands out: plain HTTP is for an issuer on this machine. */
function onThisMachine({
  allowInsecureRequests,
}: {
  readonly allowInsecureRequests: (configuration: OpenId.Configuration) => void;
}): (configuration: OpenId.Configuration) => void {
  return allowInsecureRequests;
}

/** The package is an ES module. */
function loadLibrary(): Promise<Library> {
  return import('openid-client');
}

/** Whether it is an answer, and not that there is none. */
function isRefusal(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && code.startsWith('OAUTH_') && code !== 'OAUTH_TIMEOUT';
}

/** Leaves out the issuer's own words, which may repeat what was typed there. */
function failed(error: unknown): never {
  throw new IdentityError('sign-in-failed', 'the issuer did not confirm this sign-in', error);
}

function unreachable(error: unknown): never {
  throw new IdentityError('issuer-unreachable', 'the issuer cannot be asked', error);
}

type Fetch = OpenId.CustomFetch;

/** Node's own `fetch` takes no certificates. */
function fetchTrusting(ca: string): Fetch {
  return (url, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const options = { method, headers, ca, ...(signal && { signal }) };
      const sent = request(url, options, (answer) => {
        try {
          resolve(responseOf(answer));
        } catch (error) {
          answer.destroy();
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
      sent.once('error', reject);
      sent.end(body == null ? undefined : String(body as string | URLSearchParams));
    });
}

/** @throws {TypeError} or {RangeError} for a status with which there is no answer to read. */
function responseOf(answer: IncomingMessage): Response {
  const fields = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const stream = Readable.toWeb(answer) as unknown as ReadableStream;
  return new Response(stream, { status: answer.statusCode ?? 502, headers: fields });
}
