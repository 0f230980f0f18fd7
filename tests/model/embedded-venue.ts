// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contracts } from '../../chaincode/src/contracts';
import { personCollection } from '../../chaincode/src/person/model';
import type { OrganisationId } from '../../chaincode/src/sample/registry';
import { network } from '../../chaincode/src/testing/world';
import { EmbeddedLedger } from '../../gateway/src/ledger/embedded';
import type { LedgerPort } from '../../gateway/src/ledger/port';
import { organisationNames } from '../conformance/harness';
import type { Venue } from './ledger';
import type { Stage } from './stage';

/** The embedded ledger, in a folder of its own that goes with it. */
export async function embeddedVenue({ world }: Stage): Promise<Venue> {
  const directory = mkdtempSync(join(tmpdir(), 'guidang-model-'));
  let now = 0;
  const ledger = await EmbeddedLedger.open({
    directory,
    name: { network, channel: 'records' },
    contracts,
    organisations: organisationNames.map((name) => ({ name, mspId: `${name}MSP` })),
    collections: [{ name: personCollection, members: organisationNames }],
    clock: () => new Date(now),
  });
  const port = (organisation: OrganisationId): LedgerPort => {
    const { certificate: certificatePem } = world.gateways[organisation];
    return ledger.port({ organisation, mspId: `${organisation}MSP`, certificatePem });
  };
  const ports = { archives: port('archives'), east: port('east'), west: port('west'), audit: port('audit') };
  return {
    name: 'embedded ledger',
    ports,
    peers: [ports.east],
    lanes: 1,
    proposeAt: (milliseconds, propose) => {
      now = milliseconds;
      return propose();
    },
    close: async () => {
      await ledger.close();
      rmSync(directory, { recursive: true });
    },
  };
}
