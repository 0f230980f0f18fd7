// SPDX-License-Identifier: Apache-2.0
import type { ArchiveRecord, Case, Licence } from '@guidang/chaincode/model';
import type { Projection } from '../../projection';
import type { Caller } from '../caller';
import { succession } from '../registry/succession';

/** Whose a content is that an officer has stored; what a system stores may be for any licence of its organisation. */
export function holdersFor({ organisation, department, roles }: Caller): readonly string[] {
  return roles.includes('system') ? [department, ofOrganisation(organisation)] : [department];
}

/** Whose a file is that is printed for a licence here. */
export function holderForLicence({ identifier }: Pick<Licence, 'identifier'>): string {
  return `licence/${identifier}`;
}

/** Whose a content is that another organisation has handed over with a record. */
export function holderForRecord(id: string): string {
  return `record/${id}`;
}

/** Who must have stored a content so that it is a record's: its department, or one that answers for it by now. */
export async function holdersOfRecord(
  { id, department }: Pick<ArchiveRecord, 'id' | 'department'>,
  projection: Projection,
): Promise<readonly string[]> {
  return [...(await succession(department, projection)), holderForRecord(id)];
}

/** As {@link holdersOfRecord}, for a licence's file. */
export async function holdersOfLicence(
  { identifier, issuer, organisation }: Pick<Licence, 'identifier' | 'issuer' | 'organisation'>,
  projection: Projection,
): Promise<readonly string[]> {
  const answering = await succession(issuer, projection);
  return [...answering, ofOrganisation(organisation), holderForLicence({ identifier })];
}

/** As {@link holdersOfRecord}, for a file of a case, which a system of the organisation may have brought. */
export async function holdersOfCase(
  { department, organisation }: Pick<Case, 'department' | 'organisation'>,
  projection: Projection,
): Promise<readonly string[]> {
  return [...(await succession(department, projection)), ofOrganisation(organisation)];
}

function ofOrganisation(organisation: string): string {
  return `organisation/${organisation}`;
}
