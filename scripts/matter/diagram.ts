// SPDX-License-Identifier: Apache-2.0
import { caseTable, choicesOf, namesIn } from '@guidang/chaincode/model';
import type { CaseState, MatterDefinition, PartDefinition, Predicate } from '@guidang/chaincode/model';

/** Of the states of a case (`caseStates`), in the words of the field. */
const words: Readonly<Record<CaseState, string>> = {
  submitted: '收件',
  'not-accepted': '不予受理',
  supplement: '补正',
  accepted: '受理',
  review: '审查',
  paused: '特别程序',
  granted: '准予',
  refused: '不予许可',
  registered: '登簿',
  closed: '办结',
  withdrawn: '撤回申请',
  terminated: '终止',
};

/** The ways into and out of the examination are the same in every matter: those that every case has. */
const common = ['accept', 'not-accept', 'ask-supplement'] as const;

/**
 * A matter as a Mermaid state diagram: from the application through its steps, or its parts, to what completes and what
 * ends a case.
 */
export function diagramOf(matter: MatterDefinition): string {
  return matter.parts === undefined ? diagramOfSteps(matter) : diagramOfParts(matter, matter.parts);
}

/** An arrow to a part from each other one that it waits for; one that waits for none begins with the case. */
function diagramOfParts(matter: MatterDefinition, parts: readonly PartDefinition[]): string {
  const { name, completion } = matter;
  const arrows = parts.flatMap(({ code, begins }) => {
    if (begins === undefined) return [arrow('accepted', partNode(code))];
    const before = leavesIn(begins).flatMap((leaf) =>
      'part' in leaf ? arrow(partNode(leaf.part), partNode(code), `[${leaf.is.join(' / ')}]`) : [],
    );
    const given = leavesIn(begins).flatMap((leaf) => {
      if ('answered' in leaf) return `${leaf.answered} = ${leaf.is.join(' / ')}`;
      return 'material' in leaf ? leaf.material : [];
    });
    const asked = given.length === 0 ? [] : [arrow('accepted', partNode(code), `[${given.join('、')}]`)];
    return [...before, ...asked];
  });
  const asked = [...new Set(namesIn(completion).parts)];
  const states = ['accepted', 'closed', 'withdrawn', 'terminated'] as const;
  return [
    'stateDiagram-v2',
    ...states.map((state) => `  ${nodeOf(state)} : ${words[state]}`),
    ...parts.map((part) => `  ${partNode(part.code)} : ${label(`${part.name}（${part.matter}）`)}`),
    arrow('[*]', 'accepted', name),
    ...notes('applicant', 'accepted', matter),
    ...arrows,
    ...asked.map((code) => arrow(partNode(code), 'closed', '办结条件成立：归档案卷')),
    ...parts.map(({ code }) => arrow(partNode(code), 'terminated', '末项结束而条件不成立')),
    arrow('accepted', 'withdrawn', 'withdraw'),
    ...['closed', 'withdrawn', 'terminated'].map((end) => arrow(end, '[*]')),
    '',
  ].join('\n');
}

function leavesIn(condition: Predicate): Predicate[] {
  if ('all' in condition) return condition.all.flatMap(leavesIn);
  if ('any' in condition) return condition.any.flatMap(leavesIn);
  return 'not' in condition ? leavesIn(condition.not) : [condition];
}

/** Parts and steps may be called as a state is, or as what Mermaid has a meaning for (`end`, `note`, `state`). */
function partNode(code: string): string {
  return `part_${nodeOf(code)}`;
}

function stepNode(code: string): string {
  return `step_${nodeOf(code)}`;
}

function diagramOfSteps(matter: MatterDefinition): string {
  const nodes = ['accepted', ...matter.steps.map(({ code }) => stepNode(code))];
  const steps = matter.steps.flatMap(({ code, name, role, requires }, index) => [
    `  ${stepNode(code)} : ${label(name)}`,
    arrow(nodes[index] ?? '', stepNode(code), `${name}（${role}）${requires === undefined ? '' : ' [条件]'}`),
    arrow(nodes[index] ?? '', 'refused', `${name}：不通过`),
    // A role is asked at the first of its steps.
    ...(matter.steps.findIndex((step) => step.role === role) === index
      ? notes(role, stepNode(code), matter)
      : []),
  ]);
  const outcomes = matter.outcomes.map((outcome) =>
    outcome.kind === 'issue-licence' ? `发证 ${outcome.licenceType}` : `${outcome.material} → ${outcome.to}`,
  );
  const states = [...new Set(['submitted', 'accepted', 'refused', 'closed', ...ends()])] as CaseState[];
  return [
    'stateDiagram-v2',
    ...states.map((state) => `  ${nodeOf(state)} : ${words[state]}`),
    arrow('[*]', 'submitted', matter.name),
    ...notes('applicant', 'submitted', matter),
    ...common.flatMap((act) =>
      caseTable[act].flatMap(({ from, to }) =>
        to === undefined ? [] : from.map((state) => arrow(nodeOf(state), nodeOf(to), act)),
      ),
    ),
    ...steps,
    arrow(nodes.at(-1) ?? '', 'closed', ['办结条件成立：归档', ...outcomes].join('；')),
    ...['closed', 'refused', 'not_accepted'].map((end) => arrow(end, '[*]')),
    '',
  ].join('\n');
}

function ends(): CaseState[] {
  return common.flatMap((act) =>
    caseTable[act].flatMap(({ from, to }) => [...from, ...(to === undefined ? [] : [to])]),
  );
}

/** What is asked of somebody, beside where they answer. */
function notes(by: string, node: string, { questions = [] }: MatterDefinition): string[] {
  return questions
    .filter((question) => question.by === by)
    .map((question) => {
      const choices = choicesOf(question).map(({ text }) => text.zh);
      return `  note right of ${node} : ${label(`${question.text.zh}（${choices.join('／')}）`)}`;
    });
}

function arrow(from: string, to: string, text?: string): string {
  return `  ${from} --> ${to}${text === undefined ? '' : ` : ${label(text)}`}`;
}

/** Mermaid's identifiers have no hyphens. */
function nodeOf(code: string): string {
  return code.replaceAll('-', '_');
}

/** A name is free text: what Mermaid would read as syntax is written as entities. */
function label(text: string): string {
  return text.replaceAll(
    /[#;:{}<>"\p{Cc}\u2028\u2029]/gu,
    (character) => `#${character.codePointAt(0) ?? 0};`,
  );
}
