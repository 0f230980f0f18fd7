// SPDX-License-Identifier: Apache-2.0
import { governors, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import type { Caller } from '../application/caller';
import { createApp } from '../http/create-app';
import { httpConfig } from '../http/server/http-config';
import { startServer } from '../http/server/start-server';
import { IdentityError } from '../identity/identity-error';
import { callerOf } from './embedded-gateway';
import type { EmbeddedGateway } from './embedded-gateway';
import { ask } from './http-client';
import type { HttpAnswer, HttpAsk } from './http-client';

export interface GatewayServer {
  readonly url: string;
  /** Asks below `/api/v1`, signed in as an officer. */
  ask(by: DemoOfficer, path: string, more?: HttpAsk): Promise<HttpAnswer>;
  /** Asks (with a body: a write), and waits until queries see what came of it. Throws on an answer that is no success. */
  done(by: DemoOfficer, path: string, body?: object): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** What a test may look for traces in. */
interface Watched {
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Who an officer of the test is now; by default who he or she was entered as. */
  readonly identify: (officer: DemoOfficer) => Promise<Caller>;
}

/** Real contracts behind the real routes; only who signs in is said by the test: an officer, by identifier. */
export async function gatewayServer(
  gateway: EmbeddedGateway,
  others: readonly DemoOfficer[] = [],
  {
    logger = pino({ level: 'silent' }),
    metrics = new Registry(),
    identify = (officer) => Promise.resolve(callerOf(officer)),
  }: Partial<Watched> = {},
): Promise<GatewayServer> {
  const people = new Map<string, DemoOfficer>(
    [...Object.values(officers), ...Object.values(governors), ...others].map((each) => [each.id, each]),
  );
  const services = {
    ...gateway.services.http,
    callers: {
      identify: ({ authorization = '' }: { readonly authorization?: string | undefined }) => {
        const officer = people.get(authorization.replace('Bearer ', ''));
        if (officer === undefined) throw new IdentityError('token-invalid', 'no officer of the test');
        return identify(officer);
      },
    },
  };
  const app = createApp({
    services,
    config: httpConfig({ cursorKey: new Uint8Array(32).fill(1) }),
    logger,
    metrics,
    version: '0.0.0-test',
  });
  const server = await startServer(app, { port: 0, host: '127.0.0.1' });
  const asked: GatewayServer['ask'] = (by, path, more = {}) =>
    ask(server.url, `/api/v1${path}`, { as: by.id, ...more });
  return {
    url: server.url,
    ask: asked,
    done: async (by, path, sent) => {
      const { status, body } = await asked(by, path, sent === undefined ? {} : { body: sent });
      if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
      await gateway.reach();
      return body ?? {};
    },
    close: () => server.close(),
  };
}
