// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { packageFolder } from './folders';
import { address, chaincodePort, chaincodesMax, parseTopology, readerPorts, readTopology } from './topology';
import type { Topology } from './topology';

const file = join(packageFolder, 'topology.yaml');
const topology = readTopology(file);
const first = topology.organisations.slice(0, 1);

function changed(change: Partial<Record<keyof Topology, unknown>>): unknown {
  return { ...topology, ...change };
}
function organisation(change: object): object[] {
  return [{ ...topology.organisations[0], ...change }, ...topology.organisations.slice(1)];
}

describe('the topology file', () => {
  it('has four organisations and BFT ordering', () => {
    expect(topology.organisations.map(({ name }) => name)).toEqual(['archives', 'east', 'west', 'audit']);
    expect(topology.ordering).toBe('bft');
  });

  it('shifts every port by an offset', () => {
    const [moved] = readTopology(file, { portsOffset: 1000 }).organisations;
    expect(moved?.firstPort).toBe((topology.organisations[0]?.firstPort ?? 0) + 1000);
  });

  it('accepts another ordering service', () => {
    expect(readTopology(file, { ordering: 'raft' }).ordering).toBe('raft');
  });
});

describe('parseTopology', () => {
  it.each([
    ['an unknown field', changed({ network: 'guidang', extra: 1 } as never)],
    ['a network name with a slash', changed({ network: 'a/b' })],
    ['an upper-case channel, which Fabric refuses', changed({ channel: 'Records' })],
    ['an interval without a unit', changed({ blocks: { ...topology.blocks, interval: '50' } })],
    ['blocks of nothing', changed({ blocks: { ...topology.blocks, messagesMax: 0 } })],
    ['an ordering that does not exist', changed({ ordering: 'solo' })],
    ['BFT with one organisation', changed({ organisations: first })],
    ['no organisation', changed({ organisations: [] })],
    ['two organisations of one name', changed({ organisations: organisation({ name: 'east' }) })],
    ['two organisations on the same ports', changed({ organisations: organisation({ firstPort: 7210 }) })],
    ['an address in place of a host name', changed({ organisations: organisation({ host: '127.0.0.1' }) })],
    ['more readers than there are ports', changed({ organisations: organisation({ readers: 5 }) })],
    ['a privileged port', changed({ organisations: organisation({ firstPort: 80 }) })],
    ['a path in the name of an organisation', changed({ organisations: organisation({ name: '../east' }) })],
    [
      'a collection of two members',
      changed({
        chaincode: { ...topology.chaincode, collections: [{ name: 'c', members: ['east', 'west'] }] },
      }),
    ],
    [
      'a collection with a stranger',
      changed({
        chaincode: {
          ...topology.chaincode,
          collections: [{ name: 'c', members: ['east', 'west', 'north'] }],
        },
      }),
    ],
  ])('refuses %s', (_, value) => {
    expect(() => parseTopology(value)).toThrow(/not valid/);
  });

  it('accepts one organisation with Raft', () => {
    const chaincode = { ...topology.chaincode, collections: [] };
    expect(() => parseTopology(changed({ ordering: 'raft', organisations: first, chaincode }))).not.toThrow();
  });
});

describe('ports', () => {
  const [archives] = topology.organisations;

  it("give an organisation's readers the last ones, which no chaincode takes", () => {
    if (archives === undefined) throw new Error('no organisation');
    const ports = readerPorts({ ...archives, readers: 4 });
    expect(ports).toEqual([46, 47, 48, 49].map((offset) => archives.firstPort + offset));
    expect(chaincodePort(archives, chaincodesMax - 1, 1)).toBeLessThan(Math.min(...ports));
    expect(readerPorts(archives)).toEqual([]);
  });

  it("are offsets from the organisation's first port", () => {
    if (archives === undefined) throw new Error('no organisation');
    expect(address(archives, 'authority')).toBe(`localhost:${archives.firstPort}`);
    expect(address(archives, 'peer')).toBe(`localhost:${archives.firstPort + 4}`);
  });

  it('differ between neighbouring versions and between chaincodes', () => {
    if (archives === undefined) throw new Error('no organisation');
    const ports = [
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 2],
    ].map(([slot = 0, sequence = 0]) => chaincodePort(archives, slot, sequence));
    expect(new Set(ports).size).toBe(ports.length);
    expect(chaincodePort(archives, 0, 3)).toBe(chaincodePort(archives, 0, 1));
  });
});
