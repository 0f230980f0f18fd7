// SPDX-License-Identifier: Apache-2.0
import { officers } from '@guidang/chaincode/model';
import type { OfficerDirectory } from '../identity';
import { find } from '../projection';
import type { Projection } from '../projection';
import type { Caller } from '../application/caller';

/** Occurs at the first start, until the governor has registered one. */
export class NoSystemOfficer extends Error {
  constructor(organisation: string) {
    super(`${organisation} has no registered officer with the role system`);
    this.name = 'NoSystemOfficer';
  }
}

/**
 * The officer in whose name an organisation's gateway acts automatically.
 * @throws {NoSystemOfficer} if no active officer with the role `system` is registered yet: retry later.
 */
export async function systemOfficer(
  organisation: string,
  directory: OfficerDirectory,
  projection: Projection,
): Promise<Caller> {
  for (const id of await directory.listOfficers(organisation)) {
    const officer = await directory.findOfficer(organisation, id);
    if (officer === undefined || !officer.roles.includes('system')) continue;
    const registered = await find(projection, officers, officer.identity.fingerprint);
    if (registered?.status !== 'active') continue;
    return { organisation, officer: id, department: officer.department, roles: ['system'] };
  }
  throw new NoSystemOfficer(organisation);
}
