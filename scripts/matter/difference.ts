// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '@guidang/chaincode/model';
import type { MatterDefinition } from '@guidang/chaincode/model';

/** A place where two versions of a matter differ. */
interface Difference {
  /** Fields and codes, such as `materials.site-report.required`. */
  readonly at: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What a new version of a matter changes: materials, questions, steps and parts are compared by their codes, since their order is shown
 * by itself.
 */
export function differencesOf(before: MatterDefinition, after: MatterDefinition): Difference[] {
  return within('', byCode(before), byCode(after));
}

interface Coded {
  readonly code: string;
}

function byCode({ materials, questions, steps, parts, ...matter }: MatterDefinition): object {
  return {
    ...matter,
    materials: named(materials),
    ...(questions === undefined ? {} : { questions: named(questions) }),
    steps: named(steps),
    'order of steps': steps.map(({ code }) => code),
    ...(parts === undefined ? {} : { parts: named(parts), 'order of parts': parts.map(({ code }) => code) }),
  };
}

function named(list: readonly Coded[]): object {
  return Object.fromEntries(list.map(({ code, ...rest }) => [code, rest]));
}

function within(at: string, before: unknown, after: unknown): Difference[] {
  if (isSame(before, after)) return [];
  if (!isPlain(before) || !isPlain(after)) return [{ at, before, after }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => within(at === '' ? name : `${at}.${name}`, before[name], after[name]));
}

function isSame(before: unknown, after: unknown): boolean {
  if (before === undefined || after === undefined) return before === after;
  return canonicalJson(before) === canonicalJson(after);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
