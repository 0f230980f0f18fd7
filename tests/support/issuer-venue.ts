// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { officers } from '@guidang/chaincode/sample';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { ProjectedRegistry } from '../../gateway/src/application/registry/queries';
import { IssuerSignIns } from '../../gateway/src/application/session/issuer-sign-in';
import { Callers } from '../../gateway/src/application/session/service';
import { systemClock } from '../../gateway/src/common/clock';
import { createApp, httpConfig, startServer } from '../../gateway/src/http';
import {
  AccessTokenVerifier,
  Authenticator,
  BrowserSessions,
  ClientCertificates,
  IssuerClient,
  remoteKeys,
  SealedNotes,
} from '../../gateway/src/identity';
import { EmbeddedGateway } from '../../gateway/src/testing/embedded-gateway';
import type { FakeClock } from '../../gateway/src/testing/fake-clock';
import { freePort } from '../../gateway/src/testing/free-port';
import {
  audience,
  secretOf,
  startProvider,
  stopProvider,
  writeProviderConfiguration,
} from './identity-provider';
import type { ProviderProcess } from './identity-provider';

interface Parts {
  readonly folder: string;
  readonly provider: ProviderProcess;
  readonly gateway: EmbeddedGateway;
  readonly server: Awaited<ReturnType<typeof startServer>>;
}

/**
 * The demo network's provider as a process, and a gateway that is its client; only the ledger is embedded. The provider
 * knows `clerk`, an acceptor of the gateway (east-1), and `other`, whom the gateway does not know.
 */
export class IssuerVenue {
  /** Of the gateway. */
  readonly url: string;
  readonly #parts: Parts;

  private constructor(url: string, parts: Parts) {
    this.url = url;
    this.#parts = parts;
  }

  /** @param clock of sessions and sign-ins. */
  static async start(clock: FakeClock | typeof systemClock = systemClock): Promise<IssuerVenue> {
    const folder = mkdtempSync(join(tmpdir(), 'guidang-oidc-'));
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const { file, issuer } = await writeProviderConfiguration(folder, { gateway: url });
    const provider = await startProvider(file);
    const gateway = await EmbeddedGateway.seeded();
    await gateway.register({ ...officers.eastAcceptor, id: 'east-1', roles: ['acceptor'] });
    await gateway.reach();
    const tokens = new AccessTokenVerifier({
      ...{ issuer, audience, keys: remoteKeys(new URL(`${issuer}/jwks`)) },
      ...{ type: 'at+jwt', maxAgeSeconds: 3600 },
      claims: { organisation: 'organisation', officer: 'officer', roles: 'roles' },
    });
    const onError = (error: unknown): void => {
      throw error;
    };
    const key = Buffer.alloc(32, 1);
    const sessions = await BrowserSessions.open({ store: gateway.store, key, clock, onError });
    const authenticator = new Authenticator(tokens, new ClientCertificates([]), sessions);
    const registry = new ProjectedRegistry(gateway.projection);
    const callers = new Callers(authenticator, gateway.context.officers, registry);
    const client = new IssuerClient({
      ...{ issuer: new URL(issuer), audience },
      ...{ clientId: 'east-gateway', clientSecret: secretOf('east-gateway') },
      // So that the issuer must say when somebody proved who he is, or nobody is signed in.
      maxAgeMs: 15 * 60_000,
      redirectUrl: new URL('/auth/callback', url),
      signedOutUrl: new URL('/auth/signed-out', url),
    });
    const notes = new SealedNotes(key);
    const browserSignIn = new IssuerSignIns({ client, notes, tokens, sessions, callers, clock });
    const app = createApp({
      services: { ...gateway.services.http, callers, sessions, browserSignIn },
      ...{ config: httpConfig(), logger: pino({ level: 'silent' }) },
      ...{ metrics: new Registry(), version: '0.0.0-test' },
    });
    const server = await startServer(app, { port, host: '127.0.0.1' });
    return new IssuerVenue(url, { folder, provider, gateway, server });
  }

  async close(): Promise<void> {
    const { folder, provider, gateway, server } = this.#parts;
    await server.close();
    await gateway.close();
    await stopProvider(provider);
    rmSync(folder, { recursive: true });
  }
}
