// SPDX-License-Identifier: Apache-2.0
import type { BrowserSignIn } from '../application/session/api';
import { OfficerCards } from '../application/session/card-sign-in';
import type { Callers } from '../application/session/service';
import type { RegistryQueries } from '../application/registry/api';
import type { Config } from '../config/config';
import { loopbackHosts } from '../http';
import type { Parts } from './parts';

interface Used {
  readonly callers: Pick<Callers, 'officerOf'>;
  readonly registry: RegistryQueries;
}

/** How officers sign in here with a browser. */
export function browserSignInOf(parts: Parts, { callers, registry }: Used): BrowserSignIn {
  const { config, deployment, context, sessions } = parts;
  if (deployment.kind !== 'embedded' || !isForThisMachine(config)) return { kind: 'none' };
  const { issuer, tokens } = deployment;
  return new OfficerCards({ issuer, tokens, sessions, callers, registry, officers: context.officers });
}

/** Sign-in without proof is for who sits at this machine: neither other addresses nor a proxy lead here. */
function isForThisMachine({ host, trustProxy, publicUrl }: Config): boolean {
  const names = [nameIn(`http://${host.includes(':') ? `[${host}]` : host}`), ...publicNames({ publicUrl })];
  return trustProxy === false && names.every((name) => loopbackHosts.includes(name));
}

/** The names under which browsers reach this gateway. */
export function ownHostsOf(config: Pick<Config, 'embedded' | 'publicUrl'>): readonly string[] {
  return [...(config.embedded === undefined ? [] : loopbackHosts), ...publicNames(config)];
}

function publicNames({ publicUrl }: Pick<Config, 'publicUrl'>): readonly string[] {
  return publicUrl === undefined ? [] : [nameIn(publicUrl)];
}

function nameIn(url: string): string {
  return new URL(url).hostname;
}
