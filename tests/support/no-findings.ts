// SPDX-License-Identifier: Apache-2.0
import { expectNone } from '../../gateway/src/testing/no-findings';
import { checkNetwork, checkPeers } from '../../scripts/fsck/network';
import type { CheckedNetwork } from '../../scripts/fsck/network';

function silent(): void {
  return undefined;
}

/** Expects that all peers of a network that is up have the same, and that it is what their blocks make it. */
export async function expectPeersAgree(network: CheckedNetwork): Promise<void> {
  expectNone(await checkPeers(network, silent));
}

/** As {@link expectPeersAgree}, and of each organisation also its blocks and all that its gateway keeps. */
export async function expectNetworkWithoutFindings(network: CheckedNetwork): Promise<void> {
  expectNone(await checkNetwork(network, silent));
}
