// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { default as Provider, Configuration as ProviderConfiguration } from 'oidc-provider' with {
  'resolution-mode': 'import',
};
import type { Configuration } from './configuration';

import { confirmSignOut, showSignedOut } from './sign-out';
import type { SigningKey } from './signing-key';

/**
 * An OIDC provider for the demo network: each client is one officer and signs in with its own secret (RFC 6749
 * section 4.4), or, in a browser, at a gateway (section 4.1, with PKCE). Access tokens are JWTs (RFC 9068) that name
 * organisation, officer and roles.
 */
export async function createProvider(configuration: Configuration, key: SigningKey): Promise<Provider> {
  // The package is an ES module.
  const { default: OidcProvider } = await import('oidc-provider');
  return new OidcProvider(configuration.issuer, providerConfiguration(configuration, key));
}

/** Where somebody says who he is. */
export const interactionPath = '/interaction/';

/** How long each step of a sign-in may take. Nobody stays signed in: gateways ask for a sign-in each time. */
const browserSeconds = { AuthorizationCode: 60, Interaction: 600, Session: 600, Grant: 600, IdToken: 600 };

type GrantLoader = NonNullable<ProviderConfiguration['loadExistingGrant']>;

async function grantOf(
  { oidc }: Parameters<GrantLoader>[0],
  audience: string,
): Promise<Awaited<ReturnType<GrantLoader>>> {
  const { client, session, provider } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid');
  grant.addResourceScope(audience, '');
  await grant.save();
  return grant;
}

function providerConfiguration(configuration: Configuration, key: SigningKey): ProviderConfiguration {
  const { audience, clients, gateways, tokenSeconds } = configuration;
  const officers = new Map(clients.map((client) => [client.id, client]));
  return {
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    responseTypes: ['none', 'code'],
    pkce: { methods: ['S256'], required: () => true },
    interactions: { url: (_, { uid }) => interactionPath + uid },
    findAccount: (_, id) => (officers.has(id) ? { accountId: id, claims: () => ({ sub: id }) } : undefined),
    // The gateways are the organisations' own: nobody is asked what a gateway may know.
    loadExistingGrant: (context) => grantOf(context, audience),
    clientAuthMethods: ['client_secret_basic'],
    clientDefaults: {
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'client_secret_basic',
      id_token_signed_response_alg: 'ES256',
    },
    clients: [
      ...clients.map(({ id, secret }) => ({ client_id: id, client_secret: secret })),
      ...gateways.map(({ id, secret, redirectUrl }) => ({
        client_id: id,
        client_secret: secret,
        grant_types: ['authorization_code'],
        response_types: ['code' as const],
        redirect_uris: [redirectUrl],
        post_logout_redirect_uris: [new URL('/auth/signed-out', redirectUrl).href],
      })),
    ],
    ttl: { ClientCredentials: tokenSeconds, ...browserSeconds },
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: confirmSignOut,
        postLogoutSuccessSource: showSignedOut,
      },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: () => ({
          scope: '',
          audience,
          accessTokenTTL: tokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    extraTokenClaims: (_, token) => {
      // An account's token names it; a client of its own has none.
      const officer = officers.get(('accountId' in token ? token.accountId : token.clientId) ?? '');
      return officer === undefined
        ? undefined
        : { organisation: officer.organisation, officer: officer.officer, roles: officer.roles };
    },
  };
}
