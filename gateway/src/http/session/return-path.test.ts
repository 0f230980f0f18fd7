// SPDX-License-Identifier: Apache-2.0
import { returnPath } from './return-path';

it.each(['/app', '/app/cases/1?state=open#materials', '/verify', '/a//b', '/app?return=//evil.example'])(
  'leads back to %s',
  (path) => {
    expect(returnPath(path)).toBe(path);
  },
);

it.each([
  undefined,
  null,
  '',
  'app',
  'https://evil.example/',
  'javascript:alert(1)',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '\\\\evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  '/auth/sign-in?return=/app',
  `/${'a'.repeat(3_000)}`,
])('leads nowhere else: %j', (path) => {
  expect(returnPath(path)).toBe('/app');
});

it('stays here, as a browser reads it, whatever is given', () => {
  for (const path of ['/a\\b', '/\\', '/ ', '/\r\nSet-Cookie: x=1', '/é', '/[::1]']) {
    const location = new URL(returnPath(path), 'https://own.example');
    expect([path, location.host]).toEqual([path, 'own.example']);
    expect(returnPath(path)).toMatch(/^\/[\x21-\x7e]*$/);
  }
});
