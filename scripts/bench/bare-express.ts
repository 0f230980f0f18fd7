// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import express from 'express';

/**
 * The baseline for routes, in a process of its own: Express with one route and one file, the same bytes, over the same
 * TLS. Usage: node bare-express.js KEY CERTIFICATE BODY-FILE; prints the port.
 */
const [keyFile = '', certificateFile = '', bodyFile = ''] = process.argv.slice(2);
const body = readFileSync(bodyFile, 'utf8');
const app = express();
app.use('/static', express.static(dirname(bodyFile)));
app.get('/api/v1/licences/:identifier/verification', (_request, response) => {
  response.type('application/json').send(body);
});
const tls = { key: readFileSync(keyFile), cert: readFileSync(certificateFile) };
const server = createServer({ minVersion: 'TLSv1.2', ...tls }, app);
server.listen(0, '127.0.0.1', () => {
  console.log((server.address() as AddressInfo).port);
});
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
});
