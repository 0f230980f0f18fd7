// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'fabric-common';
import { carrierCertificate } from '../../testing/carrier-certificate';
import { identityFrom, openWallet, putIdentity } from './wallet';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const identity = {
  mspId: 'eastMSP',
  certificate: carrierCertificate,
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-wallet-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe("a wallet of fabric-network's", () => {
  it('keeps an identity on disk, for other programs and for the next start', async () => {
    await putIdentity(await openWallet(folder), 'gateway', identity);
    const again = await openWallet(folder);
    expect(await again.list()).toEqual(['gateway']);
    const found = await identityFrom(again, 'gateway');
    expect(found.identity).toMatchObject({
      mspId: 'eastMSP',
      credentials: { certificate: carrierCertificate, privateKey: identity.privateKey },
    });
  });

  it('signs with the identity, and names its organisation and certificate', async () => {
    const wallet = await openWallet();
    await putIdentity(wallet, 'gateway', identity);
    const { identity: stored, identityProvider } = await identityFrom(wallet, 'gateway');
    const user = await identityProvider.getUserContext(stored, 'whatever');
    const message = Buffer.from('proposal');
    const signature = user.getSigningIdentity().sign(message, {});
    expect(verify('sha256', message, createPublicKey(identity.privateKey), signature)).toBe(true);
    const creator = new Client('wallet-test').newIdentityContext(user).serializeIdentity();
    expect(creator.includes('eastMSP')).toBe(true);
    expect(creator.includes(carrierCertificate)).toBe(true);
    const { type, credentials } = identityProvider.fromJson(identityProvider.toJson(stored)) as typeof stored;
    expect([type, credentials]).toEqual([stored.type, stored.credentials]);
    expect(identityProvider.type).toBe('X.509');
    expect(identityProvider.getCryptoSuite()).toBeDefined();
  });

  it('has nobody under another label', async () => {
    await expect(identityFrom(await openWallet(), 'gateway')).rejects.toThrow('no X.509 identity gateway');
  });
});
