// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Folders, packageFolder } from './folders';
import { saveTopology, resolveTopology } from './state';

describe('the topology of a data folder', () => {
  const topologyFile = join(packageFolder, 'topology.yaml');
  let folder: string;
  let folders: Folders;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guidang-state-'));
    folders = new Folders(join(folder, 'data'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is the one requested at first, also when nothing is requested later', () => {
    const first = resolveTopology({ topologyFile, ordering: 'raft', portsOffset: 500 }, folders);
    saveTopology(first, 500, folders);
    expect(resolveTopology({ topologyFile }, folders)).toEqual(first);
  });

  it.each([
    ['another ordering', { ordering: 'raft' }],
    ['other ports', { portsOffset: 1 }],
  ] as const)('rejects %s', (_, change) => {
    saveTopology(resolveTopology({ topologyFile }, folders), 0, folders);
    expect(() => resolveTopology({ topologyFile, ...change }, folders)).toThrow('another topology');
  });

  it('accepts another number of readers', () => {
    saveTopology(resolveTopology({ topologyFile }, folders), 0, folders);
    const changed = join(folder, 'topology.yaml');
    const text = readFileSync(topologyFile, 'utf8');
    writeFileSync(changed, text.replace('firstPort: 7200', 'firstPort: 7200, readers: 2'));
    const { organisations } = resolveTopology({ topologyFile: changed }, folders);
    expect(organisations.map(({ readers }) => readers)).toEqual([0, 2, 0, 0]);
  });

  it('rejects other members, but accepts another chaincode', () => {
    saveTopology(resolveTopology({ topologyFile }, folders), 0, folders);
    const changed = join(folder, 'topology.yaml');
    const text = readFileSync(topologyFile, 'utf8');
    writeFileSync(changed, text.replace('mspId: westMSP', 'mspId: otherMSP'));
    expect(() => resolveTopology({ topologyFile: changed }, folders)).toThrow('another topology');
    writeFileSync(changed, text.replace('chaincode/dist/server.js', 'other/server.js'));
    expect(resolveTopology({ topologyFile: changed }, folders).chaincode.server).toBe('other/server.js');
  });
});
