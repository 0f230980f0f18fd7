// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiClient } from './api-client';
import { dataFolder } from './data-folder';
import { says } from './terminal-words';

/** The environment variables that {@link signIn} reads, for a script's --help. */
export const signInHelp = `  GUIDANG_URL          the gateway (http://localhost:3000, or the port that GUIDANG_PORT names)
  GUIDANG_TOKEN_FILE   holds the bearer token; read again for each request, since work may outlast a token
                       (default: the demo sign-ins of the embedded default, in GUIDANG_DATA)
  NODE_EXTRA_CA_CERTS  root certificates of a network's gateways
`;

/**
 * Creates a client of the gateway that the environment names.
 * @param role whose demo sign-in to use if the environment names no token.
 * @throws {Error} if there is no token.
 */
export async function signIn(role: string): Promise<ApiClient> {
  return new ApiClient({ url: gatewayUrl(), token: await readToken(role) });
}

/** Where {@link signIn} leads, and as whom: what one gateway has answered to one officer is no answer for others. */
export function signInOf(role: string): readonly string[] {
  return [gatewayUrl(), process.env['GUIDANG_TOKEN_FILE'] ?? dataFolder(), role];
}

function gatewayUrl(): string {
  return process.env['GUIDANG_URL'] ?? `http://localhost:${process.env['GUIDANG_PORT'] ?? '3000'}`;
}

async function readToken(role: string): Promise<string> {
  const file = process.env['GUIDANG_TOKEN_FILE'];
  if (file !== undefined) return (await readFile(file, 'utf8')).trim();
  const demo = join(dataFolder(), 'demo-tokens.json');
  const tokens = JSON.parse(await readFile(demo, 'utf8')) as Record<string, string>;
  const token = tokens[role];
  if (token === undefined) {
    throw new Error(says(`${demo} has no sign-in for the role ${role}`, `${demo} 中没有角色 ${role} 的登录`));
  }
  return token;
}
