// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { createRecord } from '@guidang/chaincode/commands';
import { FabricAuthority, SigningIdentity } from '../../gateway/src/identity';
import type { ApiClient } from '../../scripts/api-client';
import { departments, fonds, governors, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { temporaryWallet } from '../../gateway/src/testing/temporary-wallet';
import { keyHolder, problemOf } from './running-network';
import type { RunningNetwork } from './running-network';
import { signedAlone } from './signed-command';

const record = {
  category: 'ZY·BDC',
  retention: 'Y',
  year: '2026',
  date: '2026-11-23',
  dossiers: [],
  contents: [],
  references: [],
};

const leaver: DemoOfficer = {
  id: 'east-land-leaver',
  organisation: 'east',
  department: departments.eastLand.code,
  roles: ['acceptor'],
};

const stranger: DemoOfficer = {
  id: 'west-land-archivist',
  organisation: 'west',
  department: departments.westLand.code,
  roles: ['archivist'],
};

/** Expects that the demo has run: its fonds is in the registry. */
export function officerCases(running: () => RunningNetwork): void {
  it('refuses the next command of an officer who has been revoked', async () => {
    await running().network.addOfficer(leaver);
    const officer = await running().as(leaver);
    const governor = await running().as(governors.east);
    await officer.post('/api/v1/records', record);
    await governor.post(`/api/v1/registry/officers/${await certificateOf(governor, leaver)}/revocation`, {
      reason: 'left-office',
    });
    await expect(problemOf(officer.post('/api/v1/records', record))).resolves.toMatchObject({
      status: 403,
      code: 'officer-revoked',
    });
  });

  it('refuses an archivist who would use up the numbers of a fonds of another department', async () => {
    await running().network.addOfficer(stranger);
    const archivist = await running().as(stranger);
    const { id } = await archivist.post<{ id: string }>('/api/v1/records', record);
    const { category, retention, year } = record;
    const series = { fonds: fonds.eastLand.code, category, retention, year };
    const arranged = archivist.post('/api/v1/records:arrange', { series, records: [{ id, version: 1 }] });
    await expect(problemOf(arranged)).resolves.toMatchObject({ status: 403, code: 'not-competent' });
  });

  it('carries commands of an officer who holds the key, for that officer only', async () => {
    const identity = await enrolAtAuthority(running(), keyHolder);
    const governor = await running().as(governors.east);
    await governor.post('/api/v1/registry/officers:register', { certificate: identity.certificatePem });
    const holder = await running().as(keyHolder);
    const created = await relay(holder, sign(running(), identity));
    expect(created).toMatchObject({ version: 1 });
    await expect(holder.get(`/api/v1/records/${created.id}`)).resolves.toMatchObject({
      department: keyHolder.department,
      state: 'collecting',
    });

    const another = await running().as(officers.eastAcceptor);
    const problem = await problemOf(relay(another, sign(running(), identity)));
    expect(problem).toMatchObject({ status: 403, code: 'officer-unknown' });
    // The gateway has no signing key for this officer.
    await expect(problemOf(holder.post('/api/v1/records', record))).resolves.toMatchObject({
      status: 403,
      code: 'officer-unknown',
    });
  });
}

export async function certificateOf(reader: ApiClient, { id }: DemoOfficer): Promise<string> {
  const path = '/api/v1/registry/officers?organisation=east&status=active&limit=100';
  const { items } = await reader.get<{ items: readonly { id: string; certificate: string }[] }>(path);
  return items.find((officer) => officer.id === id)?.certificate ?? '';
}

/** A key of the officer's own, certified by the organisation's real CA; the wallet exists only during this call. */
async function enrolAtAuthority(
  { network }: RunningNetwork,
  { id, organisation, department, roles }: DemoOfficer,
): Promise<SigningIdentity> {
  const { mspId, authority } = network.connection(organisation);
  const temporary = await temporaryWallet();
  try {
    const { url, name, registrar } = authority;
    const tlsRootPem = readFileSync(authority.tlsRootCertificateFile, 'utf8');
    const entry = await new FabricAuthority({
      ...{ organisation, mspId, url, name, registrar, tlsRootPem },
      wallet: temporary.wallet,
    }).enrolOfficer({ id, department, roles });
    return new SigningIdentity(entry);
  } finally {
    await temporary.close();
  }
}

function sign(running: RunningNetwork, identity: SigningIdentity): string {
  return signedAlone(running, identity, { type: createRecord.type, role: 'acceptor', body: record });
}

function relay(client: ApiClient, command: string): Promise<{ id: string; version: number }> {
  return client.send('/api/v1/commands', Buffer.from(command), { 'content-type': 'application/jose' });
}
