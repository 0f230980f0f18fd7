// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { decodeJwt } from 'jose';
import { AccessTokenVerifier } from '../../gateway/src/identity/access-token';
import { remoteKeys } from '../../gateway/src/identity/remote-keys';
import {
  audience,
  secretOf,
  spawnProvider,
  startProvider,
  stopProvider,
  writeProviderConfiguration,
} from '../support/identity-provider';
import type { ProviderProcess } from '../support/identity-provider';

interface TokenAnswer {
  readonly access_token?: string;
  readonly error?: string;
}

/** The demo network's OIDC provider as a process, and the gateway's verifier against its keys. */
describe('identity provider', () => {
  let folder: string;
  let file: string;
  let issuer: string;
  let provider: ProviderProcess;
  let verifier: AccessTokenVerifier;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guidang-oidc-'));
    ({ file, issuer } = await writeProviderConfiguration(folder));
    provider = await startProvider(file);
    verifier = new AccessTokenVerifier({
      issuer,
      audience,
      keys: remoteKeys(new URL(`${issuer}/jwks`)),
      type: 'at+jwt',
      claims: { organisation: 'organisation', officer: 'officer', roles: 'roles' },
      maxAgeSeconds: 3600,
    });
  });

  afterAll(async () => {
    await stopProvider(provider);
    rmSync(folder, { recursive: true });
  });

  async function ask(id: string, secret: string, extra: Record<string, string> = {}): Promise<TokenAnswer> {
    const response = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', ...extra }),
    });
    return (await response.json()) as TokenAnswer;
  }

  it.each([
    ['clerk', 'east-1'],
    ['other', 'east-2'],
  ])("gives the client %s its own officer's token, which the gateway verifies", async (id, officer) => {
    const { access_token: token } = await ask(id, secretOf(id));
    expect(await verifier.verify(`Bearer ${token ?? ''}`)).toEqual({
      subject: id,
      organisation: 'east',
      officer,
      roles: ['acceptor', 'reviewer'],
      method: 'token',
      until: new Date((decodeJwt(token ?? '').exp ?? 0) * 1_000).toISOString(),
    });
  });

  it.each([
    ['a wrong secret', 'clerk', secretOf('other'), {}, 'invalid_client'],
    ['an unknown client', 'nobody', secretOf('nobody'), {}, 'invalid_client'],
    ['another grant', 'clerk', secretOf('clerk'), { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('refuses %s', async (_, id, secret, extra, error) => {
    expect(await ask(id, secret, extra)).toMatchObject({ error });
  });

  it('keeps its key between starts, in a file for its owner only', async () => {
    const { access_token: token } = await ask('clerk', secretOf('clerk'));
    await stopProvider(provider);
    provider = await startProvider(file);
    expect(await verifier.verify(`Bearer ${token ?? ''}`)).toMatchObject({ officer: 'east-1' });
    expect(statSync(join(folder, 'key.json')).mode & 0o777).toBe(0o600);
  });

  it('refuses a configuration that others can read', async () => {
    chmodSync(file, 0o644);
    const refused = spawnProvider(file);
    const message = await text(refused.stderr);
    chmodSync(file, 0o600);
    expect(message).toContain('must have mode 0600');
    expect(refused.exitCode ?? (await once(refused, 'exit'))[0]).toBe(1);
  });
});
