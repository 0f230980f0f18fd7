// SPDX-License-Identifier: Apache-2.0
import { EmbeddedLedger } from '../../gateway/src/ledger/embedded';
import type { EmbeddedLedgerOptions } from '../../gateway/src/ledger/embedded';
import type { LedgerPort } from '../../gateway/src/ledger/port';
import { carrierCertificate } from '../../gateway/src/testing/carrier-certificate';
import { collection, organisationNames } from './harness';
import type { OrganisationName } from './harness';
import { ProbeContract } from './probe-chaincode/probe-contract';

/** An embedded ledger of the four organisations that runs the probe. */
export function openProbeLedger(
  directory: string,
  options: Partial<EmbeddedLedgerOptions> = {},
): Promise<EmbeddedLedger> {
  return EmbeddedLedger.open({
    directory,
    name: { network: 'guidang', channel: 'records' },
    contracts: [ProbeContract],
    organisations: organisationNames.map((name) => ({ name, mspId: `${name}MSP` })),
    collections: [collection],
    ...options,
  });
}

export function probePort(
  ledger: EmbeddedLedger,
  organisation: OrganisationName,
  options: { clock?: () => Date } = {},
): LedgerPort {
  return ledger.port({
    organisation,
    mspId: `${organisation}MSP`,
    certificatePem: carrierCertificate,
    ...options,
  });
}
