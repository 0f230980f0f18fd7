// SPDX-License-Identifier: Apache-2.0
import { inspect } from 'node:util';
import { freePort } from '../testing/free-port';
import { temporaryWallet } from '../testing/temporary-wallet';
import { thrown } from '../../../chaincode/src/testing/thrown';
import { FabricAuthority } from './fabric-authority';
import { authorityError } from './fabric-authority-error';

/** A real fabric-ca-server is tested in tests/fabric/identity.test.ts. */
describe('FabricAuthority without its server', () => {
  it('says that the authority is unreachable, and nothing of its secret', async () => {
    const { wallet, close } = await temporaryWallet();
    const authority = new FabricAuthority({
      organisation: 'east',
      mspId: 'eastMSP',
      url: `https://localhost:${await freePort()}`,
      name: 'east',
      tlsRootPem: '',
      registrar: { id: 'registrar.east', secret: 'MARKER-OF-A-SECRET' },
      wallet,
    });
    const failure: unknown = await authority.rootCertificate().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'authority-unreachable' });
    expect(inspect(failure, { depth: 9 })).not.toContain('MARKER-OF-A-SECRET');
    await close();
  });
});

describe('authorityError', () => {
  it.each([
    ['a taken identifier', { errors: [{ code: 74, message: 'taken' }] }, 'officer-exists'],
    ['any other refusal', { errors: [{ code: 20, message: 'no' }] }, 'authority-refused'],
    ['an empty list', { errors: [] }, 'authority-unreachable'],
    ['a failure of the connection', new Error('ECONNRESET'), 'authority-unreachable'],
    ['nothing', undefined, 'authority-unreachable'],
  ])('reads %s', (_, error, code) => {
    expect(thrown(() => authorityError(error))).toMatchObject({ code });
  });
});
