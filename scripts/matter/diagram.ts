// SPDX-License-Identifier: Apache-2.0
import { caseTable } from '@guidang/chaincode/model';
import type { CaseState, MatterDefinition } from '@guidang/chaincode/model';

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

/** A matter as a Mermaid state diagram: from the application through its steps to what completes and what ends a case. */
export function diagramOf(matter: MatterDefinition): string {
  const nodes = ['accepted', ...matter.steps.map(({ code }) => nodeOf(code))];
  const steps = matter.steps.flatMap(({ code, name, role, requires }, index) => [
    `  ${nodeOf(code)} : ${label(name)}`,
    arrow(nodes[index] ?? '', nodeOf(code), `${name}（${role}）${requires === undefined ? '' : ' [条件]'}`),
    arrow(nodes[index] ?? '', 'refused', `${name}：不通过`),
  ]);
  const outcomes = matter.outcomes.map((outcome) =>
    outcome.kind === 'issue-licence' ? `发证 ${outcome.licenceType}` : `${outcome.material} → ${outcome.to}`,
  );
  const states = [...new Set(['submitted', 'accepted', 'refused', 'closed', ...ends()])] as CaseState[];
  return [
    'stateDiagram-v2',
    ...states.map((state) => `  ${nodeOf(state)} : ${words[state]}`),
    arrow('[*]', 'submitted', matter.name),
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

function arrow(from: string, to: string, text?: string): string {
  return `  ${from} --> ${to}${text === undefined ? '' : ` : ${label(text)}`}`;
}

/** Mermaid's identifiers have no hyphens, and `end` and such are words of its own. */
function nodeOf(code: string): string {
  return code.replaceAll('-', '_');
}

/** A name is free text: what Mermaid would read as syntax is written as entities. */
function label(text: string): string {
  return text.replaceAll(/[#;:{}<>"\n]/g, (character) => `#${character.codePointAt(0) ?? 0};`);
}
