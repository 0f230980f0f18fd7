// SPDX-License-Identifier: Apache-2.0
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { departments } from './model';
import type { Department } from './model';

/**
 * Whose a department's records, cases and licences are: the department that answers for it now, and the organisation to
 * which the registry gives that one. The organisation that a stored value names may have lost it since.
 */
export async function ownerNow(
  code: string,
  unit: UnitOfWork,
): Promise<{ readonly organisation: string; readonly department: string }> {
  const last = (await succession(code, unit)).at(-1);
  return { organisation: last?.organisation ?? '', department: last?.code ?? code };
}

/**
 * The organisations to which a department and all who ever answered for it have belonged. Also successors of before
 * count: a licence that one of them has revoked must stay revoked when a majority undoes the merger.
 */
export async function organisationsOf(code: string, unit: UnitOfWork): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const seen = new Set<string>();
  for (const open = [code]; open.length > 0;) {
    const next = open.pop() ?? '';
    if (seen.has(next)) continue;
    seen.add(next);
    const department = await unit.get(departments, next);
    if (department === undefined) continue;
    const { organisation, formerly = [], successor, formerSuccessors = [] } = department;
    for (const left of formerly) found.add(left.organisation);
    found.add(organisation);
    open.push(...formerSuccessors, ...(successor === undefined ? [] : [successor]));
  }
  return found;
}

/** A department and those that have succeeded it, in order. */
async function succession(code: string, unit: UnitOfWork): Promise<readonly Department[]> {
  const line: Department[] = [];
  for (let next: string | undefined = code; next !== undefined;) {
    const department: Department | undefined = await unit.get(departments, next);
    if (department === undefined || line.length > limits.departmentSuccessorsMax) break;
    line.push(department);
    next = department.successor;
  }
  return line;
}

/** Whether two departments have one that answers for both now. */
export async function areAnsweredForByOne(one: string, other: string, unit: UnitOfWork): Promise<boolean> {
  return (await ownerNow(one, unit)).department === (await ownerNow(other, unit)).department;
}

/**
 * Refuses a successor that does not exist, or that would itself be followed by the department: nobody would answer then.
 * @throws {Refusal} `not-found`, `state-conflict`; `limit-exceeded` for too long a line of successors.
 */
export async function demandSuccession(code: string, successor: string, unit: UnitOfWork): Promise<void> {
  let next: string | undefined = successor;
  for (let hop = 0; next !== undefined; hop += 1) {
    demand(next !== code, 'state-conflict', 'a department cannot succeed itself');
    demand(hop < limits.departmentSuccessorsMax, 'limit-exceeded', 'the line of successors is too long');
    const department: { readonly successor?: string | undefined } | undefined = await unit.get(
      departments,
      next,
    );
    if (department === undefined) {
      throw new Refusal('not-found', `the department ${next} is not in the registry`);
    }
    next = department.successor;
  }
}
