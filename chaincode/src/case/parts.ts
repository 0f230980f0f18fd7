// SPDX-License-Identifier: Apache-2.0
import { parseLicenceIdentifier } from '../identifier';
import type { Matter } from '../matter/model';
import type { PartDefinition, PartMaterial } from '../matter/part-definition';
import type { JointMatter } from '../matter/parts';
import { namesIn } from '../matter/predicate-shape';
import { holds } from '../matter/predicate';
import type { Facts, PartStatus } from '../matter/predicate';
import { answersGiven, withAnswers } from './answers';
import { answersOf, promisedOf } from './asked-facts';
import { complete } from './complete';
import type { CaseEffect } from './effects';
import { archive, openedCase } from './engine';
import type { Opening } from './engine';
import { caseIdOf } from './model';
import type { Case, CasePart, Material, SettledPart } from './model';
import { partNumberOf } from './part-number';

/*
 * The rules of joint cases (一件事), pure: what follows from how their parts stand. docs/decisions/0020-joint-matters.md
 * says why. They see the statuses that they are given and no others, so that a transaction reads what it must alone.
 */

type Statuses = Readonly<Record<string, PartStatus>>;
type Rows = ReadonlyMap<string, CasePart>;

/** What the conditions of a joint matter see: materials, answers and parts. */
function factsOfJoint(joint: Case, matter: JointMatter, parts: Statuses): Facts {
  const { materials } = joint;
  const present = materials.map(({ code }) => code);
  const required = matter.materials.filter((material) => material.required).map(({ code }) => code);
  return {
    materials: present,
    missing: required.filter((code) => !present.includes(code)),
    decisions: {},
    licences: {},
    restrictions: { object: [], licences: {} },
    parts,
    ...promisedOf(joint, matter),
    ...answersOf(joint, matter),
  };
}

/** The parts whose beginning hangs on one of these. */
export function waitingFor({ parts }: JointMatter, changed: readonly string[]): readonly PartDefinition[] {
  return parts.filter((part) => partsNamedBy(part).some((code) => changed.includes(code)));
}

/** The parts that the beginning of a part hangs on. */
export function partsNamedBy({ begins }: PartDefinition): readonly string[] {
  return begins === undefined ? [] : [...new Set(namesIn(begins).parts)];
}

/** @param parts the statuses of those that it names. */
export function mayBegin(
  { begins }: PartDefinition,
  joint: Case,
  matter: JointMatter,
  parts: Statuses,
): boolean {
  return begins === undefined || holds(begins, factsOfJoint(joint, matter, parts));
}

export function isRunning(status: PartStatus): boolean {
  return status === 'running' || status === 'late';
}

/** How a part stands after a change of its case; `undefined` where that tells its joint case nothing. */
export function statusAfter(before: Case, after: Case): CasePart['status'] | undefined {
  const end = endStatuses.find((status) => status === after.state);
  if (end !== undefined) return end;
  // A report that has accepted the case has mended what was late.
  return after.state === before.state && reportsOf(after) > reportsOf(before) ? 'late' : undefined;
}

/** A part ends as its case does. */
const endStatuses = ['closed', 'refused', 'not-accepted', 'withdrawn', 'terminated'] as const;

function reportsOf({ timeLimits }: Case): number {
  return [timeLimits?.acceptance, timeLimits?.decision].filter((limit) => limit?.reported !== undefined)
    .length;
}

/** The joint case as it opens: accepted where it is handed in, for its parts are accepted by their departments. */
export function openedJoint(matter: JointMatter, opening: Opening, parts: SettledPart[]): Case {
  const { timeLimits: _, ...opened } = openedCase(matter, opening);
  return { ...opened, schema: 2, state: 'accepted', acceptedAt: opening.openedAt, parts };
}

/** Where a part is handled, and under which version of its matter. */
interface Place {
  readonly owner: { readonly organisation: string; readonly department: string };
  readonly single: Matter;
  readonly at: string;
}

/** The case of a part, as it begins. */
export function beginningOf(
  part: PartDefinition,
  joint: Case,
  rows: Rows,
  { owner, single, at }: Place,
): Case {
  const place = (joint.parts ?? []).findIndex(({ code }) => code === part.code);
  const { region, applicant, representative, object, namedBy } = joint;
  const opened = openedCase(single, {
    id: caseIdOf(owner.department, partNumberOf(joint.id, place)),
    ...owner,
    region,
    openedAt: at,
    applicant,
    representative,
    object,
    namedBy,
    materials: materialsOf(part, joint, rows, single),
  });
  const begun: Case = { ...opened, schema: 2, partOf: { case: joint.id, part: part.code } };
  return withAnswers(begun, answersGiven(part, joint, single));
}

/** What a part is given, without the applicant, in its matter's order; what there is not, its department asks for. */
function materialsOf(
  part: PartDefinition,
  joint: Case,
  rows: Rows,
  { materials: asked }: Matter,
): Material[] {
  return asked.flatMap(({ code, licenceType }): Material[] => {
    const from = part.materials[code];
    if (from === undefined) return [];
    const source = sourceOf(from, { joint, rows, licenceType });
    return source === undefined ? [] : [{ code, source }];
  });
}

interface Givers {
  readonly joint: Case;
  readonly rows: Rows;
  readonly licenceType: string | undefined;
}

function sourceOf(from: PartMaterial, { joint, rows, licenceType }: Givers): Material['source'] | undefined {
  if ('material' in from) {
    return joint.materials.find((material) => material.code === from.material)?.source;
  }
  if ('recordOf' in from) {
    const record = rows.get(from.recordOf)?.record;
    return record === undefined ? undefined : { record };
  }
  const licence = rows
    .get(from.licenceOf)
    ?.issued?.find((each) => licenceType === undefined || parseLicenceIdentifier(each).type === licenceType);
  return licence === undefined ? undefined : { licence };
}

/** Ends a joint case of which nothing runs any more: its record refers to those of its parts (案卷). */
export function endJoint(
  joint: Case,
  matter: JointMatter,
  rows: Rows,
  { at, reason }: { readonly at: string; readonly reason?: string | undefined },
): readonly CaseEffect[] {
  const parts = (joint.parts ?? []).map((part): SettledPart => {
    const { status = 'skipped', case: id, record } = rows.get(part.code) ?? {};
    return {
      ...part,
      status,
      ...(id === undefined ? {} : { case: id }),
      ...(record === undefined ? {} : { record }),
    };
  });
  const facts = factsOfJoint(
    joint,
    matter,
    Object.fromEntries(parts.map(({ code, status = 'skipped' }) => [code, status])),
  );
  const settled = { ...joint, parts };
  if (holds(matter.completion, facts)) {
    const ledger = { records: new Map<string, never>(), licences: new Map<string, never>() };
    return complete(facts, { subject: settled, matter, ledger, at }).effects;
  }
  const begun = parts.filter((part) => part.case !== undefined);
  const state = begun.every(({ status }) => status === 'withdrawn') ? 'withdrawn' : 'terminated';
  const ended: Case = {
    ...settled,
    version: joint.version + 1,
    state,
    ...(reason === undefined ? {} : { reason }),
  };
  const data = { from: joint.state, to: state, ...(reason === undefined ? {} : { reason }) };
  return [
    { kind: 'new-version', case: ended, event: { type: 'case.state-changed', data } },
    ...archive(ended, matter, at).effects,
  ];
}
