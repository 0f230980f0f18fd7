// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedLedger } from '../../gateway/src/ledger/embedded';
import { COLLECTION, describeLedger, type Harness, ORGANISATIONS } from './ledger-conformance';
import { ProbeContract } from './probe-chaincode/probe-contract';
import { CARRIER_CERTIFICATE } from '../support/carrier-certificate';

const startEmbedded = async (): Promise<Harness> => {
  const directory = await mkdtemp(join(tmpdir(), 'guidang-conformance-'));
  const ledger = await EmbeddedLedger.open({
    directory,
    name: { network: 'guidang', channel: 'records' },
    contracts: [ProbeContract],
    organisations: ORGANISATIONS.map((name) => ({ name, mspId: `${name}MSP` })),
    collections: [COLLECTION],
  });
  const port = (organisation: string) =>
    ledger.port({ organisation, mspId: `${organisation}MSP`, certificatePem: CARRIER_CERTIFICATE });
  return {
    ports: { archives: port('archives'), east: port('east'), west: port('west'), audit: port('audit') },
    supports: { privateData: true, chosenEndorsers: true, keyPolicyPlanning: true },
    close: async () => {
      await ledger.close();
      await rm(directory, { recursive: true });
    },
  };
};

describeLedger('embedded', startEmbedded);
