// SPDX-License-Identifier: Apache-2.0
import { licences } from '@guidang/chaincode/model';
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
  const others = owners.filter((owner) => owner !== undefined && owner !== organisation);
  return { caller: `${organisation}~${officer}`, type, subjects, owners: [...new Set(others)] as string[] };
}

/** Later changes of a licence need its owner's endorsement (key-level policy); an unknown licence is new. */
async function ownerOf(subject: string, projection: Projection): Promise<string | undefined> {
  if (!subject.startsWith(licencePrefix)) return undefined;
  const identifier = subject.slice(licencePrefix.length);
  return (await find(projection, licences, identifier))?.organisation;
}
