// SPDX-License-Identifier: Apache-2.0
import type { Binaries } from './binaries';
import { chaincodeLabel, chaincodeProcess, serverScript } from './chaincode';
import type { ChaincodeRegister, ChaincodeRequest, DeployedChaincode } from './chaincode';
import { chaincodePackage, codeDigest } from './chaincode-package';
import type { Folders } from './folders';
import { Lifecycle } from './lifecycle';
import type { ProcessDefinition, ProcessTable } from './process-table';
import type { ReportLine } from './report';
import { startHealthy } from './start-healthy';
import type { Topology } from './topology';

interface DeploymentContext {
  readonly topology: Topology;
  readonly folders: Folders;
  readonly binaries: Binaries;
  readonly table: ProcessTable;
  readonly register: ChaincodeRegister;
  readonly report: ReportLine;
}

/**
 * Installs, serves, approves and commits the code of a chaincode as its next version. The new servers run beside the
 * old ones, which stop once the channel has committed the new version: no downtime. If it is killed between the commit
 * and the update of the register, the next run commits one more version of the same code.
 */
export async function commitNextVersion(
  request: ChaincodeRequest,
  context: DeploymentContext,
): Promise<DeployedChaincode> {
  const { topology, folders, binaries, table, register, report } = context;
  const { organisations } = topology;
  const lifecycle = new Lifecycle(topology, folders, binaries);
  const server = serverScript(request.server);
  const sequence = (await lifecycle.committedSequence(request.name)) + 1;
  const digest = codeDigest(server);
  const bundle = await chaincodePackage(chaincodeLabel(request.name, sequence), digest);
  const next: DeployedChaincode = {
    name: request.name,
    server,
    slot: register.slot(request.name),
    sequence,
    codeDigest: digest,
    packageId: bundle.id,
  };
  report(`chaincode ${request.name} version ${sequence}`);
  await Promise.all(
    organisations.map(async (each) => {
      lifecycle.writeConnection(each, next);
      await lifecycle.install(each, bundle);
    }),
  );
  const servers = organisations.map((each) => chaincodeProcess(each, next, topology, folders));
  const beside = servers.map((each) => ({ ...each, name: nextName(each) }));
  // Leftovers of an interrupted upgrade may serve other code.
  await Promise.all(beside.map(({ name }) => table.stop(name)));
  await startHealthy(table, beside);
  await Promise.all(organisations.map((each) => lifecycle.approve(each, next, request)));
  await lifecycle.commit(next, request);
  register.put(next);
  for (const each of servers) {
    await table.stop(each.name);
    table.rename(nextName(each), each.name);
  }
  return next;
}

/** The process name of a new version's server while the old one still runs. */
export function nextName({ name }: ProcessDefinition): string {
  return `${name}.next`;
}
