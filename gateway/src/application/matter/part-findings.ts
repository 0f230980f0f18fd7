// SPDX-License-Identifier: Apache-2.0
import { namesIn, partStatuses } from '@guidang/chaincode/model';
import type { MatterDefinition, PartDefinition, PartStatus, Predicate } from '@guidang/chaincode/model';
import { answerable, promisable, verdictOn } from './decide-condition';
import type { Known } from './decide-condition';
import type { Finding } from './finding';
import { heldBefore } from './lasting';

/** How parts can stand when a condition is asked, whichever parts those are. */
type Standing = Known['parts'];

const neverBegun: readonly PartStatus[] = ['waiting', 'skipped'];

/** The parts that some case may begin, found from those that wait for none: whatever is left never begins. */
export function partsThatBegin(matter: MatterDefinition, mustStop: () => boolean): ReadonlySet<string> {
  const { parts = [] } = matter;
  const found = new Set<string>();
  for (let before = -1; before < found.size;) {
    before = found.size;
    const standing = new Map(parts.map(({ code }) => [code, found.has(code) ? partStatuses : neverBegun]));
    for (const { code, begins } of parts) {
      const together = begins && { all: [heldBefore(['parts'], matter), begins] };
      const verdict = together && verdictOn(together, knownWith(standing, matter), mustStop);
      if (verdict !== 'never') found.add(code);
    }
  }
  return found;
}

/** How the parts can stand when another one is asked whether it begins. */
export function standingBefore(matter: MatterDefinition, mustStop: () => boolean): Standing {
  return standingOf(matter, partStatuses, neverBegun, mustStop);
}

/** How they can stand when the joint case ends. */
export function standingAtEnd(matter: MatterDefinition, mustStop: () => boolean): Standing {
  const open: readonly PartStatus[] = ['waiting', 'running', 'late'];
  const ends = partStatuses.filter((status) => !open.includes(status));
  return standingOf(matter, ends, ['skipped'], mustStop);
}

function standingOf(
  matter: MatterDefinition,
  begun: readonly PartStatus[],
  others: readonly PartStatus[],
  mustStop: () => boolean,
): Standing {
  const begin = partsThatBegin(matter, mustStop);
  return new Map((matter.parts ?? []).map(({ code }) => [code, begin.has(code) ? begun : others]));
}

/** What a joint matter knows besides its parts: materials may be there or not, and questions be answered, and nothing else is asked. */
function knownWith(parts: Standing, matter: MatterDefinition): Known {
  return {
    required: matter.materials.filter(({ required }) => required).map(({ code }) => code),
    licences: [],
    promises: promisable(matter.materials),
    answers: answerable(matter),
    approved: [],
    mayBeApproved: [],
    parts,
  };
}

/** Parts that no case begins: they wait for each other, or for what never is. */
export function partFindings(matter: MatterDefinition, mustStop: () => boolean): Finding[] {
  const { parts = [] } = matter;
  const begin = partsThatBegin(matter, mustStop);
  const never = parts.filter(({ code }) => !begin.has(code));
  const findings = never.map((part): Finding => {
    const loop = loopFrom(part.code, never);
    const path = ['parts', parts.indexOf(part), 'begins'];
    if (loop === undefined) {
      return { path, en: `the part ${part.code} can never begin`, zh: `子事项 ${part.code} 不可能开始` };
    }
    const way = loop.join(' → ');
    return {
      path,
      en: `the part ${part.code} can never begin: these wait for each other, ${way}`,
      zh: `子事项 ${part.code} 不可能开始：相互等待，${way}`,
    };
  });
  return [
    ...findings,
    ...partsOfThemselves(matter),
    ...parts.flatMap((part, at) => giftFindings(part, at, { matter, begin, mustStop })),
  ];
}

function partsOfThemselves({ id, parts = [] }: MatterDefinition): Finding[] {
  return parts.flatMap((part, at) =>
    part.matter === id
      ? {
          path: ['parts', at, 'matter'],
          en: `the part ${part.code} can never begin: it is handled under this joint matter itself`,
          zh: `子事项 ${part.code} 不可能开始：其事项就是本联办事项自身`,
        }
      : [],
  );
}

/** The way from a part back to itself over those that it waits for. */
function loopFrom(code: string, among: readonly PartDefinition[]): readonly string[] | undefined {
  const seen = new Set<string>();
  const search = (at: string, way: readonly string[]): readonly string[] | undefined => {
    for (const next of namedBy(among.find((part) => part.code === at))) {
      if (next === code) return [...way, next];
      if (seen.has(next) || !among.some((part) => part.code === next)) continue;
      seen.add(next);
      const found = search(next, [...way, next]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(code, [code]);
}

function namedBy(part: PartDefinition | undefined): readonly string[] {
  return part?.begins === undefined ? [] : namesIn(part.begins).parts;
}

interface Giving {
  readonly matter: MatterDefinition;
  readonly begin: ReadonlySet<string>;
  readonly mustStop: () => boolean;
}

/** Results of other parts that are never there when the part begins: it would be given nothing in their place. */
function giftFindings(
  { code, begins, materials }: PartDefinition,
  at: number,
  { matter, begin, mustStop }: Giving,
): Finding[] {
  if (!begin.has(code)) return [];
  const known = knownWith(standingBefore(matter, mustStop), matter);
  return Object.entries(materials).flatMap(([material, from]): Finding[] => {
    if ('material' in from) return [];
    const [giver, ends]: [string, PartStatus[]] =
      'licenceOf' in from
        ? [from.licenceOf, ['closed']]
        : [from.recordOf, ['closed', 'refused', 'not-accepted', 'withdrawn', 'terminated']];
    const isThere: Predicate = { part: giver, is: ends };
    const together: Predicate = begins === undefined ? isThere : { all: [begins, isThere] };
    const isEver = begins !== undefined && verdictOn(together, known, mustStop) !== 'never';
    if (isEver) return [];
    return [
      {
        path: ['parts', at, 'materials', material],
        en: `${code} begins before ${giver} has ended: ${material} is never given`,
        zh: `子事项 ${code} 在 ${giver} 办结之前开始：材料 ${material} 永远无法提供`,
      },
    ];
  });
}
