// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { optional } from '@guidang/gateway/common/optional';
import { freePort } from '../../gateway/src/testing/free-port';

const program = resolve(__dirname, '../../network/dist/identity-provider/main.js');

export type ProviderProcess = ChildProcessByStdio<null, Readable, Readable>;
export const audience = 'urn:guidang:gateway';

/** Every client's secret is its identifier's first letter, 32 times. */
export function secretOf(id: string): string {
  return id.slice(0, 1).repeat(32);
}

interface ProviderOptions {
  readonly tls?: { readonly keyFile: string; readonly certificateFile: string };
  /** The URL of a gateway at which officers sign in with a browser: the client `east-gateway`. */
  readonly gateway?: string;
}

/** Configures the demo network's OIDC provider, with the clients `clerk` and `other` of two officers of east. */
export async function writeProviderConfiguration(
  folder: string,
  { tls, gateway }: ProviderOptions = {},
): Promise<{ readonly file: string; readonly issuer: string }> {
  const port = await freePort();
  const issuer = `${tls === undefined ? 'http' : 'https'}://localhost:${port}`;
  const file = join(folder, 'identity-provider.json');
  const client = (id: string, officer: string): object => ({
    id,
    secret: secretOf(id),
    officer,
    organisation: 'east',
    roles: ['acceptor', 'reviewer'],
  });
  const configuration = {
    issuer,
    port,
    audience,
    signingKeyFile: join(folder, 'key.json'),
    clients: [client('clerk', 'east-1'), client('other', 'east-2')],
    gateways:
      gateway === undefined
        ? []
        : [
            {
              id: 'east-gateway',
              secret: secretOf('east-gateway'),
              redirectUrl: `${gateway}/auth/callback`,
            },
          ],
    ...optional({ tls }),
  };
  writeFileSync(file, JSON.stringify(configuration), { mode: 0o600 });
  return { file, issuer };
}

export function spawnProvider(configurationFile: string): ProviderProcess {
  return spawn(process.execPath, [program, configurationFile], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Starts the provider and waits until it serves. */
export async function startProvider(configurationFile: string): Promise<ProviderProcess> {
  const child = spawnProvider(configurationFile);
  const errors: string[] = [];
  child.stderr.on('data', (part: Buffer) => errors.push(part.toString()));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('ready ')) return child;
  }
  throw new Error(`the provider did not start: ${errors.join('')}`);
}

export async function stopProvider(child: ProviderProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
