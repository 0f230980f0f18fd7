// SPDX-License-Identifier: Apache-2.0
import { isGeneralPeriod, isReadable } from '../identifier';
import { effectiveStatuses, restrictionKinds } from './licence-type';
import { conditionsOf } from './model';
import type { MatterDefinition } from './model';
import { namesIn } from './predicate-shape';

/** What is wrong in a matter, and where. */
interface Fault {
  readonly path: (string | number)[];
  readonly message: string;
}

/**
 * What a matter names or says that no matter may: publishing refuses it. Older ones that are stored may name it, so
 * that no schema asks; whoever writes one is told before it is put to others.
 */
export function unknownValuesIn(definition: MatterDefinition): Fault[] {
  return [...unknownPeriods(definition), ...unknownNames(definition), ...unreadableTexts(definition)];
}

/** The record of a case names no fonds, so that its period must be one that any record may have. */
function unknownPeriods({ archive }: MatterDefinition): Fault[] {
  const ends = Object.entries(archive.byOutcome ?? {}).map(([end, { retention }]) => ({
    at: ['byOutcome', end],
    retention,
  }));
  return [{ at: [], retention: archive.retention }, ...ends]
    .filter(({ retention }) => !isGeneralPeriod(retention))
    .map(({ at }) => ({
      path: ['archive', ...at, 'retention'],
      message: 'no retention period in use: Y, D30, D10, of accounting D3, D5, D15, D25',
    }));
}

/** A status or a restriction that there is not would make a condition fail, or hold, for ever. */
function unknownNames(definition: MatterDefinition): Fault[] {
  return conditionsOf(definition).flatMap(({ path, condition }) => {
    const { statuses, kinds } = namesIn(condition);
    return [
      ...unknownAmong(statuses, effectiveStatuses, 'status of a licence'),
      ...unknownAmong(kinds, restrictionKinds, 'kind of restriction'),
    ].map((message) => ({ path, message }));
  });
}

function unknownAmong(named: readonly string[], known: readonly string[], what: string): string[] {
  const unknown = named.filter((each) => !known.includes(each));
  return unknown.length === 0
    ? []
    : [`the condition names no ${what}: ${unknown.join(', ')}; there are ${known.join(', ')}`];
}

/** What officers and applicants read, in lists, on pages, on paper and on terminals. */
function unreadableTexts(definition: MatterDefinition): Fault[] {
  return textsOf(definition)
    .filter(({ text }) => !isReadable(text))
    .map(({ path }) => ({ path, message: 'must say something, in characters that can be seen' }));
}

interface Text {
  readonly path: (string | number)[];
  readonly text: string;
}

function textsOf({ name, materials, steps, parts = [], questions = [] }: MatterDefinition): Text[] {
  const named = Object.entries({ materials, steps, parts }).flatMap(([field, list]) =>
    list.map((each, index): Text => ({ path: [field, index, 'name'], text: each.name })),
  );
  const asked = questions.flatMap(({ text, choices = [] }, index) => [
    ...inEach(['questions', index, 'text'], text),
    ...choices.flatMap((choice, at) => inEach(['questions', index, 'choices', at, 'text'], choice.text)),
  ]);
  return [{ path: ['name'], text: name }, ...named, ...asked];
}

function inEach(path: Text['path'], { zh, en }: { readonly zh: string; readonly en: string }): Text[] {
  return [
    { path: [...path, 'zh'], text: zh },
    { path: [...path, 'en'], text: en },
  ];
}
