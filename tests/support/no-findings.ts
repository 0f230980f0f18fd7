// SPDX-License-Identifier: Apache-2.0
import { checkEmbedded } from '../../scripts/fsck/embedded';
import { checkNetwork, checkPeers, type CheckedNetwork } from '../../scripts/fsck/network';
import { lineOf, type Outcome } from '../../scripts/fsck/outcome';

const silent = (): void => undefined;

const expectNone = ({ findings }: Outcome): void => {
  expect(findings.map(lineOf)).toEqual([]);
};

/** Expects that the embedded ledger of a stopped gateway is sound, and that all else it keeps agrees with it. */
export const expectNoFindings = async (dataFolder: string): Promise<void> => {
  expectNone(await checkEmbedded(dataFolder, silent));
};

/** Expects that all peers of a network that is up have the same, and that it is what their blocks make it. */
export const expectPeersAgree = async (network: CheckedNetwork): Promise<void> => {
  expectNone(await checkPeers(network, silent));
};

/** As {@link expectPeersAgree}, and of each organisation also its blocks and all that its gateway keeps. */
export const expectNetworkWithoutFindings = async (network: CheckedNetwork): Promise<void> => {
  expectNone(await checkNetwork(network, silent));
};
