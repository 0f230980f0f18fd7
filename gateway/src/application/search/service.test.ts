// SPDX-License-Identifier: Apache-2.0
import { departments, officers } from '@guidang/chaincode/sample';
import { callerOf, EmbeddedGateway } from '../../testing/embedded-gateway';
import type { Search } from './api';

jest.setTimeout(60_000);

const use = { purpose: 'case-handling', basis: 'archives-law:28' };
const person = `P${'0B'.repeat(16)}`;
const parcel = '999900001001GB00001F00010001';
const caller = callerOf(officers.westVerifier);

let gateway: EmbeddedGateway;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
});
afterAll(() => gateway.close());

it.each([
  ['a person', person, { kind: 'person', id: person }],
  ['an object', parcel, { kind: 'object', id: parcel }],
  ['a body', departments.eastLand.code, { kind: 'search', id: departments.eastLand.code }],
  ['none', undefined, { kind: 'search', id: departments.westLand.code }],
] as const)('a search about %s is in the query store before it is answered', async (_, about, subject) => {
  const { events, searches } = gateway.services.http;
  const search: Search = { list: 'records', filters: { dossier: about ?? 'none' }, about };
  const { transaction } = await searches.record(caller, search, use);
  await expect(events.get(`${transaction}-0`)).resolves.toMatchObject({
    type: 'search.recorded',
    subject,
    ...use,
    officer: { officer: officers.westVerifier.id },
    data: { list: 'records', filters: search.filters },
  });
});

it('a search by whom the table of authority does not let read is refused', async () => {
  const outcome = gateway.services.http.searches.record(
    callerOf(officers.eastOperator),
    { list: 'records', filters: {} },
    use,
  );
  await expect(outcome).rejects.toMatchObject({ code: 'role-missing' });
});
