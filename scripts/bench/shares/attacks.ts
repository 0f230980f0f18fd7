// SPDX-License-Identifier: Apache-2.0
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { recordContent } from '../record-content';

export const attackNames = [
  'partial-heads',
  'slow-bodies',
  'bad-tokens',
  'sealed-pdfs',
  'sealed-reports',
  'exports',
  'bulk-rows',
  'over-limit',
] as const;

export type AttackName = (typeof attackNames)[number];

export interface AttackOptions {
  readonly name: AttackName;
  /** A gateway on this machine's loopback; nothing else is attacked. */
  readonly url: string;
  /** The tokens of the officers who ask for too much. */
  readonly tokens: Readonly<Record<string, string>>;
}

const head = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n';
const slowPost =
  'POST /log/witness/add-checkpoint HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 4096\r\n\r\n';
const againMs = 200;
const trickleMs = 1_000;
const report = JSON.stringify({ digest: { algorithm: 'sha256', value: '00'.repeat(32) } });
const wholeLog = JSON.stringify({ selection: { kind: 'all' }, purpose: 'audit', basis: 'archives-law:28' });
/** Of one officer, each of which asks again as soon as it has its answer. */
const connections = 200;
/** Of one list: ten accessions. */
const rows = 2_560;

const attacks: Readonly<Record<AttackName, (options: AttackOptions) => void>> = {
  'partial-heads': ({ url }) => {
    repeat(4_096, () => holdOpen(url, head, 'X: 1\r\n'));
  },
  'slow-bodies': ({ url }) => {
    repeat(512, () => holdOpen(url, slowPost, 'x'));
  },
  'bad-tokens': ({ url }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const headers = { Authorization: 'Bearer eyJhbGciOiJFUzI1NiJ9.e30.AAAA' };
    repeat(16, () => once(`${url}/api/v1/records`, { agent, headers }));
  },
  'sealed-pdfs': ({ url, tokens }) => {
    const asks = { path: '/api/v1/verification-reports', body: report, accept: 'application/pdf' };
    byOfficer(url, tokens['verifier'], asks);
  },
  'sealed-reports': ({ url, tokens }) => {
    byOfficer(url, tokens['verifier'], { path: '/api/v1/verification-reports', body: report });
  },
  exports: ({ url, tokens }) => {
    byOfficer(url, tokens['auditor'], { path: '/api/v1/exports', body: wholeLog });
  },
  'bulk-rows': ({ url, tokens }) => {
    byOfficer(url, tokens['archivist'], {
      path: '/api/v1/records:batch',
      body: () => listOf(rows),
      type: 'application/x-ndjson',
    });
  },
  'over-limit': ({ url, tokens }) => {
    byOfficer(url, tokens['reviewer'], { path: '/api/v1/records?limit=20' });
  },
};

interface Asks {
  readonly path: string;
  readonly body?: string | (() => string);
  readonly type?: string;
  readonly accept?: string;
}

/** One officer over many connections. */
function byOfficer(url: string, token: string | undefined, { path, body, type, accept }: Asks): void {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  repeat(connections, () => {
    const text = typeof body === 'function' ? body() : body;
    const headers = {
      Authorization: `Bearer ${token ?? ''}`,
      ...(accept === undefined ? {} : { Accept: accept }),
      ...(text === undefined
        ? {}
        : { 'Content-Type': type ?? 'application/json', 'Content-Length': Buffer.byteLength(text) }),
    };
    return once(url + path, { agent, headers, method: text === undefined ? 'GET' : 'POST' }, text);
  });
}

/** So many new records, a line each. */
export function listOf(count: number): string {
  return Array.from({ length: count }, () => `${JSON.stringify(recordContent())}\n`).join('');
}

/** Attacks until the process ends: it is to run in a process of its own. */
function attack(options: AttackOptions): void {
  if (!['localhost', '127.0.0.1'].includes(new URL(options.url).hostname)) {
    throw new Error(`${options.url} is not on this machine's loopback`);
  }
  attacks[options.name](options);
}

/** Keeps this many attempts under way. */
function repeat(count: number, attempt: () => Promise<void>): void {
  const goOn = (): void => void attempt().then(goOn);
  for (let each = 0; each < count; each += 1) goOn();
}

/** Holds a connection for as long as the other side lets it, with a few bytes a second. */
function holdOpen(url: string, first: string, more: string): Promise<void> {
  return new Promise((resolve) => {
    const socket: Socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(first));
    const trickle = setInterval(() => {
      if (socket.writable) socket.write(more);
    }, trickleMs);
    socket
      .on('error', () => undefined)
      .resume()
      .once('close', () => {
        clearInterval(trickle);
        setTimeout(resolve, trickleMs);
      });
  });
}

/** One request, whose answer is not looked at. */
function once(url: string, options: Parameters<typeof request>[1], body?: string): Promise<void> {
  return new Promise((resolve) => {
    const sent = request(url, options, (response) => {
      response.resume().once('close', resolve);
    });
    sent.once('error', () => setTimeout(resolve, againMs)).end(body);
  });
}

process.once('message', (options: AttackOptions) => {
  attack(options);
  process.send?.('begun');
});
