// SPDX-License-Identifier: Apache-2.0
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { departments } from './model';

/** The department that answers now for what a department has left, and the organisation that it belongs to. */
export async function ownerNow(
  code: string,
  unit: UnitOfWork,
): Promise<{ readonly organisation: string; readonly department: string }> {
  let department = code;
  for (let hop = 0; hop < limits.departmentSuccessorsMax; hop += 1) {
    const successor = (await unit.get(departments, department))?.successor;
    if (successor === undefined) break;
    department = successor;
  }
  return { organisation: (await unit.get(departments, department))?.organisation ?? '', department };
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
