// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessTokenVerifier } from './access-token';
import { BuiltInIssuer } from './built-in-issuer';
import { writeDemoTokens } from './demo-tokens';

const holder = { organisation: 'east', officer: 'east-1', roles: ['acceptor', 'verifier'] } as const;

describe('BuiltInIssuer', () => {
  it('issues tokens that its own verification takes, and no other issuer of this kind', async () => {
    const issuer = await BuiltInIssuer.create({ ledger: 'embedded' });
    const restarted = await BuiltInIssuer.create({ ledger: 'embedded' });
    const header = `Bearer ${await issuer.issue(holder)}`;
    const caller = await new AccessTokenVerifier(issuer.verification).verify(header);
    expect(caller).toEqual({
      subject: 'east/east-1',
      ...holder,
      method: 'token',
      until: expect.any(String) as string,
    });
    await expect(new AccessTokenVerifier(restarted.verification).verify(header)).rejects.toMatchObject({
      code: 'token-invalid',
    });
  });

  it.each(['fabric-gateway', 'fabric-network', ''])('refuses to run on the ledger %j', async (ledger) => {
    await expect(BuiltInIssuer.create({ ledger })).rejects.toMatchObject({
      code: 'built-in-issuer-forbidden',
    });
  });

  it.each([0, -1, 12 * 3600 + 1, Number.NaN])('refuses a lifetime of %d seconds', async (lifetimeSeconds) => {
    await expect(BuiltInIssuer.create({ ledger: 'embedded', lifetimeSeconds })).rejects.toBeInstanceOf(
      RangeError,
    );
  });

  it('writes sign-ins to a file for its owner only', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'guidang-demo-'));
    const file = join(folder, 'demo-tokens.json');
    const issuer = await BuiltInIssuer.create({ ledger: 'embedded' });
    await writeDemoTokens(file, issuer, { acceptor: holder });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { acceptor } = JSON.parse(readFileSync(file, 'utf8')) as { acceptor: string };
    const caller = await new AccessTokenVerifier(issuer.verification).verify(`Bearer ${acceptor}`);
    expect(caller.officer).toBe('east-1');
    rmSync(folder, { recursive: true });
  });
});
