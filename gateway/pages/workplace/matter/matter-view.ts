// SPDX-License-Identifier: Apache-2.0
import { namesIn } from '@guidang/chaincode/model';
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
    lines: acceptance === undefined ? [] : [onceWords(conditionWords(acceptance, matter))],
  };
}

function stepNode({ name, role, requires }: Matter['steps'][number], matter: NamedMatter): FlowNode {
  return {
    name: { en: name, zh: name },
    lines: [
      roleWords[role].name,
      ...(requires === undefined ? [] : [onceWords(conditionWords(requires, matter))]),
    ],
  };
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
  const { materials, steps, parts = [] } = matter;
  const named = { materials, steps, parts };
  return Object.hasOwn(named, field ?? '')
    ? (named[field as keyof typeof named][Number(index)]?.name ?? '')
    : '';
}
