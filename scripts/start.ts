// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { BuiltInIssuer, Gateway } from '@guidang/gateway';
import { until } from '@guidang/gateway/common/until';
import { ApiClient } from './api-client';
import { governors, officers, organisations } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { seed } from './demo/seed';
import { announceGateway, withdrawGateway } from './gateway-process';

const help = `npm start

Starts the embedded default: a gateway with all four organisations of the demo on a ledger in this process.
It has the trust of one machine, no more. For a real network see: npm run network -- --help

  GUIDANG_PORT        where it listens on this machine (3000)
  GUIDANG_DATA        where it keeps everything (guidang in the user's data home)
  GUIDANG_LOG_LEVEL   fatal, error, warn, info, debug, trace or silent (warn)
`;

/** The officer that each bare role of demo-tokens.json stands for. */
const byRole: Readonly<Record<string, DemoOfficer>> = {
  acceptor: officers.eastAcceptor,
  reviewer: officers.eastReviewer,
  decider: officers.eastDecider,
  registrar: officers.eastRegistrar,
  archivist: officers.archivist,
  verifier: officers.westVerifier,
  auditor: officers.auditor,
  system: officers.eastSystem,
  operator: officers.eastOperator,
  governor: governors.archives,
};

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(help);
    return;
  }
  // Imported late: fabric-common takes --help for itself.
  const { Gateway, createLogger, ProcessEnd, readConfig } = await import('@guidang/gateway');
  const config = readConfig(process.env, {
    logLevel: 'warn',
    embedded: {
      organisations: Object.entries(organisations).map(([id, name]) => ({ id, name })),
    },
  });
  console.log(`starting the embedded default; data in ${config.dataFolder}`);
  let prepared = (): void => undefined;
  const preparation = new Promise<void>((resolve) => {
    prepared = resolve;
  });
  const logger = createLogger(config.logLevel);
  const end = new ProcessEnd({ logger });
  const gateway = await Gateway.start(config, logger, preparation);
  end.closesBy(async () => {
    await withdrawGateway(config.dataFolder);
    await gateway.close();
  });
  gateway.following.catch((error: unknown) => {
    end.fail(error, 'the ledger cannot be followed');
  });
  await announceGateway(config.dataFolder);
  await gateway.registered;
  if (gateway.issuer !== undefined) await firstLook(gateway, gateway.issuer, config.dataFolder);
  prepared();
  await untilReady(gateway.url);
  console.log(`the log: head ${gateway.url}/checkpoint, keys ${gateway.url}/api/v1/log/keys`);
  console.log(`ready ${gateway.url}`);
}

/** Seeds the ledger with the demo's cast, and writes and prints their sign-ins. */
async function firstLook(gateway: Gateway, issuer: BuiltInIssuer, dataFolder: string): Promise<void> {
  const signIn = async (officer: DemoOfficer): Promise<ApiClient> =>
    new ApiClient({ url: gateway.url, token: await issuer.issue(holder(officer)) });
  await seed(signIn);
  const everyone = [...Object.values(governors), ...Object.values(officers)];
  const file = join(dataFolder, 'demo-tokens.json');
  const { writeDemoTokens } = await import('@guidang/gateway');
  await writeDemoTokens(file, issuer, {
    ...Object.fromEntries(everyone.map((officer) => [officer.id, holder(officer)])),
    ...Object.fromEntries(Object.entries(byRole).map(([role, officer]) => [role, holder(officer)])),
  });
  console.log(`demo sign-ins, good for 12 hours and on this machine only, are in ${file}:`);
  for (const { id, roles } of everyone) console.log(`  ${id.padEnd(24)} ${roles.join(', ')}`);
}

function holder({ organisation, id, roles }: DemoOfficer): Parameters<BuiltInIssuer['issue']>[0] {
  return { organisation, officer: id, roles };
}

async function untilReady(url: string): Promise<void> {
  const client = new ApiClient({ url });
  const ready = async (): Promise<true | undefined> => (await client.ready()) || undefined;
  await until('the gateway becomes ready', ready, { timeoutMs: 30_000 });
  await client.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
