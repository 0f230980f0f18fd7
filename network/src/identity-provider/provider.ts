// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { default as Provider, Configuration as ProviderConfiguration } from 'oidc-provider' with {
  'resolution-mode': 'import',
};
import type { Configuration } from './configuration';
import type { SigningKey } from './signing-key';

/**
 * An OIDC provider for the demo network: each client is one officer and signs in with its own secret (RFC 6749
 * section 4.4). Access tokens are JWTs (RFC 9068) that name organisation, officer and roles.
 */
export async function createProvider(configuration: Configuration, key: SigningKey): Promise<Provider> {
  // The package is an ES module.
  const { default: OidcProvider } = await import('oidc-provider');
  return new OidcProvider(configuration.issuer, providerConfiguration(configuration, key));
}

function providerConfiguration(configuration: Configuration, key: SigningKey): ProviderConfiguration {
  const { audience, clients, tokenSeconds } = configuration;
  const officers = new Map(clients.map((client) => [client.id, client]));
  return {
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    responseTypes: ['none'],
    clientAuthMethods: ['client_secret_basic'],
    clientDefaults: {
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'client_secret_basic',
      id_token_signed_response_alg: 'ES256',
    },
    clients: clients.map(({ id, secret }) => ({ client_id: id, client_secret: secret })),
    ttl: { ClientCredentials: tokenSeconds },
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
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
      const officer = officers.get(token.clientId ?? '');
      return officer === undefined
        ? undefined
        : { organisation: officer.organisation, officer: officer.officer, roles: officer.roles };
    },
  };
}
