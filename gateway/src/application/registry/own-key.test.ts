// SPDX-License-Identifier: Apache-2.0
import { randomUUID, X509Certificate } from 'node:crypto';
import { createRecord, registerOfficer, revokeOfficer } from '@guidang/chaincode/commands';
import { governors, officers } from '@guidang/chaincode/sample';
import { signCommand } from '../../identity';
import { newCertificateRequest } from '../../identity/certificate-request';
import { SigningIdentity } from '../../identity/signing-identity';
import { callerOf, EmbeddedGateway } from '../../testing/embedded-gateway';

jest.setTimeout(60_000);

const officer = officers.eastRegistrar;
const record = {
  category: 'ZY·BDC',
  retention: 'D30',
  year: '2026',
  date: '2026-11-20',
  dossiers: [],
  contents: [],
  references: [],
};

let gateway: EmbeddedGateway;
let own: SigningIdentity;

function relay(identity: SigningIdentity, as = officer) {
  const jws = signCommand(identity, {
    ...gateway.context.ledgerName,
    id: randomUUID(),
    type: createRecord.type,
    role: 'registrar',
    issuedAt: new Date().toISOString(),
    body: record,
  });
  return gateway.services.commands.relay(callerOf(as), jws);
}

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  const { requestPem, privateKeyPem } = await newCertificateRequest(officer.id);
  const certificatePem = await gateway.services.http.registry.certifyOwnKey(callerOf(officer), requestPem);
  own = new SigningIdentity({ ...officer, certificatePem, privateKeyPem });
});
afterAll(() => gateway.close());

it('signs nothing before a governor has registered its certificate, and afterwards for its officer alone', async () => {
  await expect(relay(own)).rejects.toMatchObject({ code: 'officer-unknown' });
  await gateway.give(governors.east, registerOfficer, { certificate: own.certificatePem });
  const outcome = await relay(own);
  if (!('result' in outcome)) throw new Error('the command is still on its way');
  await gateway.reach(outcome.block);
  const subject = { kind: 'record', id: outcome.result['id'] as string } as const;
  const history = await gateway.services.http.events.history({ filters: { subject }, limit: 1 });
  expect(history?.items[0]?.officer).toMatchObject({ officer: officer.id, certificate: own.fingerprint });
  await expect(relay(own, officers.eastAcceptor)).rejects.toMatchObject({ code: 'officer-unknown' });
});

it('is one certificate of an officer who has two, found by the pseudonym, and one person to sign in as', async () => {
  const { items } = await gateway.services.http.registry.officers({
    filters: { organisation: 'east', id: officer.id },
    limit: 10,
  });
  expect(items.map(({ certificate }) => certificate)).toContain(own.fingerprint);
  expect(items).toHaveLength(2);
  const signIn = gateway.services.http.browserSignIn;
  if (signIn.kind !== 'cards') throw new Error('the embedded default signs in by cards');
  const cards = (await signIn.cards()).filter((card) => card.officer === officer.id);
  expect(cards).toHaveLength(1);
});

it('ends with its revocation, and the other key does not', async () => {
  const body = { certificate: own.fingerprint, reason: 'browser-lost' };
  await gateway.give(governors.east, revokeOfficer, body);
  await expect(relay(own)).rejects.toMatchObject({ code: 'officer-revoked' });
  await expect(gateway.give(officer, createRecord, record)).resolves.toMatchObject({ repeated: false });
});

it('is certified for the own name only', async () => {
  const { requestPem } = await newCertificateRequest(officers.eastDecider.id);
  const asked = gateway.services.http.registry.certifyOwnKey(callerOf(officer), requestPem);
  await expect(asked).rejects.toMatchObject({ code: 'certificate-invalid' });
  expect(new X509Certificate(own.certificatePem).subject).toContain(`CN=${officer.id}`);
});
