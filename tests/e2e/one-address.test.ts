// SPDX-License-Identifier: Apache-2.0
import { isPrimaryOnly } from '../../gateway/src/http/route';
import { routes } from '../../gateway/src/http/routes';
import { pathOf } from '../../gateway/src/testing/route-paths';
import { gatewayFor } from '../support/one-address';

describe('the map of docs/readers.md', () => {
  it.each(routes.map((route) => [route.operation, route] as const))('knows %s', (_, route) => {
    const to = gatewayFor(route.method.toUpperCase(), pathOf(route.path));
    expect(to).toBe(isPrimaryOnly(route) ? 'first' : 'any');
  });

  it('sends what names a purpose to the first gateway: it is recorded', () => {
    expect(gatewayFor('GET', '/api/v1/records?department=d&purpose=p&basis=b')).toBe('first');
    expect(gatewayFor('GET', '/api/v1/records?department=d')).toBe('any');
    expect(gatewayFor('HEAD', '/api/v1/records')).toBe('any');
  });
});
