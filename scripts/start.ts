// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BuiltInIssuer } from '@guidang/gateway';
import { until } from '@guidang/gateway/common/until';
import { ApiClient } from './api-client';
import { everyone, governors, officers, organisations } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { firstLook, prepareFirstLook } from './demo/first-look';
import { seed } from './demo/seed';
import type { SignInAs } from './demo/seed';
import { announceGateway, withdrawGateway } from './gateway-process';
import { messageOf } from './terminal-words';

const help = `npm start -- [--bare] [--help]

Starts the embedded default: a gateway with all four organisations of the demo on a ledger in this process.
It has the trust of one machine, no more. For a real network see: npm run network -- --help
On a new ledger it also registers a matter and a certificate, so that there is something to verify and to do.

  --bare              without these: departments and officers only

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
  const { help: isAsked, bare: isBare } = optionsIn(process.argv.slice(2));
  if (isAsked) {
    console.log(help);
    return;
  }
  // Imported late: fabric-common takes --help for itself.
  const { Gateway, createLogger, ProcessEnd, readConfig } = await import('@guidang/gateway');
  const config = readConfig(process.env, {
    logLevel: 'warn',
    embedded: {
      organisations: Object.entries(organisations).map(([id, name]) => ({ id, name })),
      ...(isBare ? {} : { firstLook }),
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
  const { issuer } = gateway;
  const hasFirstLook = config.embedded?.firstLook !== undefined;
  if (issuer !== undefined) {
    const signIn: SignInAs = async (officer) =>
      new ApiClient({ url: gateway.url, token: await issuer.issue(holder(officer)) });
    await seed(signIn);
    if (hasFirstLook) await prepareFirstLook(signIn);
    await tellSignIns(issuer, config.dataFolder);
  }
  prepared();
  await untilReady(gateway.url);
  console.log(`the log: head ${gateway.url}/checkpoint, keys ${gateway.url}/api/v1/log/keys`);
  if (hasFirstLook) tellFirstLook(gateway.url);
  console.log(`ready ${gateway.url}`);
}

/** @throws {Error} for what is no option: misspelt, it would start something else. */
function optionsIn(args: string[]): { readonly help: boolean; readonly bare: boolean } {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({ args, options: { help: flag, bare: flag } }).values;
  } catch (error) {
    const [reason = ''] = error instanceof Error ? error.message.split('. ') : [];
    throw new Error(`${reason}; npm start -- --help lists what there is`, { cause: error });
  }
}

/** What there is to click. The front page says more. */
function tellFirstLook(url: string): void {
  console.log(`open ${url} and look around:`);
  console.log(`  verify a licence               ${url}/v/${firstLook.licence}`);
  console.log(
    `  take a case from intake on     ${url}/auth/sign-in?return=/app/intake as ${firstLook.officers[0]}`,
  );
}

/** Writes and prints the sign-ins of the demo's cast. */
async function tellSignIns(issuer: BuiltInIssuer, dataFolder: string): Promise<void> {
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
  console.error(messageOf(error));
  process.exit(1);
});
