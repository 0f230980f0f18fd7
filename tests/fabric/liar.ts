// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chaincodeProcess, ChaincodeRegister } from '../../network/src/chaincode';
import { baseEnvironment } from '../../network/src/command';
import { unhealthy } from '../../network/src/health';
import type { Network } from '../../network/src';
import { until } from '../../network/src/until';

export interface Liar {
  /** Ends the lying server, and starts the organisation's own one again. */
  stop(): Promise<void>;
}

/** Replaces an organisation's own chaincode server with a lying one: its peer cannot tell them apart. */
export async function replaceChaincode(network: Network, name: string, script: string): Promise<Liar> {
  const organisation = network.topology.organisations.find((each) => each.name === name);
  const deployed = new ChaincodeRegister(network.folders).find(network.topology.chaincode.name);
  if (organisation === undefined || deployed === undefined) throw new Error(`${name} has no chaincode`);
  const { environment, folder, health } = chaincodeProcess(
    organisation,
    deployed,
    network.topology,
    network.folders,
  );
  await network.stop(`${name}.chaincode`);
  const liar = spawn(process.execPath, [join(__dirname, script)], {
    cwd: folder,
    env: { ...baseEnvironment(), ...environment },
    stdio: 'ignore',
  });
  await until('the lying chaincode is healthy', () => unhealthy(health), { seconds: 30 });
  return {
    stop: async () => {
      liar.kill('SIGKILL');
      await once(liar, 'exit');
      await network.start(`${name}.chaincode`);
    },
  };
}
