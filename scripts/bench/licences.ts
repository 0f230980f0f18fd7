// SPDX-License-Identifier: Apache-2.0
import { formatLicenceIdentifier } from '@guidang/chaincode/model';
import { contentDigest } from '@guidang/chaincode/proof';
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
export async function registerLicences(signIn: SignInAs, count: number): Promise<string[]> {
  await agree(signIn);
  const decider = await signIn(officers.eastDecider);
  const identifiers: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const identifier = formatLicenceIdentifier({
      type: licenceTypes.realEstate,
      issuer: departments.eastLand.code,
      serial: `2026${Date.now()}${String(index).padStart(3, '0')}`,
      version: '001',
    });
    await decider.post('/api/v1/licences', {
      identifier,
      issuedOn: '2026-01-05',
      region: regions.east,
      holders: [{ organisation: departments.eastMarket.code }],
      object: `999999001001GB00001F${String(index).padStart(8, '0')}`,
      validFrom: '2026-01-05',
    });
    identifiers.push(identifier);
  }
  return identifiers;
}

async function agree(signIn: SignInAs): Promise<void> {
  const changes = registryChanges.filter(({ kind }) => kind !== 'department');
  for (const [index, organisation] of consenting.entries()) {
    const governor = await signIn(governors[organisation]);
    const path = '/api/v1/registry/proposals';
    const act =
      index === 0
        ? governor.post(path, { id: proposal, changes })
        : governor.post(`${path}/${proposal}/approvals`, {
            digest: contentDigest({ id: proposal, changes }),
          });
    await act.catch(unlessAgreed);
  }
}

function unlessAgreed(error: unknown): void {
  const agreed = ['already-exists', 'state-conflict'];
  if (!(error instanceof ApiProblem) || !agreed.includes(error.code)) throw error;
}
