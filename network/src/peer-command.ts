// SPDX-License-Identifier: Apache-2.0
import type { Binaries } from './binaries';
import { run } from './command';
import type { Folders } from './folders';
import { membershipFiles } from './membership';
import type { TopologyOrganisation } from './topology';

/** Runs the `peer` program against an organisation's own peer, as its administrator. */
export function peerCommand(
  organisation: TopologyOrganisation,
  folders: Folders,
  binaries: Binaries,
): (args: readonly string[]) => Promise<string> {
  const environment = {
    // The peer's own core.yaml names its address, its MSP and its TLS root.
    FABRIC_CFG_PATH: folders.organisation(organisation.name, 'peer'),
    CORE_PEER_MSPCONFIGPATH: membershipFiles(folders, organisation, 'admin').msp,
    FABRIC_LOGGING_SPEC: 'warn',
  };
  return (args) => run(binaries.peer, args, { environment, seconds: 90 });
}
