// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import {
  checkGateway,
  checkWorldState,
  connectLedger,
  Findings,
  LedgerError,
  readConfig,
} from '@guidang/gateway';
import type {
  Finding,
  GatewayReport,
  LedgerPort,
  ReportProgress,
  Checked,
  OrganisationFinding,
  CheckOutcome,
} from '@guidang/gateway';
import { publicState } from '@guidang/network';
import type { Network, Snapshot } from '@guidang/network';

/** What a check needs from a network. */
export type CheckedNetwork = Pick<
  Network,
  'topology' | 'connection' | 'status' | 'stop' | 'start' | 'verifyBlocks' | 'comparePeers'
> & { readonly applications: Pick<Network['applications'], 'gatewayFile'> };

/**
 * Checks a running network: each organisation alone, then the peers against one another.
 *
 * @throws {Error} if a peer does not answer
 */
export async function checkNetwork(network: CheckedNetwork, progress: ReportProgress): Promise<CheckOutcome> {
  const ofOrganisations = await checkOrganisations(network, progress);
  const ofPeers = await checkPeers(network, progress);
  return {
    checked: ofOrganisations.checked.map((counts, index) => ({ ...counts, ...ofPeers.checked[index] })),
    findings: [...ofOrganisations.findings, ...ofPeers.findings],
  };
}

/**
 * Checks each organisation in turn, while its gateway and peer are stopped: the peer's blocks, and the gateway's
 * stores. The others keep running. What was stopped before stays stopped.
 */
async function checkOrganisations(network: CheckedNetwork, progress: ReportProgress): Promise<CheckOutcome> {
  const findings: OrganisationFinding[] = [];
  const checked: Checked[] = [];
  for (const { name: organisation } of network.topology.organisations) {
    const said: ReportProgress = (line) => {
      progress(`${organisation}: ${line}`);
    };
    const { counts, found } = await checkOrganisation(network, organisation, said);
    checked.push({ organisation, ...counts });
    findings.push(...found.map((finding) => ({ organisation, ...finding })));
  }
  return { checked, findings };
}

/**
 * Compares the peers' snapshots at the same height, and each one's world state with its blocks; nothing is stopped.
 *
 * @throws {Error} if a peer does not answer
 */
export async function checkPeers(network: CheckedNetwork, progress: ReportProgress): Promise<CheckOutcome> {
  const findings: OrganisationFinding[] = [];
  const checked: Checked[] = [];
  progress('snapshots of all peers');
  const ofSnapshots = await network.comparePeers(async (snapshots) => {
    for (const snapshot of snapshots) {
      const { organisation, height } = snapshot;
      const { keys, found } = await checkState(network, snapshot, progress);
      checked.push({ organisation, blocks: height, keys });
      findings.push(...found.map((finding) => ({ organisation, ...finding })));
    }
  });
  return { checked, findings: [...findings, ...ofSnapshots] };
}

type Counts = Omit<GatewayReport, 'findings'>;

interface OfOrganisation {
  readonly counts: Partial<Counts>;
  readonly found: readonly Finding[];
}

async function checkOrganisation(
  network: CheckedNetwork,
  name: string,
  said: ReportProgress,
): Promise<OfOrganisation> {
  const gateway = `${name}.gateway`;
  const running = (await network.status()).filter(({ pid }) => pid !== undefined).map((node) => node.name);
  if (running.includes(gateway)) await network.stop(gateway);
  said('blocks of the peer');
  const blocks = running.includes(`${name}.peer`) ? await network.verifyBlocks(name) : [];
  const stores = await checkStores(network, name, blocks.length > 0, said);
  const starts = running.includes(gateway) ? await startAgain(network, gateway) : [];
  return { counts: stores.counts, found: [...blocks, ...stores.found, ...starts] };
}

/** A damaged store may keep the gateway from starting: the other organisations are checked all the same. */
async function startAgain(network: CheckedNetwork, gateway: string): Promise<Finding[]> {
  try {
    await network.start(gateway);
    return [];
  } catch (error) {
    return [{ kind: 'start', where: gateway, problem: messageOf(error) }];
  }
}

async function checkStores(
  network: CheckedNetwork,
  name: string,
  isDamaged: boolean,
  said: ReportProgress,
): Promise<OfOrganisation> {
  const file = network.applications.gatewayFile(name);
  // A network may have no gateways.
  if (!existsSync(file)) return { counts: {}, found: [] };
  const { dataFolder } = readConfig({ GUIDANG_CONFIG: file });
  try {
    return await withLedger(network, name, async (ledger) => {
      const check = { dataFolder, organisations: [name], ledger, progress: said };
      const { findings, ...counts } = await checkGateway(check);
      return { counts, found: findings };
    });
  } catch (error) {
    // A peer cannot deliver damaged blocks, and without them there is nothing to compare with.
    if (!isDamaged || !(error instanceof LedgerError)) throw error;
    return { counts: {}, found: [{ kind: 'blocks', where: 'all', problem: error.message }] };
  }
}

async function checkState(
  network: CheckedNetwork,
  { organisation, folder, height }: Snapshot,
  progress: ReportProgress,
): Promise<{ keys: number; found: readonly Finding[] }> {
  progress(`${organisation}: world state of ${height} blocks`);
  const found = new Findings();
  const state = publicState(folder, network.topology.chaincode.name);
  try {
    const keys = await withLedger(network, organisation, (ledger) =>
      checkWorldState({ ledger, height, state, progress, report: found.report }),
    );
    return { keys, found: found.list };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    found.report({ kind: 'world-state', where: 'all', problem: `not compared: ${error.message}` });
    return { keys: 0, found: found.list };
  }
}

async function withLedger<T>(
  network: CheckedNetwork,
  organisation: string,
  use: (ledger: LedgerPort) => Promise<T>,
): Promise<T> {
  const ledger = await connectLedger({ connection: network.connection(organisation) });
  try {
    return await use(ledger);
  } finally {
    await ledger.close();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
