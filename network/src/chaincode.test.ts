// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChaincodeRegister, collectionsConfiguration, serverScript } from './chaincode';
import { Folders, packageFolder } from './folders';
import { chaincodesMax, readTopology } from './topology';

const topology = readTopology(join(packageFolder, 'topology.yaml'));

describe('collectionsConfiguration', () => {
  it('lets only members read and write, and requires endorsement by a majority of them', () => {
    expect(collectionsConfiguration(topology.chaincode.collections, topology)).toEqual([
      {
        name: 'persons',
        policy: "OR('archivesMSP.member', 'eastMSP.member', 'westMSP.member')",
        requiredPeerCount: 1,
        maxPeerCount: 2,
        blockToLive: 0,
        memberOnlyRead: true,
        memberOnlyWrite: true,
        endorsementPolicy: {
          signaturePolicy: "OutOf(2, 'archivesMSP.peer', 'eastMSP.peer', 'westMSP.peer')",
        },
      },
    ]);
  });

  it('requires three of four', () => {
    const members = topology.organisations.map(({ name }) => name);
    const [collection] = collectionsConfiguration([{ name: 'all', members }], topology);
    expect(JSON.stringify(collection)).toContain('OutOf(3, ');
  });
});

describe('ChaincodeRegister', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-register-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('assigns separate ports to each chaincode, as long as there are free ones', () => {
    const register = new ChaincodeRegister(new Folders(folder));
    const entry = (name: string, sequence = 1): Parameters<typeof register.put>[0] => ({
      ...{ name, sequence, server: 's', codeDigest: 'd', packageId: 'p' },
      slot: register.slot(name),
    });
    for (let count = 0; count < chaincodesMax; count += 1) register.put(entry(`c${count}`));
    register.put(entry('c0', 2));
    expect(register.find('c0')).toMatchObject({ slot: 0, sequence: 2 });
    expect(new Set(register.all().map(({ slot }) => slot)).size).toBe(chaincodesMax);
    expect(() => register.slot('another')).toThrow('No more than');
  });
});

it('reports a missing server script before anything is installed', () => {
  expect(() => serverScript('missing/server.js')).toThrow('build it first');
});
