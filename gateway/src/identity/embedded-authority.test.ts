// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import {
  checkRoot,
  isIssuedBy,
  parseCertificate,
  readOfficerCertificate,
} from '../../../chaincode/src/membership/certificate';
import { temporaryWallet } from '../testing/temporary-wallet';
import type { TemporaryWallet } from '../testing/temporary-wallet';
import { thrown } from '../../../chaincode/src/testing/thrown';
import { EmbeddedAuthority } from './embedded-authority';
import { openGatewayIdentity } from './gateway-identity';
import { SigningIdentity } from './signing-identity';

const clerk = { id: 'east-7f3a', department: '11100000000013338W', roles: ['acceptor', 'reviewer'] } as const;

describe('EmbeddedAuthority', () => {
  let temporary: TemporaryWallet;
  let authority: EmbeddedAuthority;

  beforeAll(async () => {
    temporary = await temporaryWallet();
    authority = await EmbeddedAuthority.open('east', temporary.wallet);
  });

  afterAll(() => temporary.close());

  it("issues officers' certificates that the chaincode reads", async () => {
    const entry = await authority.enrolOfficer(clerk);
    const certified = readOfficerCertificate(entry.certificatePem, await authority.rootCertificate());
    expect(certified).toMatchObject(clerk);
    expect(certified.certificate).toBe(new SigningIdentity(entry).fingerprint);
    expect(Date.parse(certified.validFrom)).toBeLessThan(Date.now());
    expect(Date.parse(certified.validUntil)).toBeGreaterThan(Date.now());
  });

  it('has a root that the registry accepts, and is issuer of the gateway too', async () => {
    const root = await authority.rootCertificate();
    expect(thrown(() => readOfficerCertificate(root, root))).toMatchObject({ code: 'certificate-invalid' });
    expect(() => {
      checkRoot(root);
    }).not.toThrow();
    const gateway = await authority.enrolGateway('gateway');
    expect(isIssuedBy(parseCertificate(gateway.certificatePem), root)).toBe(true);
    expect(new X509Certificate(gateway.certificatePem).ca).toBe(false);
  });

  it('gives a gateway no attributes of an officer', async () => {
    const gateway = await authority.enrolGateway('gateway');
    const root = await authority.rootCertificate();
    expect(thrown(() => readOfficerCertificate(gateway.certificatePem, root))).toMatchObject({
      code: 'certificate-invalid',
    });
  });

  it('keeps its root between starts, and has another one for each organisation', async () => {
    const again = await EmbeddedAuthority.open('east', temporary.wallet);
    expect(await again.rootCertificate()).toBe(await authority.rootCertificate());
    const west = await EmbeddedAuthority.open('west', temporary.wallet);
    const entry = await west.enrolOfficer(clerk);
    const root = await authority.rootCertificate();
    expect(thrown(() => readOfficerCertificate(entry.certificatePem, root))).toMatchObject({
      code: 'certificate-invalid',
    });
  });

  it("enrols the gateway's own identity once", async () => {
    const first = await openGatewayIdentity(authority, temporary.wallet, 'gateway.east');
    expect(await openGatewayIdentity(authority, temporary.wallet, 'gateway.east')).toEqual(first);
  });

  it('refuses a second officer of the same identifier', async () => {
    await temporary.wallet.put(await authority.enrolOfficer({ ...clerk, id: 'east-twice' }));
    await expect(authority.enrolOfficer({ ...clerk, id: 'east-twice' })).rejects.toMatchObject({
      code: 'officer-exists',
    });
  });
});
