// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

interface Question {
  readonly timeoutMs: number;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** The only trusted root for the server's certificate. */
  readonly trustFile?: string;
  /** For mutual TLS. */
  readonly client?: { readonly certificateFile: string; readonly keyFile: string };
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * Sends one request to one of the network's HTTP services, on a new connection.
 * @throws Error on a timeout, or when the server's certificate is not valid.
 */
export function ask(url: string, question: Question): Promise<Answer> {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  const { method = 'GET', headers = {}, body, timeoutMs } = question;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false, ...secrets(question) }, (response) => {
      text(response).then((answer) => {
        resolve({ status: response.statusCode ?? 0, body: answer });
      }, reject);
    });
    outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error(`${url} does not answer`)));
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

function secrets({ trustFile, client }: Question): { ca?: Buffer; cert?: Buffer; key?: Buffer } {
  return {
    ...(trustFile === undefined ? {} : { ca: readFileSync(trustFile) }),
    ...(client === undefined
      ? {}
      : { cert: readFileSync(client.certificateFile), key: readFileSync(client.keyFile) }),
  };
}
