// SPDX-License-Identifier: Apache-2.0
import { EmbeddedLedger, type EmbeddedLedgerOptions } from '../../gateway/src/ledger/embedded';
import { type LedgerPort } from '../../gateway/src/ledger/port';
import { CARRIER_CERTIFICATE } from '../../gateway/src/testing/carrier-certificate';
import { COLLECTION, type OrganisationName, ORGANISATIONS } from './harness';
import { ProbeContract } from './probe-chaincode/probe-contract';

/** An embedded ledger of the four organisations that runs the probe. */
export const openProbeLedger = (
  directory: string,
  options: Partial<EmbeddedLedgerOptions> = {},
): Promise<EmbeddedLedger> =>
  EmbeddedLedger.open({
    directory,
    name: { network: 'guidang', channel: 'records' },
    contracts: [ProbeContract],
    organisations: ORGANISATIONS.map((name) => ({ name, mspId: `${name}MSP` })),
    collections: [COLLECTION],
    ...options,
  });

export const probePort = (
  ledger: EmbeddedLedger,
  organisation: OrganisationName,
  options: { clock?: () => Date } = {},
): LedgerPort =>
  ledger.port({
    organisation,
    mspId: `${organisation}MSP`,
    certificatePem: CARRIER_CERTIFICATE,
    ...options,
  });
