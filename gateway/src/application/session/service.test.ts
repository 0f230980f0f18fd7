// SPDX-License-Identifier: Apache-2.0
import { revokeOfficer } from '@guidang/chaincode/commands';
import { departments, governors, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { EmbeddedGateway } from '../../testing/embedded-gateway';
import { ProjectedRegistry } from '../registry/queries';
import { Callers } from './service';

jest.setTimeout(60_000);

const credentials = { authorization: undefined };
const until = '2026-12-01T00:00:00.000Z';
const leaving: DemoOfficer = {
  id: 'east-leaving',
  organisation: 'east',
  department: departments.eastLand.code,
  roles: ['registrar', 'verifier'],
};

let gateway: EmbeddedGateway;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
});
afterAll(() => gateway.close());

/** The source of callers, for a sign-in that is genuine and lasts. */
function callersSignedInAs({ id, organisation, roles }: DemoOfficer): Callers {
  const authenticate = () =>
    Promise.resolve({ subject: id, officer: id, organisation, roles, method: 'token' as const, until });
  const registry = new ProjectedRegistry(gateway.projection);
  return new Callers({ authenticate }, gateway.context.officers, registry);
}

it('an officer whose sign-in and key are still good reads nothing once revoked', async () => {
  await gateway.register(leaving);
  await gateway.reach();
  const callers = callersSignedInAs(leaving);
  await expect(callers.identify(credentials)).resolves.toMatchObject({
    officer: leaving.id,
    department: leaving.department,
    roles: leaving.roles,
    signedInUntil: until,
  });
  const held = await gateway.context.officers.findOfficer('east', leaving.id);
  const identity = held?.identity;
  if (identity === undefined) throw new Error('the officer is not enrolled');
  const body = { certificate: identity.fingerprint, reason: 'left-office' };
  await gateway.give(governors.east, revokeOfficer, body);
  await expect(callers.identify(credentials)).rejects.toMatchObject({ code: 'officer-revoked' });
});

it('an officer who is enrolled here and not yet on the ledger can sign in, to be entered', async () => {
  const { identity } = await gateway.context.officers.enrol({ ...leaving, id: 'east-entering' });
  expect(identity.id).toBe('east-entering');
  const callers = callersSignedInAs({ ...leaving, id: 'east-entering' });
  await expect(callers.identify(credentials)).resolves.toMatchObject({ officer: 'east-entering' });
});

it('an officer whom neither the wallet nor the registry knows is nobody', async () => {
  const callers = callersSignedInAs({ ...officers.eastRegistrar, id: 'east-nobody' });
  await expect(callers.identify(credentials)).rejects.toMatchObject({ code: 'officer-unknown' });
});
