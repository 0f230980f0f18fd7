// SPDX-License-Identifier: Apache-2.0
import { departments, limits } from '@guidang/chaincode/model';
import { find, list, modules } from '../../projection';
import type { Projection } from '../../projection';

const { indexes } = modules.registry;

/** A department and those that have taken its place since, in order. */
export async function succession(code: string, projection: Projection): Promise<readonly string[]> {
  const line = [code];
  for (let next: string | undefined = code; line.length <= limits.departmentSuccessorsMax;) {
    next = (await find(projection, departments, next))?.successor;
    if (next === undefined) break;
    line.push(next);
  }
  return line;
}

/** Whether a department answers now for what is this one's. */
export async function answersFor(department: string, of: string, projection: Projection): Promise<boolean> {
  return (await succession(of, projection)).at(-1) === department;
}

interface OfOrganisation {
  readonly department: string | undefined;
  readonly organisation: string | undefined;
}

/** Whether a department, if any is named, is of this organisation, if any is: what the ledger says elsewhere of that may be past. */
export async function belongs(
  { department, organisation }: OfOrganisation,
  projection: Projection,
): Promise<boolean> {
  if (department === undefined || organisation === undefined) return true;
  return (await find(projection, departments, department))?.organisation === organisation;
}

/** Departments that one has taken the place of at most: a reorganisation (机构改革) merges tens. */
const mergedMax = 1_000;

/** A department, and those whose place it has taken (机构改革), also by way of others. */
export async function answeredForBy(code: string, projection: Projection): Promise<readonly string[]> {
  const found = new Set(code === '' ? [] : [code]);
  // A set goes on to what is added to it meanwhile.
  for (const next of found) {
    const { items } = await list(projection, { index: indexes.successor.by(next), limit: mergedMax });
    for (const merged of items) found.add(merged.code);
  }
  return [...found];
}
