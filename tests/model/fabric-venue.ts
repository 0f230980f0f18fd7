// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { personCollection } from '../../chaincode/src/person/model';
import { TestAuthority } from '../../chaincode/src/testing/test-authority';
import { World } from '../../chaincode/src/testing/world';
import type { LedgerPort } from '../../gateway/src/ledger/port';
import { organisationNames } from '../conformance/harness';
import type { ProbeNetwork } from '../fabric/probe-network';
import type { Venue } from './ledger';
import { setStage } from './stage';
import type { Stage } from './stage';

/** A hundred years: walks go back and forth through some weeks. */
const window = '876000h';
const chaincode = 'model';
/** Most of a walk's time on a network is waiting. */
const lanes = 5;

/** On a real network an organisation is founded under its real root; what that issues is valid from today on. */
export async function fabricStage({ network }: ProbeNetwork): Promise<Stage> {
  const roots = await Promise.all(
    organisationNames.map(async (name) => {
      const folder = network.folders.organisation(name, 'authority', 'identity');
      const keys = join(folder, 'msp', 'keystore');
      const [key = ''] = readdirSync(keys).filter((file) => file.endsWith('_sk'));
      const [certificate, privateKey] = [join(folder, 'ca-cert.pem'), join(keys, key)].map((file) =>
        readFileSync(file, 'utf8'),
      );
      return [name, await TestAuthority.existing(certificate ?? '', privateKey ?? '')] as const;
    }),
  );
  const empty = await World.empty(Object.fromEntries(roots) as World['authorities']);
  empty.now = new Date().toISOString();
  return setStage(empty);
}

/** The contracts on a real network, beside the chaincode that it has; from here on, its peers take any time. */
export async function fabricVenue(probe: ProbeNetwork): Promise<Venue> {
  const { network } = probe;
  await openWindow(network);
  await network.deploy({
    name: chaincode,
    server: 'chaincode/dist/server.js',
    collections: [{ name: personCollection, members: [...organisationNames] }],
  });
  const port = (organisation: string): LedgerPort => probe.gatewayLedger(organisation, { chaincode });
  const ports = { archives: port('archives'), east: port('east'), west: port('west'), audit: port('audit') };
  const peers = Object.values(ports);
  return {
    name: 'Fabric',
    ports,
    peers,
    lanes,
    proposeAt: (milliseconds, propose) => at(milliseconds, propose),
    close: async () => {
      await Promise.all(peers.map((each) => each.close()));
    },
  };
}

async function openWindow(network: ProbeNetwork['network']): Promise<void> {
  await Promise.all(
    organisationNames.map(async (name) => {
      const file = join(network.folders.organisation(name, 'peer'), 'core.yaml');
      const text = readFileSync(file, 'utf8');
      const opened = text.replace('timewindow: 5m', `timewindow: ${window}`);
      if (opened === text) throw new Error(`${file} does not say what window there is`);
      await network.stop(`${name}.peer`);
      writeFileSync(file, opened);
      await network.start(`${name}.peer`);
    }),
  );
}

/** Until the first wait, today is another day: the library dates a proposal when it makes it, with `new Date()`. */
function at<T>(milliseconds: number, propose: () => T): T {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...of: readonly unknown[]) {
      super(...((of.length === 0 ? [milliseconds] : of) as [number]));
    }
  } as DateConstructor;
  try {
    return propose();
  } finally {
    globalThis.Date = Real;
  }
}
