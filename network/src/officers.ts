// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Applications, NetworkOfficer, SignInEntry } from './applications';
import type { Connection } from '@guidang/gateway/config/connection';
import { ask } from './http';
import type { ProcessTable } from './process-table';
import { startHealthy } from './start-healthy';

const timeoutMs = 60_000;
const tokenSchema = z.object({ access_token: z.string() });

interface SignInPlace {
  /** The identity provider. */
  readonly issuer: string;
  readonly trustFile: string;
}

/**
 * Signs an officer in with the client's own secret (RFC 6749 section 4.4).
 * @throws Error with the identity provider's answer when it refuses.
 */
export async function accessToken(
  { id, secret }: SignInEntry,
  { issuer, trustFile }: SignInPlace,
): Promise<string> {
  const { status, body } = await ask(`${issuer}/token`, {
    method: 'POST',
    timeoutMs,
    trustFile,
    headers: {
      Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  if (status !== 200) throw new Error(`${id} cannot sign in: ${status} ${body}`);
  return tokenSchema.parse(JSON.parse(body)).access_token;
}

/**
 * Has an organisation's gateway enrol an officer at the CA and register the certificate on the ledger.
 * @param token of a governor of the organisation.
 * @throws Error with the gateway's problem document when it refuses.
 */
export async function enrolOfficer(
  { id, department, roles }: NetworkOfficer,
  gateway: { readonly url: string; readonly trustFile: string; readonly token: string },
): Promise<void> {
  const { status, body } = await ask(`${gateway.url}/api/v1/registry/officers`, {
    method: 'POST',
    timeoutMs,
    trustFile: gateway.trustFile,
    headers: {
      Authorization: `Bearer ${gateway.token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
    },
    body: JSON.stringify({ id, department, roles }),
  });
  if (status !== 201 && status !== 202) throw new Error(`${id} was not registered: ${status} ${body}`);
}

/** Adds an officer at the identity provider, and restarts it, since it reads its clients only when it starts. */
export async function admitOfficer(
  officer: NetworkOfficer,
  applications: Applications,
  table: ProcessTable,
  connectionOf: (organisation: string) => Connection,
): Promise<SignInEntry> {
  applications.save({ organisations: {}, officers: [officer] });
  applications.configure(connectionOf);
  const provider = applications.definitions(connectionOf).filter(({ name }) => name.endsWith('.issuer'));
  for (const { name } of provider) await table.stop(name);
  await startHealthy(table, provider);
  const entry = applications.officers().find(({ id }) => id === officer.id);
  if (entry === undefined) throw new Error(`${officer.id} was not saved`);
  return entry;
}
