// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import type { KeyLike } from 'jose';
import { AccessTokenVerifier } from './access-token';
import { remoteKeys } from './remote-keys';

const issuer = 'http://localhost/issuer';
const audience = 'urn:guidang:gateway';
const claims = { organisation: 'org', officer: 'officer_id', roles: 'groups' };
const minute = 60;
function now() {
  return Math.floor(Date.now() / 1000);
}

/** Serves an issuer's key set on loopback. */
async function serveKeys(keys: readonly object[]): Promise<{ server: Server; url: URL }> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`) };
}

describe('AccessTokenVerifier', () => {
  let server: Server;
  let verifier: AccessTokenVerifier;
  let key: KeyLike;
  let strange: KeyLike;
  let rsaKey: KeyLike;
  let url: URL;

  const verifierOf = (jwks: URL) =>
    new AccessTokenVerifier({
      issuer,
      audience,
      keys: remoteKeys(jwks),
      type: 'at+jwt',
      claims,
      maxAgeSeconds: 60 * minute,
    });

  beforeAll(async () => {
    const pair = await generateKeyPair('ES256');
    key = pair.privateKey;
    strange = (await generateKeyPair('ES256')).privateKey;
    const rsa = await generateKeyPair('RS256');
    rsaKey = rsa.privateKey;
    ({ server, url } = await serveKeys([
      { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' },
      { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', alg: 'RS256' },
    ]));
    verifier = verifierOf(url);
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const good = () => ({
    iss: issuer,
    aud: audience,
    sub: 'someone',
    iat: now(),
    exp: now() + 5 * minute,
    org: 'east',
    officer_id: 'east-1',
    groups: ['acceptor', 'a role of another system'] as unknown,
  });

  const tokenOf = (change: object, header: object = {}, signer = key) =>
    new SignJWT({ ...good(), ...change })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'one', ...header })
      .sign(signer);

  describe('a token seen before', () => {
    afterEach(() => jest.useRealTimers());
    const at = (seconds: number) =>
      jest.useFakeTimers({
        now: seconds * 1000,
        doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout'],
      });

    it('is not verified again within two minutes, but within five, and still ends when it ends', async () => {
      const begun = now();
      let asked = 0;
      const keys: ReturnType<typeof remoteKeys> = (...parts) => {
        asked += 1;
        return remoteKeys(url)(...parts);
      };
      const counting = new AccessTokenVerifier({
        ...{ issuer, audience, keys, type: 'at+jwt', claims },
        maxAgeSeconds: 60 * minute,
      });
      const token = await tokenOf({ exp: begun + 10 * minute });
      const short = await tokenOf({ exp: begun + 90 });
      const caller = await counting.verify(`Bearer ${token}`);
      await counting.verify(`Bearer ${short}`);
      expect(asked).toBe(2);
      at(begun + 119);
      await expect(counting.verify(`Bearer ${token}`)).resolves.toEqual(caller);
      await expect(counting.verify(`Bearer ${short}`)).resolves.toEqual({
        ...caller,
        until: expect.any(String) as string,
      });
      expect(asked).toBe(2);
      at(begun + 121);
      await expect(counting.verify(`Bearer ${short}`)).rejects.toMatchObject({ code: 'token-expired' });
      at(begun + 5 * minute + 1);
      asked = 0;
      await expect(counting.verify(`Bearer ${token}`)).resolves.toEqual(caller);
      expect(asked).toBe(1);
    });

    it('says nothing for another one', async () => {
      const one = await verifier.verify(`Bearer ${await tokenOf({})}`);
      const other = await verifier.verify(`Bearer ${await tokenOf({ officer_id: 'east-2' })}`);
      expect([one.officer, other.officer]).toEqual(['east-1', 'east-2']);
      const forged = `${(await tokenOf({})).slice(0, -8)}AAAAAAAA`;
      await expect(verifier.verify(`Bearer ${forged}`)).rejects.toMatchObject({ code: 'token-invalid' });
    });
  });

  const verify = (token: string) => verifier.verify(`Bearer ${token}`);

  it('checks few unknown tokens of one address at once, and those of another meanwhile', async () => {
    let [checking, most] = [0, 0];
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const keys: ReturnType<typeof remoteKeys> = async (header, input) => {
      const isBad = header.kid === 'guess';
      if (isBad) {
        checking += 1;
        most = Math.max(most, checking);
        await held;
        checking -= 1;
      }
      return remoteKeys(url)(header, input);
    };
    const slow = new AccessTokenVerifier({
      ...{ issuer, audience, keys, type: 'at+jwt', claims },
      maxAgeSeconds: 60 * minute,
    });
    const token = `Bearer ${await tokenOf({})}`;
    await slow.verify(token, '192.0.2.1');
    const guesses = await Promise.all([...Array(20).keys()].map((sub) => tokenOf({ sub }, { kid: 'guess' })));
    const refused = guesses.map((guess) => slow.verify(`Bearer ${guess}`, '192.0.2.1').catch(String));
    const another = `Bearer ${await tokenOf({ sub: 'another' })}`;
    await expect(slow.verify(another, '192.0.2.2')).resolves.toMatchObject({ officer: 'east-1' });
    // Behind the same address: a token that has been checked waits for nothing.
    await expect(slow.verify(token, '192.0.2.1')).resolves.toMatchObject({ officer: 'east-1' });
    const last = slow.verify(`Bearer ${await tokenOf({ sub: 'a third' })}`, '192.0.2.1');
    goOn();
    await expect(last).resolves.toMatchObject({ officer: 'east-1' });
    expect(await Promise.all(refused)).toHaveLength(20);
    expect(most).toBe(2);
  });

  it('gives the caller, with the roles that this system knows', async () => {
    expect(await verify(await tokenOf({}))).toEqual({
      subject: 'someone',
      organisation: 'east',
      officer: 'east-1',
      roles: ['acceptor'],
      method: 'token',
      until: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    });
  });

  it('reads roles in one text too, and no roles as none', async () => {
    expect((await verify(await tokenOf({ groups: 'decider reviewer' }))).roles).toEqual([
      'reviewer',
      'decider',
    ]);
    expect((await verify(await tokenOf({ groups: undefined }))).roles).toEqual([]);
  });

  it.each<[string, string, object, object]>([
    ['an expired token', 'token-expired', { exp: now() - minute }, {}],
    ['a token older than allowed', 'token-expired', { iat: now() - 120 * minute }, {}],
    ['another issuer', 'token-invalid', { iss: 'http://localhost/other' }, {}],
    ['another audience', 'token-invalid', { aud: 'another' }, {}],
    ['a token that is not valid yet', 'token-invalid', { nbf: now() + 5 * minute }, {}],
    ['no expiry', 'token-invalid', { exp: undefined }, {}],
    ['no subject', 'token-invalid', { sub: undefined }, {}],
    ['no organisation', 'token-invalid', { org: undefined }, {}],
    ['an officer that is no text', 'token-invalid', { officer_id: 7 }, {}],
    ['an ID token', 'token-invalid', {}, { typ: 'JWT' }],
    ['an unknown key', 'token-invalid', {}, { kid: 'two' }],
  ])('refuses %s', async (_, code, change, header) => {
    await expect(verify(await tokenOf(change, header))).rejects.toMatchObject({ code });
  });

  it('takes RSA signatures too, which many issuers make', async () => {
    const token = await tokenOf({}, { alg: 'RS256', kid: 'rsa' }, rsaKey);
    expect((await verify(token)).officer).toBe('east-1');
  });

  it('refuses a forged signature', async () => {
    await expect(verify(await tokenOf({}, {}, strange))).rejects.toMatchObject({ code: 'token-invalid' });
  });

  it('refuses unsigned tokens, and tokens under a shared secret', async () => {
    const shared = await new SignJWT(good())
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'one' })
      .sign(Buffer.alloc(32));
    for (const token of [new UnsecuredJWT(good()).encode(), shared]) {
      await expect(verify(token)).rejects.toMatchObject({ code: 'token-invalid' });
    }
  });

  it.each([
    '',
    'Bearer',
    'Basic dXNlcjpwYXNz',
    'Bearer a b',
    'Bearer é',
    `Bearer ${'a'.repeat(9000)}`,
    'Bearer a.b.c',
  ])('refuses the header %j', async (header) => {
    await expect(verifier.verify(header)).rejects.toMatchObject({ code: 'token-invalid' });
  });

  it('tells a missing token from a bad one', async () => {
    await expect(verifier.verify(undefined)).rejects.toMatchObject({ code: 'token-missing' });
  });

  it('does not blame the token when the issuer cannot be reached', async () => {
    const closed = await serveKeys([]);
    await new Promise((resolve) => closed.server.close(resolve));
    const token = await tokenOf({});
    await expect(verifierOf(closed.url).verify(`Bearer ${token}`)).rejects.toMatchObject({
      code: 'issuer-unreachable',
    });
  });

  it('follows no redirect to other keys', async () => {
    const elsewhere = createServer((_, response) => response.writeHead(302, { Location: url.href }).end());
    await once(elsewhere.listen(0, '127.0.0.1'), 'listening');
    const { port } = elsewhere.address() as AddressInfo;
    const redirected = verifierOf(new URL(`http://127.0.0.1:${port}/jwks`));
    await expect(redirected.verify(`Bearer ${await tokenOf({})}`)).rejects.toMatchObject({
      code: 'issuer-unreachable',
    });
    await new Promise((resolve) => elsewhere.close(resolve));
  });

  it('wants https for keys from elsewhere', () => {
    expect(() => remoteKeys(new URL('http://issuer.example/jwks'))).toThrow(TypeError);
    expect(() => remoteKeys(new URL('https://issuer.example/jwks'))).not.toThrow();
  });
});
