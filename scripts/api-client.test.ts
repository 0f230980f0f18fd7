// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';
import { ApiClient } from './api-client';
import { messageOf } from './terminal-words';

/** What a caller is told of an answer such as this. */
async function toldOf(answer: RequestListener, isClosed = false): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<unknown> => new Promise((resolve) => server.close(resolve));
  if (isClosed) await close();
  const client = new ApiClient({ url: `http://127.0.0.1:${port}` });
  try {
    return await client.get('/api/v1/records').then(JSON.stringify, messageOf);
  } finally {
    await client.close();
    if (!isClosed) await close();
  }
}

it.each<readonly [what: string, answer: RequestListener, isClosed: boolean, told: RegExp]>([
  ['nobody', () => undefined, true, /http:\/\/127\.0\.0\.1:\d+.*\(ECONNREFUSED\)/],
  [
    'a gateway that goes away meanwhile',
    (_, answer) => {
      answer.writeHead(200, { 'content-length': 100 }).write('{');
      setImmediate(() => answer.destroy());
    },
    false,
    /http:\/\/127\.0\.0\.1:\d+.*\(UND_ERR_SOCKET\)/,
  ],
  [
    'another server before the gateway',
    (_, answer) => answer.writeHead(502).end('<html>'),
    false,
    /^502 .*(no gateway|不是网关)/,
  ],
])('who is answered by %s is told so, with the address', async (_, answer, isClosed, told) => {
  expect(await toldOf(answer, isClosed)).toMatch(told);
});
