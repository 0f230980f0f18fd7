// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FabricAuthorityOptions } from '../../gateway/src/identity/fabric-authority';
import { NetworkAuthority } from '../../network/src/authority';
import type { Enrolled } from '../../network/src/authority';
import { findBinaries } from '../../network/src/binaries';
import { Folders } from '../../network/src/folders';
import { unhealthy } from '../../network/src/health';
import { authorityProcess } from '../../network/src/nodes';
import { silent } from '../../network/src/report';
import { parseTopology } from '../../network/src/topology';
import { until } from '../../network/src/until';
import { freePort } from '../../gateway/src/testing/free-port';

export interface CertificateServer {
  readonly options: Omit<FabricAuthorityOptions, 'wallet'>;
  readonly folder: string;
  /** A TLS key and certificate for localhost, under `options.tlsRootPem`. */
  readonly enrolTls: () => Promise<Enrolled>;
  stop(): Promise<void>;
}

/** A real fabric-ca-server of one organisation, configured like the network's, in a temporary folder. */
export async function startCertificateServer(): Promise<CertificateServer> {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-ca-'));
  const topology = parseTopology({
    network: 'guidang',
    channel: 'records',
    ordering: 'raft',
    organisations: [{ name: 'east', mspId: 'eastMSP', host: 'localhost', firstPort: await freePort() }],
    chaincode: { name: 'guidang', server: 'unused', collections: [] },
  });
  const [organisation] = topology.organisations;
  if (organisation === undefined) throw new Error('a topology has an organisation');
  const folders = new Folders(folder);
  const authority = new NetworkAuthority(organisation, topology, folders);
  authority.prepare();

  const binaries = await findBinaries(silent);
  const definition = authorityProcess({ topology, organisation, authority, folders, binaries });
  const log = openSync(join(folder, 'log'), 'w');
  const server = spawn(definition.command, definition.args, { cwd: folder, stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = once(server, 'exit');
  await until('fabric-ca-server', () => unhealthy(definition.health), { seconds: 30 });
  return {
    options: {
      organisation: organisation.name,
      mspId: organisation.mspId,
      url: authority.url,
      name: authority.name,
      tlsRootPem: readFileSync(authority.tlsRootFile, 'utf8'),
      registrar: authority.registrar,
    },
    folder,
    enrolTls: () => authority.enrol('tls', 'gateway'),
    stop: async () => {
      server.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
