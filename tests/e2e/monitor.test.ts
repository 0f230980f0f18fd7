// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DemoGateway } from '../support/demo-gateway';
import { freePort } from '../../gateway/src/testing/free-port';
import { outputOf } from '../support/script-process';
import type { Output } from '../support/script-process';

jest.setTimeout(180_000);

let folder: string;
let url: string;
let gateway: DemoGateway;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-monitor-'));
  gateway = await DemoGateway.start(join(folder, 'data'));
  url = gateway.url;
});
afterAll(async () => {
  await gateway.stop();
  await rm(folder, { recursive: true });
});

function stateOf(name: string): string {
  return join(folder, `${name}.json`);
}
function monitor(state: string, ...options: string[]): ChildProcess {
  return gateway.run('monitor.ts', ...options, '--state', stateOf(state));
}
function round(state: string, ...options: string[]): Promise<Output> {
  return outputOf(monitor(state, ...options, '--once'));
}

/** Writes, and waits for a head that covers the write and no longer grows; returns its size. */
async function grow(): Promise<number> {
  return gateway.covered(await gateway.create());
}

/** A proxy that serves what our gateway does, except for what a test alters. */
async function proxy(alter: (path: string, body: Buffer) => Buffer): Promise<{ at: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    void fetch(url + path).then(async (answer) => {
      const body = Buffer.from(await answer.arrayBuffer());
      response.writeHead(answer.status).end(answer.ok ? alter(path, body) : body);
    });
  });
  // The monitor may be long at work between two requests.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { at: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

function flipped(body: Buffer): Buffer {
  return Buffer.from(body.map((byte, at) => (at === 40 ? byte ^ 1 : byte)));
}
/** Another root, well-formed: a flipped bit of base64 may cause a different fault, `malformed`. */
function uprooted(head: Buffer): Buffer {
  return Buffer.from(head.toString().replace(/(?<=^.+\n\d+\n)./u, (letter) => (letter === 'A' ? 'B' : 'A')));
}

describe('npm run monitor', () => {
  it('checks the log of a gateway that was just started, and then only what is new', async () => {
    const size = await grow();
    const keys = join(folder, 'keys');
    await writeFile(keys, await (await fetch(`${url}/api/v1/log/keys`)).text());
    const first = await round('honest', url, '--keys', keys);
    expect(first).toEqual({
      status: 0,
      stderr: '',
      stdout: expect.stringMatching(
        `^\\S+ round: 1 of 1 gateways, head of ${size} leaves, ${size} new leaves read, no fault\n$`,
      ) as string,
    });
    const now = await grow();
    // As Windows saves it.
    await writeFile(keys, `\ufeff${(await readFile(keys, 'utf8')).replaceAll('\n', '\r\n')}`);
    const { status, stdout } = await round('honest', url, '--keys', keys, '--json');
    expect([status, JSON.parse(stdout)]).toMatchObject([
      0,
      { type: 'round', gateways: 1, held: 1, size: now, read: now - size },
    ]);
  });

  it('goes on until it is told to stop', async () => {
    const size = await grow();
    const running = monitor('running', url, '--every', '0.1', '--json');
    const rounds: { read: number }[] = [];
    const lines = createInterface({ input: running.stdout as NodeJS.ReadableStream });
    for await (const line of lines) {
      if (rounds.push(JSON.parse(line) as { read: number }) === 3) break;
    }
    const ended = once(running, 'exit');
    running.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    // The entry bundle is not full: it is read once the log stops growing.
    expect(rounds).toMatchObject([{ read: 0 }, { read: size }, { read: 0 }]);
    await access(stateOf('running'));
  });

  it.each([
    ['a tile', 'tile', /^\/tile\/0\//, flipped],
    ['an entry', 'entry', /^\/tile\/entries\//, flipped],
    ['a head', 'signature', /^\/checkpoint$/, uprooted],
  ])('tells which gateway has altered %s', async (_name, kind, paths, altered) => {
    const { at, server } = await proxy((path, body) => (paths.test(path) ? altered(body) : body));
    const { status, stdout } = await round(kind, url, at);
    server.close();
    const [fault, last, ...more] = stdout.trimEnd().split('\n');
    expect(fault).toContain(` fault ${kind} at ${at}`);
    expect(last).toContain(' round: ');
    expect([status, more]).toEqual([1, []]);
  });

  it('tells a head that was rolled back, and keeps both', async () => {
    const replayed: { head?: Buffer } = {};
    const { at, server } = await proxy((path, body) =>
      path === '/checkpoint' ? (replayed.head ?? body) : body,
    );
    const before = Buffer.from(await (await fetch(`${url}/checkpoint`)).arrayBuffer());
    await grow();
    expect((await round('rollback', at)).status).toBe(0);
    replayed.head = before;
    const { status, stdout } = await round('rollback', at, '--evidence', join(folder, 'evidence'));
    server.close();
    expect(status).toBe(1);
    const evidence = /fault rollback at .*; evidence in (.+)$/m.exec(stdout)?.[1] ?? '';
    expect(await readFile(join(evidence, 'served.note'))).toEqual(before);
  });

  it('says that a gateway does not answer, which is no fault of the log', async () => {
    const { status, stdout } = await round('silent', url, `http://localhost:${await freePort()}`);
    expect(status).toBe(3);
    expect(stdout).toMatch(/ warning unanswered at .*\n.* round: 1 of 2 gateways, .* no fault\n$/);
  });

  it.each([
    ['no gateway', []],
    ['what is no URL', ['localhost:3000']],
    ['no pause', ['http://localhost:1', '--every', '0']],
    ['keys that are not there', ['http://localhost:1', '--keys', 'none']],
    ['an unknown option', ['http://localhost:1', '--loud']],
  ])('stops with exit code 2 for %s', async (_name, options) => {
    const { status, stdout, stderr } = await round('none', ...options);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });

  it('stops with what to do for a state that is none', async () => {
    await writeFile(stateOf('damaged'), '{');
    const { status, stderr } = await round('damaged', url);
    expect(status).toBe(2);
    expect(stderr).toMatch(/damaged\.json is no state of this monitor: .*move it away/);
  });

  it('explains itself', async () => {
    const { status, stdout } = await round('none', '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Exit code:');
  });
});
