// SPDX-License-Identifier: Apache-2.0
import { readConfig } from './config';

const embedded = { embedded: { organisations: [{ id: 'east', name: 'East' }] } };

describe('a wrong environment variable', () => {
  it.each([
    [{ GUIDANG_PORT: 'abc' }, /^GUIDANG_PORT must be a port, 0 to 65535, such as 3000; it is "abc"$/],
    [{ GUIDANG_PORT: '' }, /GUIDANG_PORT must be a port/],
    [{ GUIDANG_PORT: '70000' }, /it is "70000"/],
    [{ GUIDANG_DATA: '' }, /GUIDANG_DATA: must be a folder, such as \/var\/lib\/guidang; it is ""/],
    [{ GUIDANG_LOG_LEVEL: 'loud' }, /GUIDANG_LOG_LEVEL: .*"warn".*; it is "loud"/],
    [{ GUIDANG_PUBLIC_URL: 'no url' }, /GUIDANG_PUBLIC_URL: .*; it is "no url"/],
    [
      { GUIDANG_CONFIG: '/nowhere/config.json' },
      /^GUIDANG_CONFIG names \/nowhere\/config.json, which cannot be read/,
    ],
  ])('is named, with what it must be: %j', (environment, message) => {
    expect(() => readConfig(environment, embedded)).toThrow(message);
  });

  it('is not confused with a setting', () => {
    expect(() => readConfig({}, { ...embedded, port: -1 })).toThrow(/port: /);
    expect(readConfig({ GUIDANG_PORT: '3001' }, embedded).port).toBe(3001);
  });
});

describe('sign-in by browser at an issuer', () => {
  const pair = { certificateFile: 'c', keyFile: 'k' };
  const network = {
    connection: {
      ...{ network: 'n', channel: 'records', chaincode: 'guidang', organisation: 'east', mspId: 'eastMSP' },
      ...{ peerEndpoint: 'p:1', tlsRootCertificateFile: 'r', identity: pair, tls: pair, ordering: 'bft' },
      authority: {
        ...{
          url: 'https://ca.example',
          name: 'ca',
          tlsRootCertificateFile: 'r',
          identityRootCertificateFile: 'r',
        },
        registrar: { id: 'registrar', secret: 's' },
      },
      organisations: [],
    },
    organisation: { id: 'east', name: 'East' },
    signIn: { issuer: 'https://id.example', audience: 'urn:a', keysUrl: 'https://id.example/jwks' },
    browserSignIn: { clientId: 'east-gateway', clientSecretFile: 'client.secret' },
    peopleKeyFile: 'people.key',
  };

  it('has an address to which the issuer sends browsers back', () => {
    expect(() => readConfig({}, { network })).toThrow(/`network.browserSignIn` needs `publicUrl`/);
    const { network: read } = readConfig({}, { network, publicUrl: 'https://archive.example' });
    expect(read?.browserSignIn?.clientId).toBe('east-gateway');
    expect(readConfig({}, { network: { ...network, browserSignIn: undefined } }).publicUrl).toBeUndefined();
  });
});
