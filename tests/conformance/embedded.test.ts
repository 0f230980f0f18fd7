// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openProbeLedger, probePort } from './embedded-harness';
import { describeLedger } from './ledger-conformance';
import type { Harness } from './ledger-conformance';

async function startEmbedded(): Promise<Harness> {
  const directory = await mkdtemp(join(tmpdir(), 'guidang-conformance-'));
  const ledger = await openProbeLedger(directory);
  return {
    ports: {
      archives: probePort(ledger, 'archives'),
      east: probePort(ledger, 'east'),
      west: probePort(ledger, 'west'),
      audit: probePort(ledger, 'audit'),
    },
    supports: { privateData: true, chosenEndorsers: true, keyPolicyPlanning: true },
    close: async () => {
      await ledger.close();
      await rm(directory, { recursive: true });
    },
  };
}

describeLedger('embedded', startEmbedded);
