// SPDX-License-Identifier: Apache-2.0
import { temporaryWallet } from '../testing/temporary-wallet';
import type { TemporaryWallet } from '../testing/temporary-wallet';
import type { SignedInCaller } from './caller';
import { EmbeddedAuthority } from './embedded-authority';
import { OfficerDirectory } from './officer-directory';

const department = '11100000000013338W';

describe('OfficerDirectory', () => {
  let temporary: TemporaryWallet;
  let directory: OfficerDirectory;

  beforeEach(async () => {
    temporary = await temporaryWallet();
    const authorities = [];
    for (const name of ['east', 'west']) {
      authorities.push(await EmbeddedAuthority.open(name, temporary.wallet));
    }
    directory = new OfficerDirectory(temporary.wallet, authorities);
  });

  afterEach(() => temporary.close());

  const caller = (change: Partial<SignedInCaller>): SignedInCaller => ({
    subject: 'someone',
    organisation: 'east',
    officer: 'east-1',
    roles: ['acceptor', 'decider'],
    method: 'token',
    until: '2026-12-01T00:00:00.000Z',
    ...change,
  });

  it('enrols under a pseudonym, finds and lists', async () => {
    const { id } = await directory.enrol({ organisation: 'east', department, roles: ['acceptor'] });
    expect(id).toMatch(/^east-[0-9a-f]{16}$/);
    expect(await directory.findOfficer('east', id)).toMatchObject({ id, department, roles: ['acceptor'] });
    expect(await directory.findOfficer('west', id)).toBeUndefined();
    expect(await directory.listOfficers('east')).toEqual([id]);
  });

  it('gives a caller the roles that both the sign-in and the certificate name', async () => {
    await directory.enrol({
      organisation: 'east',
      id: 'east-1',
      department,
      roles: ['acceptor', 'reviewer'],
    });
    const officer = await directory.actingOfficer(caller({}));
    expect(officer.roles).toEqual(['acceptor']);
    expect(officer.identity.organisation).toBe('east');
  });

  it.each([
    ['an officer nobody enrolled', { officer: 'east-2' }],
    ["another organisation's officer", { organisation: 'west' }],
    ['an organisation that is not served here', { organisation: 'audit' }],
    ['an organisation that no one has', { organisation: '../east' }],
  ])('knows no officer for %s', async (_, change) => {
    await directory.enrol({ organisation: 'east', id: 'east-1', department, roles: ['acceptor'] });
    await expect(directory.actingOfficer(caller(change))).rejects.toMatchObject({ code: 'officer-unknown' });
  });
});
