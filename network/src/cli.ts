// SPDX-License-Identifier: Apache-2.0
import { Command, InvalidArgumentError, Option } from 'commander';
import { spawn } from 'node:child_process';
import { optional } from '@guidang/gateway/common/optional';
import type { ApplicationSettings } from './applications';
import { defaultDataFolder } from './folders';
import { Network } from './network';
import type { NetworkOptions } from './network';
import { endOnStrayErrors } from './stray-errors';
import type { Ordering } from './topology';

interface Flags {
  readonly data: string;
  readonly topology?: string;
  readonly ordering?: Ordering;
  readonly portsOffset?: number;
  readonly chaincode?: string;
}

interface OfficerFlags {
  readonly department: string;
  readonly roles: string[];
}

/**
 * Runs one command of `npm run network`.
 * @param argv as `process.argv`; @param applications runs on top of the Fabric nodes; optional.
 */
export async function runNetworkCommand(
  argv: readonly string[],
  applications?: ApplicationSettings,
): Promise<void> {
  endOnStrayErrors((event, error) => {
    console.error(`network: ${event}:`, error);
  });
  const program = new Command('network')
    .description('A real Hyperledger Fabric network of four organisations on this machine, without Docker.')
    .addOption(
      new Option('--data <folder>', 'where the network keeps everything').default(defaultDataFolder()),
    )
    .option('--topology <file>', 'the topology (default: network/topology.yaml)')
    .addOption(
      new Option('--ordering <kind>', 'how blocks are ordered; fixed at the first up').choices([
        'bft',
        'raft',
      ]),
    )
    .option('--ports-offset <number>', 'added to every port of the topology; fixed at the first up', whole)
    .option('--chaincode <script>', 'another chaincode server than the topology names')
    .showHelpAfterError();

  program
    .command('up')
    .description('start everything, from whatever state, and wait until a transaction commits')
    .action(async () => {
      const started = Date.now();
      const network = load();
      await network.up();
      console.log(
        `network ${network.topology.network} is up after ${seconds(started)} s, data in ${network.folders.root}`,
      );
    });

  program
    .command('down')
    .description('stop everything; the data stays')
    .action(() => load().down());

  program
    .command('reset')
    .description('stop everything and delete the data')
    .action(() => load().reset());

  program
    .command('status')
    .description('each process, its health, process id and ports; exit 1 when one is not healthy')
    .action(async () => {
      const nodes = await load().status();
      console.table(
        Object.fromEntries(
          nodes.map(({ name, pid, problem, ports }) => [
            name,
            {
              health: problem ?? 'healthy',
              pid: pid ?? '',
              ports: Object.entries(ports)
                .map(([what, port]) => `${what} ${port}`)
                .join(', '),
            },
          ]),
        ),
      );
      if (nodes.some(({ problem }) => problem !== undefined)) process.exitCode = 1;
    });

  program
    .command('logs')
    .description('follow the log of one process, such as east.peer')
    .argument('<name>')
    .option('--lines <number>', 'how many to begin with', whole, 40)
    .action((name: string, { lines }: { readonly lines: number }) => {
      spawn('tail', ['-n', String(lines), '-F', load().logFile(name)], { stdio: 'inherit' });
    });

  program
    .command('upgrade')
    .description('commit the chaincode as it is built now as its next version')
    .action(async () => {
      const { name, sequence } = await load().upgrade();
      console.log(`chaincode ${name} is at version ${sequence}`);
    });

  program
    .command('compact')
    .description('take each peer down for a moment, so that purged private data leaves its disk')
    .action(() => load().compact());

  program
    .command('add-officer')
    .description(
      'enrol an officer at the organisation, register the certificate on the ledger, and let them sign in',
    )
    .argument('<organisation>')
    .argument('<id>', 'a pseudonym, such as east-land-acceptor-2')
    .requiredOption('--department <code>', 'unified code of the department')
    .requiredOption('--roles <role...>', 'such as acceptor reviewer')
    .action(async (organisation: string, id: string, { department, roles }: OfficerFlags) => {
      const network = load();
      await network.addOfficer({ organisation, id, department, roles });
      console.log(
        `${id} may act as ${roles.join(', ')}; signs in at ${network.applications.issuer} as client ${id}, ` +
          `with the secret in ${network.applications.file}`,
      );
    });

  program
    .command('start')
    .description('start one process, such as east.peer')
    .argument('<name>')
    .action((name: string) => load().start(name));

  program
    .command('stop')
    .description('stop one process, such as east.peer')
    .argument('<name>')
    .action((name: string) => load().stop(name));

  for (const [command, signal] of [
    ['kill', 'SIGKILL'],
    ['pause', 'SIGSTOP'],
    ['resume', 'SIGCONT'],
  ] as const) {
    program
      .command(command)
      .description(`send ${signal} to one process, for fault tests`)
      .argument('<name>')
      .action((name: string) => load().kill(name, signal));
  }

  function load(): Network {
    const { data, topology, ordering, portsOffset, chaincode } = program.opts<Flags>();
    const options: NetworkOptions = {
      data,
      ...optional({
        topologyFile: topology,
        ordering,
        portsOffset,
        chaincodeServer: chaincode,
        applications,
      }),
      report: (line) => {
        console.log(line);
      },
    };
    return Network.load(options);
  }

  await program.parseAsync([...argv]);
}

function whole(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('a whole number');
  return Number(text);
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1);
}
