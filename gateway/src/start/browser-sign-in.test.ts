// SPDX-License-Identifier: Apache-2.0
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
