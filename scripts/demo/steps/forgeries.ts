// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { canonicalJson } from '@guidang/chaincode/model';
import type { Envelope, ProvenanceEvent } from '@guidang/chaincode/model';
import type { LedgerName } from '@guidang/gateway';
import { cancelLicence } from '@guidang/chaincode/commands';
import type { Written, DemoActor } from '../actor';
import { expectPresent, expectSame } from '../expect';
import { officers } from '@guidang/chaincode/sample';
import type { Stage } from '../stage';
import type { Completed } from './completion';

const jose = { 'content-type': 'application/jose' };

/** Commands without an officer's signature, or signed for something else, have no effect. */
export async function forgeries(stage: Stage, made: Completed): Promise<void> {
  stage.act('Forged signatures: the ledger trusts no carrier, not even the own gateway');
  const decider = await stage.as(officers.eastDecider);
  const history = `/api/v1/licences/${made.cancelled}/history`;
  const { items } = await decider.get<{ items: readonly ProvenanceEvent[] }>(history);
  const registered = expectPresent(
    'the registration',
    items.find(({ type }) => type === 'licence.registered'),
  );
  const { certificate, signature } = registered.officer;

  const envelope = cancellation(stage.ledger, made.licence);
  const altered = `${signingInput(certificate, envelope)}.${signature}`;
  await decider.refused(
    'sends a command under a genuine signature that was made for another one',
    { status: 403, code: 'signature-invalid' },
    () => decider.send('/api/v1/commands', Buffer.from(altered), jose),
  );
  const unknownCertificate = randomBytes(32).toString('hex');
  await decider.refused(
    'sends a command signed with a key that no organisation has registered',
    { status: 403, code: 'officer-unknown' },
    () => decider.send('/api/v1/commands', Buffer.from(selfSigned(unknownCertificate, envelope)), jose),
  );
}

/** Repeating a request has no second effect; reusing its key for another request is a conflict. */
export async function replay(stage: Stage, made: Completed): Promise<void> {
  stage.act('A replayed request: one effect only');
  const verifier = await stage.as(officers.westVerifier);
  const key = { 'idempotency-key': `demo-${stage.run}` };
  const path = `/api/v1/records/${made.record}/accesses`;
  const access = (purpose: string): Promise<Written> =>
    verifier.post(path, { purpose, basis: 'archives-law:28' }, key);
  const first = await access('title-check');
  const again = await access('title-check');
  expectSame('the outcome of the replayed request', again, first);
  verifier.did('sends the same request twice, under one Idempotency-Key: the first outcome is given again', {
    'idempotency-key': key['idempotency-key'],
    transaction: first.transaction,
  });
  await verifier.refused(
    'sends another request under that key',
    { status: 409, code: 'command-conflict' },
    () => access('curiosity'),
  );
  const archivist = await stage.as(officers.archivist);
  expectSame('the accesses that are on the ledger', await timesAccessed(archivist, path, first), 1);
}

async function timesAccessed(reader: DemoActor, path: string, { transaction }: Written): Promise<number> {
  const { items } = await reader.get<{ items: readonly ProvenanceEvent[] }>(path);
  return items.filter((event) => event.transaction === transaction && event.purpose === 'title-check').length;
}

function cancellation(ledger: LedgerName, identifier: string): Envelope {
  return {
    ...ledger,
    id: randomBytes(16).toString('base64url'),
    type: cancelLicence.type,
    role: 'decider',
    issuedAt: new Date().toISOString(),
    body: { identifier, version: 1, reason: 'forged', basis: 'none' },
  };
}

function selfSigned(certificate: string, envelope: Envelope): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const input = signingInput(certificate, envelope);
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

/** RFC 7515 section 5.1; the header names the signer's certificate by its hex SHA-256. */
function signingInput(certificate: string, envelope: Envelope): string {
  const thumbprint = Buffer.from(certificate, 'hex').toString('base64url');
  const header = { alg: 'ES256', typ: 'guidang-command', 'x5t#S256': thumbprint };
  return [header, envelope].map((part) => Buffer.from(canonicalJson(part)).toString('base64url')).join('.');
}
