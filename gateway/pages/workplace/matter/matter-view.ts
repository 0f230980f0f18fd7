// SPDX-License-Identifier: Apache-2.0
import { choicesOf, namesIn } from '@guidang/chaincode/model';
import { conditionWords } from '../../src/words/condition-words';
import { roleWords } from '../../src/words/role-words';
import type { Bilingual } from '../../src/words';
import type { Matter } from '../shell/api';
import type { NamedMatter } from '../shell/licence-types';
import { matterWords } from '../words/matter-words';

/** Something that is done in a case. */
interface FlowNode {
  readonly name: Bilingual;
  readonly lines: readonly Bilingual[];
}

/** What can be done at the same time. */
type Stage = readonly FlowNode[];

type Step = Matter['steps'][number];
type Part = NonNullable<Matter['parts']>[number];

/** A case from its application to its end, stage by stage: steps in their order, parts behind what they wait for. */
export function stagesOf(matter: NamedMatter): readonly Stage[] {
  const { parts } = matter;
  const middle =
    parts === undefined
      ? matter.steps.map((step) => [stepNode(step, matter)])
      : layersOf(parts).map((layer) => layer.map((part) => partNode(part, matter)));
  return [[applicationNode(matter)], ...middle, [completionNode(matter)]];
}

function applicationNode(matter: NamedMatter): FlowNode {
  const { acceptance } = matter;
  return {
    name: matter.parts === undefined ? matterWords.acceptance : matterWords.application,
    lines: [
      ...questionLines('applicant', matter),
      ...(acceptance === undefined ? [] : [onceWords(conditionWords(acceptance, matter))]),
    ],
  };
}

function stepNode(step: Step, matter: NamedMatter): FlowNode {
  const { name, role, requires } = step;
  return {
    name: { en: name, zh: name },
    lines: [
      roleWords[role].name,
      ...(isFirstOf(role, step, matter) ? questionLines(role, matter) : []),
      ...(requires === undefined ? [] : [onceWords(conditionWords(requires, matter))]),
    ],
  };
}

/** What is asked of somebody, with the answers that there are. */
function questionLines(by: string, { questions = [] }: NamedMatter): readonly Bilingual[] {
  return questions
    .filter((question) => question.by === by)
    .map((question) => {
      const { asks } = matterWords;
      const choices = choicesOf(question).map(({ text }) => text);
      const list = {
        en: choices.map(({ en }) => en).join(' / '),
        zh: choices.map(({ zh }) => zh).join(' / '),
      };
      return {
        en: `${asks.en}: ${question.text.en} (${list.en})`,
        zh: `${asks.zh}：${question.text.zh}（${list.zh}）`,
      };
    });
}

/** A role is asked at the first of its steps. */
function isFirstOf(role: string, step: Step, { steps }: NamedMatter): boolean {
  return steps.find((each) => each.role === role) === step;
}

function partNode({ name, matter: id, departments, begins }: Part, matter: NamedMatter): FlowNode {
  const asked = begins === undefined ? matterWords.alwaysBegins : onceWords(conditionWords(begins, matter));
  const plain = [id, departments.join(' / ')].map((text) => ({ en: text, zh: text }));
  return { name: { en: name, zh: name }, lines: [...plain, asked] };
}

function completionNode(matter: NamedMatter): FlowNode {
  const { completion, archive } = matter;
  const kept = `${archive.category} · ${archive.retention}`;
  return {
    name: matterWords.completion,
    lines: [
      onceWords(conditionWords(completion, matter)),
      ...matter.outcomes.map((outcome) => outcomeWords(outcome, matter)),
      { en: `${matterWords.archived.en}: ${kept}`, zh: `${matterWords.archived.zh}：${kept}` },
    ],
  };
}

function outcomeWords(outcome: Matter['outcomes'][number], { materials }: Matter): Bilingual {
  if (outcome.kind === 'issue-licence') return withText(matterWords.issues, outcome.licenceType);
  const name = materials.find(({ code }) => code === outcome.material)?.name ?? outcome.material;
  return withText(matterWords.changes, `${name} → ${outcome.to}`);
}

function withText({ en, zh }: Bilingual, text: string): Bilingual {
  return { en: `${en} ${text}`, zh: `${zh} ${text}` };
}

function onceWords({ en, zh }: Bilingual): Bilingual {
  return { en: `${matterWords.once.en}: ${en}`, zh: `${matterWords.once.zh}：${zh}` };
}

/** Parts behind those that their conditions name; those that wait for each other stand in the last layer. */
export function layersOf(parts: readonly Part[]): readonly (readonly Part[])[] {
  const layers: (readonly Part[])[] = [];
  let left = parts;
  while (left.length > 0) {
    const waiting = new Set(left.map(({ code }) => code));
    const ready = left.filter(
      ({ begins }) => begins === undefined || !namesIn(begins).parts.some((code) => waiting.has(code)),
    );
    const layer = ready.length === 0 ? left : ready;
    layers.push(layer);
    left = left.filter((part) => !layer.includes(part));
  }
  return layers;
}

/** What a path in a matter leads to, by its name; nothing for what has none. */
export function placeIn([field, index]: readonly (string | number)[], matter: Matter): string {
  const { materials, steps, questions = [], parts = [] } = matter;
  if (field === 'questions') return questions[Number(index)]?.text.zh ?? '';
  const named = { materials, steps, parts };
  return Object.hasOwn(named, field ?? '')
    ? (named[field as keyof typeof named][Number(index)]?.name ?? '')
    : '';
}
