// SPDX-License-Identifier: Apache-2.0
import { inspect } from 'node:util';
import fc from 'fast-check';
import type { Envelope } from '@guidang/chaincode/model';
import { createRecord } from '@guidang/chaincode/commands';
import {
  checkSignature,
  publicKeyFrom,
  readSignedCommand,
} from '../../../chaincode/src/command/signed-command';
import { readOfficerCertificate } from '../../../chaincode/src/membership/certificate';
import { temporaryWallet } from '../testing/temporary-wallet';
import type { TemporaryWallet } from '../testing/temporary-wallet';
import { thrown } from '../../../chaincode/src/testing/thrown';
import { signCommand } from './command-signer';
import { EmbeddedAuthority } from './embedded-authority';
import { SigningIdentity } from './signing-identity';
import type { OfficerEntry } from './wallet';

const envelope: Envelope = {
  type: createRecord.type,
  network: 'guidang',
  channel: 'records',
  id: 'command-1',
  role: 'acceptor',
  issuedAt: '2026-11-23T08:00:00.000Z',
  body: { title: '不动产转移登记', count: 1 },
};

describe('signCommand', () => {
  let temporary: TemporaryWallet;
  let entry: OfficerEntry;
  let other: OfficerEntry;
  let root: string;
  let identity: SigningIdentity;

  beforeAll(async () => {
    temporary = await temporaryWallet();
    const authority = await EmbeddedAuthority.open('east', temporary.wallet);
    const officer = { department: '11100000000013338W', roles: ['acceptor'] } as const;
    entry = await authority.enrolOfficer({ id: 'east-1', ...officer });
    other = await authority.enrolOfficer({ id: 'east-2', ...officer });
    root = await authority.rootCertificate();
    identity = new SigningIdentity(entry);
  });

  afterAll(() => temporary.close());

  const keyOf = ({ certificatePem }: OfficerEntry) =>
    publicKeyFrom(readOfficerCertificate(certificatePem, root).publicKey);

  it('makes what the chaincode reads and verifies', () => {
    const signed = readSignedCommand(signCommand(identity, envelope));
    expect(signed.envelope).toEqual(envelope);
    expect(signed.certificate).toBe(readOfficerCertificate(entry.certificatePem, root).certificate);
    expect(() => {
      checkSignature(signed, keyOf(entry));
    }).not.toThrow();
  });

  it("does not verify under another officer's key", () => {
    const signed = readSignedCommand(signCommand(identity, envelope));
    expect(
      thrown(() => {
        checkSignature(signed, keyOf(other));
      }),
    ).toMatchObject({ document: { code: 'signature-invalid' } });
  });

  it('has one spelling for one command, whatever the order of its members', () => {
    const reversed = Object.fromEntries(Object.entries(envelope).reverse()) as unknown as Envelope;
    const signingInput = (jws: string) => jws.slice(0, jws.lastIndexOf('.'));
    expect(signingInput(signCommand(identity, reversed))).toBe(signingInput(signCommand(identity, envelope)));
  });

  it('carries every JSON body unchanged', () => {
    const json = fc
      .jsonValue({ noUnicodeString: false, maxDepth: 4 })
      .map((body) => JSON.parse(JSON.stringify(body)) as unknown);
    fc.assert(
      fc.property(json, (body) => {
        const signed = readSignedCommand(signCommand(identity, { ...envelope, body }));
        checkSignature(signed, keyOf(entry));
        expect(signed.envelope.body).toEqual(body);
      }),
    );
  });
});

describe('SigningIdentity', () => {
  it('shows no key to a logger, and refuses the key of another certificate', async () => {
    const temporary = await temporaryWallet();
    const authority = await EmbeddedAuthority.open('east', temporary.wallet);
    const [one, two] = [await authority.enrolGateway('one'), await authority.enrolGateway('two')];
    const identity = new SigningIdentity(one);
    const secret = one.privateKeyPem.split('\n')[1] ?? '';
    for (const text of [JSON.stringify({ identity }), inspect(identity, { showHidden: true, depth: 9 })]) {
      expect(text).toContain('one');
      expect(text).not.toContain(secret);
    }
    const mixed = { ...one, privateKeyPem: two.privateKeyPem };
    expect(thrown(() => new SigningIdentity(mixed))).toBeInstanceOf(TypeError);
    await temporary.close();
  });
});
