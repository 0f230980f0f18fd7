// SPDX-License-Identifier: Apache-2.0
import { conditionsOf, namesIn, rolesFor, unknownValuesIn } from '@guidang/chaincode/model';
import type { MatterDefinition, Predicate } from '@guidang/chaincode/model';
import { chineseOf } from '../../errors/schema-faults';
import { answerable, promisable, verdictOn } from './decide-condition';
import type { Known, Verdict } from './decide-condition';
import type { Finding, Path } from './finding';
import { heldBefore } from './lasting';
import { partFindings, partsThatBegin, standingAtEnd, standingBefore } from './part-findings';

/** A condition of a matter, where it stands, and what is known whenever it is evaluated. */
interface Placed {
  readonly path: Path;
  readonly condition: Predicate;
  readonly known: Known;
  /** What holds from earlier conditions then; absent where one must not hold itself. */
  readonly before?: Predicate | undefined;
}

/** How long the conditions of one matter are searched; what is not found by then is said to be not decided. */
const searchMsMax = 2_000;

/** What no schema can see in a matter, as far as it is found in time: it keeps its thread busy meanwhile. */
export function findingsInTime(matter: MatterDefinition): Finding[] {
  const until = performance.now() + searchMsMax;
  return findingsIn(matter, () => performance.now() > until);
}

/**
 * What no schema can see in a matter, certain findings only: whatever is said to be so is so in every case.
 * @param mustStop true when the time is up: conditions that are not searched to the end by then are said to be open.
 */
export function findingsIn(matter: MatterDefinition, mustStop: () => boolean): Finding[] {
  return [
    ...placedConditions(matter, mustStop).flatMap((placed) => constantParts(placed, mustStop)),
    ...completesUndecided(matter, mustStop),
    ...partFindings(matter, mustStop),
    ...stepsOfNobody(matter),
    ...unreadMaterials(matter),
    ...limitsOfForms(matter),
    ...unreadQuestions(matter),
    ...questionsForNobody(matter),
    ...licencesThatAreNone(matter),
    ...unpublishable(matter),
  ];
}

/** What keeps a part from ever beginning is said of the part, in `part-findings.ts`. */
function placedConditions(matter: MatterDefinition, mustStop: () => boolean): Placed[] {
  const begin = partsThatBegin(matter, mustStop);
  return conditionsOf(matter)
    .filter(({ path: [field, index] }) => {
      const part = field === 'parts' ? matter.parts?.[Number(index)] : undefined;
      return part === undefined || begin.has(part.code);
    })
    .map(({ path, condition }) => {
      const known = knownAt(path, matter, mustStop);
      return { path, condition, known, before: possibleBefore(path, { matter, known, mustStop }) };
    });
}

interface Searched {
  readonly matter: MatterDefinition;
  readonly known: Known;
  readonly mustStop: () => boolean;
}

/** Absent where what comes before can never hold: that is said itself, not of each condition that comes after it. */
function possibleBefore(path: Path, { matter, known, mustStop }: Searched): Predicate | undefined {
  const before = heldBefore(path, matter);
  const approved = [...known.approved, ...known.mayBeApproved].map((decided): Predicate => ({
    decided,
    as: 'approve',
  }));
  return verdictOn({ all: [before, ...approved] }, known, mustStop) === 'never' ? undefined : before;
}

/** An acceptance comes before all steps and parts, a step after those before it, and the completion at any time. */
function knownAt([field, index]: Path, matter: MatterDefinition, mustStop: () => boolean): Known {
  const steps = matter.steps.map(({ code }) => code);
  if (field === 'parts') return { ...knownAfter([], matter), parts: standingBefore(matter, mustStop) };
  if (field === 'completion' && matter.parts !== undefined) {
    return { ...knownAfter([], matter), parts: standingAtEnd(matter, mustStop) };
  }
  if (field === 'steps') return knownAfter(steps.slice(0, Number(index)), matter);
  return { ...knownAfter([], matter), mayBeApproved: field === 'completion' ? steps : [] };
}

/** What is known once these steps are approved, and no other. */
function knownAfter(approved: readonly string[], matter: MatterDefinition): Known {
  const { materials, parts = [] } = matter;
  const codesOf = (chosen: MatterDefinition['materials']): string[] => chosen.map(({ code }) => code);
  return {
    required: codesOf(materials.filter(({ required }) => required)),
    licences: codesOf(materials.filter(({ accepts }) => accepts.includes('licence'))),
    promises: promisable(materials),
    answers: answerable(matter),
    approved,
    mayBeApproved: [],
    parts: new Map(parts.map(({ code }) => [code, ['waiting']])),
  };
}

const constant: Readonly<Record<Exclude<Verdict, 'depends'>, Omit<Finding, 'path'>>> = {
  always: {
    en: 'this always holds, whatever the case: it asks nothing',
    zh: '该条件在任何情况下都成立，等于没有要求',
  },
  never: { en: 'this can never hold, in no case', zh: '该条件在任何情况下都不可能成立' },
  'not-decided': {
    en: 'not decided: whether this can hold and fail was not found out in time',
    zh: '未能判定：在限定时间内无法确定该条件能否成立或不成立',
    isOpen: true,
  },
};

const contradicting: Omit<Finding, 'path'> = {
  en: 'this can never hold: it contradicts what must hold before',
  zh: '该条件不可能成立：与此前必须成立的条件相矛盾',
};

/** The largest parts of a condition that are the same in every case. */
function constantParts({ path, condition, known, before }: Placed, mustStop: () => boolean): Finding[] {
  const verdict = verdictOn(condition, known, mustStop);
  if (verdict !== 'depends') return [{ path, ...constant[verdict] }];
  const inAll = before && verdictOn({ all: [before, condition] }, known, mustStop);
  if (inAll === 'never') return [{ path, ...contradicting }];
  if (inAll === 'not-decided') return [{ path, ...constant[inAll] }];
  // What is asked again is asked of nobody anew, and harms nothing: so what is denied need not be possible.
  const held = 'not' in condition ? undefined : before;
  return partsOf(condition).flatMap(({ at, part }) =>
    constantParts({ path: [...path, ...at], condition: part, known, before: held }, mustStop),
  );
}

function partsOf(condition: Predicate): { readonly at: Path; readonly part: Predicate }[] {
  if ('not' in condition) return [{ at: ['not'], part: condition.not }];
  if ('all' in condition) return condition.all.map((part, index) => ({ at: ['all', index], part }));
  if ('any' in condition) return condition.any.map((part, index) => ({ at: ['any', index], part }));
  return [];
}

/** A case completes when its condition holds, also before the first step. */
function completesUndecided(matter: MatterDefinition, mustStop: () => boolean): Finding[] {
  if (matter.parts !== undefined) return [];
  const verdict = verdictOn(matter.completion, knownAfter([], matter), mustStop);
  if (verdict !== 'always') return [];
  return [
    {
      path: ['completion'],
      en: 'this holds as soon as a case is accepted: it completes before anybody has decided',
      zh: '办件一经受理该条件即成立：尚无人作出决定就会办结',
    },
  ];
}

/** What publishing refuses, and no schema does. */
function unpublishable(matter: MatterDefinition): Finding[] {
  return unknownValuesIn(matter).map(({ path, message }) => ({
    path,
    en: message,
    zh: chineseOf({ kind: 'command-malformed', message }),
  }));
}

function stepsOfNobody({ steps }: MatterDefinition): Finding[] {
  const deciding = rolesFor('case.decide');
  return steps.flatMap(({ role }, index) =>
    deciding.includes(role)
      ? []
      : {
          path: ['steps', index, 'role'],
          en: `nobody may take this step: the role ${role} decides nothing (${deciding.join(', ')} do)`,
          zh: `无人可以办理该环节：角色 ${role} 无权作出决定（有权的角色：${deciding.join('、')}）`,
        },
  );
}

function unreadMaterials(matter: MatterDefinition): Finding[] {
  const conditions = conditionsOf(matter).map(({ condition }) => condition);
  const read = new Set([
    ...conditions.flatMap((condition) => namesIn(condition).materials),
    ...matter.outcomes.flatMap((outcome) => (outcome.kind === 'change-licence' ? outcome.material : [])),
    ...(matter.renews === undefined ? [] : [matter.renews]),
    ...(matter.parts ?? []).flatMap(({ materials }) =>
      Object.values(materials).flatMap((from) => ('material' in from ? from.material : [])),
    ),
  ]);
  const asksRequired = conditions.some(namesRequired);
  return matter.materials.flatMap(({ code, required }, index) =>
    read.has(code) || (required && asksRequired)
      ? []
      : {
          path: ['materials', index],
          en: `nothing reads this material: no condition asks for ${code}, and no outcome or part uses it`,
          zh: `该材料没有任何用处：没有条件要求 ${code}，也没有结果或子事项使用它`,
        },
  );
}

/** A type of licence, or a category of records, of a material that is never given in that form. */
function limitsOfForms({ materials }: MatterDefinition): Finding[] {
  const limits = [
    ['licenceType', 'licence', '证照'],
    ['recordCategory', 'record', '档案'],
  ] as const;
  return materials.flatMap((material, index) =>
    limits
      .filter(([field, form]) => material[field] !== undefined && !material.accepts.includes(form))
      .map(([field, form, zh]) => ({
        path: ['materials', index, field],
        en: `nothing reads this: ${material.code} is never given as a ${form}`,
        zh: `该项没有任何用处：材料 ${material.code} 从不以${zh}提供`,
      })),
  );
}

/** What nobody reads is not asked: of people only what the matter needs (个人信息保护法 art. 6). */
function unreadQuestions(matter: MatterDefinition): Finding[] {
  const read = new Set([
    ...conditionsOf(matter).flatMap(({ condition }) =>
      namesIn(condition).answers.map((each) => each.answered),
    ),
    ...(matter.parts ?? []).flatMap(({ answers = {} }) => Object.values(answers)),
  ]);
  return (matter.questions ?? []).flatMap(({ code }, index) =>
    read.has(code)
      ? []
      : {
          path: ['questions', index],
          en: `nothing reads this answer: no condition asks for ${code}, and no part is given it`,
          zh: `该问题的回答没有任何用处：没有条件要求 ${code}，也没有子事项使用它`,
        },
  );
}

/** A question can be answered by who decides a step: what another role is asked, nobody says. */
function questionsForNobody({ questions = [], steps }: MatterDefinition): Finding[] {
  return questions.flatMap(({ code, by }, index) =>
    by === 'applicant' || steps.some(({ role }) => role === by)
      ? []
      : {
          path: ['questions', index, 'by'],
          en: `nobody answers ${code}: no step is for the role ${by}`,
          zh: `无人回答 ${code}：没有环节由角色 ${by} 办理`,
        },
  );
}

function namesRequired(condition: Predicate): boolean {
  return 'materials' in condition || partsOf(condition).some(({ part }) => namesRequired(part));
}

/** Materials that are used as a licence and can be given as something else: such a case would never end. */
function licencesThatAreNone({ materials, outcomes, renews }: MatterDefinition): Finding[] {
  const uses = [
    ...outcomes.flatMap((outcome, index) =>
      outcome.kind === 'change-licence'
        ? { path: ['outcomes', index, 'material'], code: outcome.material }
        : [],
    ),
    ...(renews === undefined ? [] : [{ path: ['renews'], code: renews }]),
  ];
  return uses.flatMap(({ path, code }) => {
    const forms = materials.find((material) => material.code === code)?.accepts ?? [];
    const others = forms.filter((form) => form !== 'licence');
    if (others.length === 0) return [];
    return [
      {
        path,
        en: `${code} is used as a licence, but may be given as ${others.join(', ')}: such a case cannot complete`,
        zh: `${code} 须为证照，但材料允许以 ${others.join('、')} 提供：这样的办件无法办结`,
      },
    ];
  });
}
