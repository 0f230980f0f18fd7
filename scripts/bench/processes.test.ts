// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cpuPerThousand, cpuSecondsIn, cpuSecondsOfGroup, kindOf } from './processes';

/** As in proc(5); the process itself chooses the name in brackets. */
function stat(name: string): string {
  return `4711 (${name}) S 1 4711 4711 0 -1 4194560 1 0 0 0 250 75 9 9 20 0 11 0 100 0 0`;
}

it.each(['node', 'a b', 'odd ) name', '(x) S 1'])('reads processor time of a process named %s', (name) => {
  expect(cpuSecondsIn(stat(name))).toBe(3.25);
});

it('reads the own process', () => {
  const seconds = cpuSecondsIn(readFileSync('/proc/self/stat', 'utf8'));
  const { user, system } = process.cpuUsage();
  expect(Math.abs(seconds - (user + system) / 1e6)).toBeLessThan(0.5);
});

it('reads a group of processes', async () => {
  // A group of its own, with a child in it, which waits for its input.
  const child = spawn(
    'sh',
    ['-c', 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo done; cat; true'],
    {
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  await once(child.stdout, 'data');
  expect(cpuSecondsOfGroup(child.pid ?? 0)).toBeGreaterThan(0);
  child.stdin.end();
  await once(child, 'close');
  expect(cpuSecondsOfGroup(child.pid ?? 0)).toBe(0);
});

it.each(['', '4711 (node)', '4711 (node) S a b'])('refuses %j', (text) => {
  expect(() => cpuSecondsIn(text)).toThrow(RangeError);
});

it.each([
  ['east.peer', 'peer'],
  ['east.orderer', 'orderer'],
  ['archives.authority', 'authority'],
  ['west.chaincode', 'chaincode'],
  ['west.chaincode-plain', 'plain-chaincode'],
  ['audit.gateway', 'gateway'],
  ['east.reader1', 'reader'],
  ['archives.issuer', 'issuer'],
])('%s is of the kind %s', (name, kind) => {
  expect(kindOf(name)).toBe(kind);
});

it('knows no other kinds', () => {
  expect(() => kindOf('east.printer')).toThrow();
  expect(() => kindOf('peer')).toThrow();
});

it('tells processor time for a thousand, without kinds that used none', () => {
  expect(cpuPerThousand({ peer: 1, gateway: 2 }, { peer: 3, gateway: 2.001, load: 1 }, 500)).toEqual({
    peer: 4,
    load: 2,
  });
  expect(cpuPerThousand({ peer: 1 }, { peer: 2 }, 0)).toEqual({});
});
