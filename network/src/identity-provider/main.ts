// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { ProcessEnd } from '@guidang/gateway/common/process-end';
import { readConfiguration } from './configuration';
import type { Configuration } from './configuration';
import { answerInteraction } from './interaction';
import { createProvider, interactionPath } from './provider';
import { loadSigningKey } from './signing-key';

/** `node network/dist/identity-provider/main.js CONFIGURATION`; ready when the discovery document is served. */
async function main(): Promise<void> {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new Error('usage: main.js CONFIGURATION');
  const end = new ProcessEnd({ logger });
  const configuration = readConfiguration(file);
  const provider = await createProvider(configuration, loadSigningKey(configuration.signingKeyFile));
  provider.on('server_error', (_, error) => {
    console.error(error.message);
  });
  const answer = provider.callback();
  const server = createServer(configuration);
  // What it rejects with, and an error of the server, reach nobody: the process ends.
  server.on('request', (request, response) => {
    if (request.url?.startsWith(interactionPath) !== true) {
      void answer(request, response);
      return;
    }
    answerInteraction(provider, configuration.clients, { request, response }).catch(() => {
      // Of a sign-in that took too long, or of another browser, there is nothing to show.
      if (response.headersSent) return;
      response.writeHead(400).end('此次登录已失效，请重新开始 · This sign-in is over: begin again\n');
    });
  });
  server.listen(configuration.port, new URL(configuration.issuer).hostname, () => {
    console.log(`ready ${configuration.issuer}`);
  });
  end.closesBy(async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    await closed;
  });
}

const logger = {
  info: () => undefined,
  fatal: ({ error }: { readonly error: unknown }, message: string) => {
    console.error(`${message}:`, error);
  },
};

function createServer({ tls }: Configuration): Server {
  if (tls === undefined) return createHttpServer();
  return createHttpsServer({ key: readFileSync(tls.keyFile), cert: readFileSync(tls.certificateFile) });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
