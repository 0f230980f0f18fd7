// SPDX-License-Identifier: Apache-2.0
import type { ApplicationSettings } from '@guidang/network';
import { everyone, governors, organisations } from '@guidang/chaincode/sample';

/**
 * The applications of the demo network: the demo's organisations found the ledger's registry, and its officers can sign
 * in.
 */
export const applications: ApplicationSettings = {
  organisations: Object.fromEntries(
    Object.values(governors).map(({ organisation }) => [organisation, { name: organisations[organisation] }]),
  ),
  officers: everyone,
};
