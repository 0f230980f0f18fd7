// SPDX-License-Identifier: Apache-2.0
import { addressOf, hrefOf, queryOf, viewFrom } from './history-view';

describe('the view of the own history', () => {
  it.each([
    ['', {}, '/app/history'],
    ['?kind=licence.used', { kind: 'licence.used' }, '/app/history?kind=licence.used'],
    ['?kind=rumour&subject=+R%2F1+', { subject: 'R/1' }, '/app/history?subject=R%2F1'],
  ])('is read from its address: %s', (search, view, address) => {
    expect(viewFrom(search)).toEqual(view);
    expect(addressOf(viewFrom(search))).toBe(address);
    expect(queryOf(viewFrom(search))).toEqual({ ...view, limit: 50 });
  });

  it.each([
    ['licence', '1.2', '/app/licences/1.2'],
    ['case', 'D.1/2', '/app/cases/D.1%2F2'],
    ['person', 'P', '/app/history?subject=P'],
  ] as const)('leads to the %s that was used', (kind, id, href) => {
    expect(hrefOf({ subject: { kind, id } })).toBe(href);
  });
});
