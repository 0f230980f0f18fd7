// SPDX-License-Identifier: Apache-2.0
import { readConfig } from './config';

const embedded = { embedded: { organisations: [{ id: 'east', name: 'East' }] } };

describe('a wrong environment variable', () => {
  it.each([
    [{ GUIDANG_PORT: 'abc' }, /^GUIDANG_PORT must be a port, 0 to 65535, such as 3000; it is "abc"$/],
    [{ GUIDANG_PORT: '' }, /GUIDANG_PORT must be a port/],
    [{ GUIDANG_PORT: '70000' }, /it is "70000"/],
    [{ GUIDANG_LOG_LEVEL: 'loud' }, /GUIDANG_LOG_LEVEL: .*"warn".*; it is "loud"/],
    [{ GUIDANG_PUBLIC_URL: 'no url' }, /GUIDANG_PUBLIC_URL: .*; it is "no url"/],
    [
      { GUIDANG_CONFIG: '/nowhere/config.json' },
      /^GUIDANG_CONFIG names \/nowhere\/config.json, which cannot be read/,
    ],
  ])('is named, with what it must be: %j', (environment, message) => {
    expect(() => readConfig(environment, embedded)).toThrow(message);
  });

  it('is not confused with a setting', () => {
    expect(() => readConfig({}, { ...embedded, port: -1 })).toThrow(/port: /);
    expect(readConfig({ GUIDANG_PORT: '3001' }, embedded).port).toBe(3001);
  });
});
