// SPDX-License-Identifier: Apache-2.0
import { formatLicenceIdentifier } from '@guidang/chaincode/model';
import type { RegistryChange } from '@guidang/chaincode/model';
import { proposalDigest, manifestOf } from '@guidang/chaincode/proof';
import { ApiProblem } from '../api-client';
import {
  departments,
  governors,
  licenceTypes,
  officers,
  regions,
  registryChanges,
} from '@guidang/chaincode/sample';
import type { OrganisationId } from '@guidang/chaincode/sample';
import type { SignInAs } from '../demo/seed';

/** Three of four organisations are a majority. */
const consenting: readonly OrganisationId[] = ['archives', 'east', 'west'];
const proposal = 'bench-licences';

/**
 * Registers licences in force, after the organisations have consented to their issuers.
 * @returns their identifiers.
 */
export async function registerBenchLicences(signIn: SignInAs, count: number): Promise<string[]> {
  const at = { issuer: departments.eastLand.code, licenceType: licenceTypes.realEstate };
  const serials = Array.from(
    { length: count },
    (_, index) => `2026${Date.now()}${String(index).padStart(3, '0')}`,
  );
  const identifiers = serials.map((serial) =>
    formatLicenceIdentifier({ type: at.licenceType, issuer: at.issuer, serial, version: '001' }),
  );
  const { root, count: licences, inclusionOf } = manifestOf(identifiers);
  await agree(
    signIn,
    proposal,
    registryChanges.filter(({ kind }) => kind !== 'department'),
  );
  await agree(signIn, `bench-existing-${root.slice(0, 16)}`, [
    { kind: 'registration', ...at, manifest: { root, count: licences }, until: '2099-12-31' },
  ]);
  const decider = await signIn(officers.eastDecider);
  for (const [index, identifier] of identifiers.entries()) {
    await decider.post('/api/v1/licences', {
      identifier,
      issuedOn: '2026-01-05',
      region: regions.east,
      holders: [{ organisation: departments.eastMarket.code }],
      object: unitOf(serials[index] ?? ''),
      validFrom: '2026-01-05',
      inclusion: inclusionOf(identifier),
    });
  }
  return identifiers;
}

async function agree(signIn: SignInAs, id: string, changes: readonly RegistryChange[]): Promise<void> {
  for (const [index, organisation] of consenting.entries()) {
    const governor = await signIn(governors[organisation]);
    const path = '/api/v1/registry/proposals';
    const act =
      index === 0
        ? governor.post(path, { id, changes })
        : governor.post(`${path}/${id}/approvals`, {
            digest: proposalDigest({ id, changes }),
          });
    await act.catch(unlessAgreed);
  }
}

function unlessAgreed(error: unknown): void {
  const agreed = ['already-exists', 'state-conflict'];
  if (!(error instanceof ApiProblem) || !agreed.includes(error.code)) throw error;
}

/** A real-estate unit of its own for each serial, which ends in digits of the run. */
function unitOf(serial: string): string {
  return `999999001001GB${serial.slice(-13, -8)}F${serial.slice(-8)}`;
}
