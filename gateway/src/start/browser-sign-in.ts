// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync } from 'node:fs';
import type { BrowserSignIn } from '../application/session/api';
import { OfficerCards } from '../application/session/card-sign-in';
import { IssuerSignIns } from '../application/session/issuer-sign-in';
import type { Callers } from '../application/session/service';
import { optional } from '../common/optional';
import type { RegistryQueries } from '../application/registry/api';
import type { Config, NetworkConfig } from '../config/config';
import { loopbackHosts } from '../http';
import { IssuerClient, SealedNotes } from '../identity';
import type { Parts } from './parts';

interface Used {
  readonly callers: Pick<Callers, 'officerOf'>;
  readonly registry: RegistryQueries;
}

/** How officers sign in here with a browser. */
export function browserSignInOf(parts: Parts, { callers, registry }: Used): BrowserSignIn {
  const { config, deployment, context, sessions } = parts;
  const { network } = config;
  if (network?.browserSignIn !== undefined) return issuerSignIn(parts, callers, network.browserSignIn);
  if (deployment.kind !== 'embedded' || !isForThisMachine(config)) return { kind: 'none' };
  const { issuer, tokens } = deployment;
  return new OfficerCards({ issuer, tokens, sessions, callers, registry, officers: context.officers });
}

type ClientSettings = NonNullable<NetworkConfig['browserSignIn']>;

function issuerSignIn(
  { config, deployment: { tokens }, signInKey, sessions, clock }: Parts,
  callers: Pick<Callers, 'officerOf'>,
  { clientId, clientSecretFile }: ClientSettings,
): BrowserSignIn {
  const { network, publicUrl } = config;
  if (network === undefined || publicUrl === undefined) throw new Error('the configuration demands both');
  const { issuer, audience, tlsRootCertificateFile: rootFile } = network.signIn;
  const client = new IssuerClient({
    ...{ issuer: new URL(issuer), audience, clientId },
    clientSecret: readSecret(clientSecretFile),
    ...optional({ maxAgeMs: freshSignInMsOf(config) }),
    redirectUrl: new URL('/auth/callback', publicUrl),
    signedOutUrl: new URL('/auth/signed-out', publicUrl),
    ...optional({ rootPem: rootFile === undefined ? undefined : readFileSync(rootFile, 'utf8') }),
  });
  return new IssuerSignIns({ client, notes: new SealedNotes(signInKey), tokens, sessions, callers, clock });
}

/** @throws {Error} if others can read the file. */
function readSecret(file: string): string {
  if ((statSync(file).mode & 0o077) !== 0) throw new Error(`${file} must have mode 0600: others can read it`);
  return readFileSync(file, 'utf8').trim();
}

/** Sign-in without proof is for who sits at this machine: neither other addresses nor a proxy lead here. */
function isForThisMachine({ host, trustProxy, publicUrl }: Config): boolean {
  const names = [nameIn(`http://${host.includes(':') ? `[${host}]` : host}`), ...publicNames({ publicUrl })];
  return trustProxy === false && names.every((name) => loopbackHosts.includes(name));
}

/** How long ago who decides may have signed in. */
export function freshSignInMsOf({
  freshSignInMinutes,
}: Pick<Config, 'freshSignInMinutes'>): number | undefined {
  return freshSignInMinutes === undefined ? undefined : freshSignInMinutes * 60_000;
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
