// SPDX-License-Identifier: Apache-2.0
import { departments, licences } from '@guidang/chaincode/model';
import { subjectsOf } from '@guidang/chaincode/commands';
import type { Sharing } from '../../outbox';
import { find } from '../../projection';
import type { Projection } from '../../projection';
import type { Caller } from '../caller';

const licencePrefix = 'licence~';

/** The input of group commit: who signs a command, its lock names, and the organisations that must endorse it. */
export async function sharingOf(
  { organisation, officer }: Caller,
  { type, body }: { readonly type: string; readonly body: unknown },
  projection: Projection,
): Promise<Sharing> {
  const subjects = subjectsOf(type, body);
  const owners = await Promise.all(subjects.map((subject) => ownerOf(subject, projection)));
  // The gateway's own organisation endorses everything that it sends.
  const others = owners.filter((owner) => owner !== undefined).filter((owner) => owner !== organisation);
  return { caller: `${organisation}~${officer}`, type, subjects, owners: [...new Set(others)] };
}

/** Changes of a licence need its owner's endorsement (key-level policy), and wherever its issuer has moved; an unknown one is new. */
async function ownerOf(subject: string, projection: Projection): Promise<string | undefined> {
  if (!subject.startsWith(licencePrefix)) return undefined;
  const identifier = subject.slice(licencePrefix.length);
  const licence = await find(projection, licences, identifier);
  if (licence === undefined) return undefined;
  return (await find(projection, departments, licence.issuer))?.organisation ?? licence.organisation;
}
