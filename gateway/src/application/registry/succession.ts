// SPDX-License-Identifier: Apache-2.0
import { departments, limits } from '@guidang/chaincode/model';
import type { EventType } from '@guidang/chaincode/model';
import { LRUCache } from 'lru-cache';
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

/** After which others may answer for a department than before. */
const changing: readonly EventType[] = ['department.entered', 'department.changed'];
const departmentsKnownMax = 1_000;

interface Answered {
  readonly codes: readonly string[];
  /** How many blocks there were before it was looked for. */
  readonly height: number;
}

/** Every request asks, and departments hardly ever change. */
const known = new WeakMap<Projection, LRUCache<string, Answered>>();

/** A department, and those whose place it has taken (机构改革), also by way of others. */
export async function answeredForBy(code: string, projection: Projection): Promise<readonly string[]> {
  const kept = known.get(projection) ?? new LRUCache<string, Answered>({ max: departmentsKnownMax });
  known.set(projection, kept);
  const present = kept.get(code);
  const isNew = changing.some((type) => projection.hasEventSince(type, present?.height ?? 0));
  if (present !== undefined && !isNew) return present.codes;
  // Before the look: what a block changes meanwhile is looked for once more.
  const { height } = projection.checkpoint;
  const codes = await lookForAnswered(code, projection);
  kept.set(code, { codes, height });
  return codes;
}

async function lookForAnswered(code: string, projection: Projection): Promise<readonly string[]> {
  const found = new Set(code === '' ? [] : [code]);
  // A set goes on to what is added to it meanwhile.
  for (const next of found) {
    const { items } = await list(projection, { index: indexes.successor.by(next), limit: mergedMax });
    for (const merged of items) found.add(merged.code);
  }
  return [...found];
}
