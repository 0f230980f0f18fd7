// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config/config';
import { browserSignInOf, ownHostsOf } from './browser-sign-in';

const embedded = { organisations: [{ id: 'east', name: '东部' }] };

function kindWith(settings: object): string {
  const config = readConfig({}, { dataFolder: '/tmp', embedded, ...settings });
  type Options = Parameters<typeof browserSignInOf>;
  const parts = { config, deployment: { kind: 'embedded' }, context: {} } as unknown as Options[0];
  return browserSignInOf(parts, {} as Options[1]).kind;
}

it.each([
  [{}],
  [{ host: '::1' }],
  [{ host: 'localhost', publicUrl: 'http://localhost:3000' }],
  [{ publicUrl: 'http://127.0.0.1:3000/' }],
])('needs no proof on this machine: %j', (settings) => {
  expect(kindWith(settings)).toBe('cards');
});

it.each([
  [{ host: '0.0.0.0' }],
  [{ host: '192.0.2.1' }],
  [{ host: '::' }],
  [{ trustProxy: 1 }],
  [{ publicUrl: 'https://archive.example' }],
  [{ publicUrl: 'https://localhost.archive.example' }],
])('signs nobody in without proof where others could come: %j', (settings) => {
  expect(kindWith(settings)).toBe('none');
});

it('takes browsers under the public name, and with the embedded default under those of this machine', () => {
  const publicUrl = 'https://archive.example:8443/';
  expect(ownHostsOf({ embedded: undefined, publicUrl })).toEqual(['archive.example']);
  expect(ownHostsOf({ embedded: undefined, publicUrl: undefined })).toEqual([]);
  expect(ownHostsOf({ embedded, publicUrl })).toEqual(['localhost', '127.0.0.1', '[::1]', 'archive.example']);
});

it('is at the issuer where one is configured, with a secret that only the gateway reads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-client-'));
  const clientSecretFile = join(folder, 'client.secret');
  writeFileSync(clientSecretFile, 'secret\n', { mode: 0o600 });
  type Options = Parameters<typeof browserSignInOf>;
  const signIn = { issuer: 'https://id.example', audience: 'urn:guidang:gateway' };
  const parts = {
    config: {
      publicUrl: 'https://archive.example',
      network: { signIn, browserSignIn: { clientId: 'east-gateway', clientSecretFile } },
    },
    deployment: { kind: 'network' },
    signInKey: Buffer.alloc(32),
  } as unknown as Options[0];
  expect(browserSignInOf(parts, {} as Options[1]).kind).toBe('issuer');
  chmodSync(clientSecretFile, 0o644);
  expect(() => browserSignInOf(parts, {} as Options[1])).toThrow('must have mode 0600');
  rmSync(folder, { recursive: true });
});
