// SPDX-License-Identifier: Apache-2.0
import { expectNone } from '../../gateway/src/testing/no-findings';
import { checkPeers } from '../../scripts/fsck/network';
import type { CheckedNetwork } from '../../scripts/fsck/network';

function silent(): void {
  return undefined;
}

/** Expects that all peers of a running network hold the same data, and that it matches their blocks. */
export async function expectPeersAgree(network: CheckedNetwork): Promise<void> {
  expectNone(await checkPeers(network, silent));
}
