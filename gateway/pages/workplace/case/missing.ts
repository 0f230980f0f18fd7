// SPDX-License-Identifier: Apache-2.0
import type { Predicate } from '@guidang/chaincode/model';
import { conditionWords, joined, materialWords } from '../../src/words/condition-words';
import type { Bilingual } from '../../src/words';
import type { CaseView, Matter } from '../shell/api';

/** A part of a condition that does not hold, or of which only the contract can tell. */
interface Missing {
  readonly text: Bilingual;
  /** `unknown` is never shown as if it held. */
  readonly is: 'open' | 'unknown';
}

/** What the next act and the completion ask for, as far as the case itself shows it. */
export function missingIn(subject: CaseView, matter: Matter): readonly Missing[] {
  const { state, decisions } = subject;
  const conditions = ['submitted', 'supplement'].includes(state)
    ? [matter.acceptance]
    : [matter.steps[decisions.length]?.requires, matter.completion];
  const parts = conditions.flatMap((condition) =>
    condition === undefined ? [] : missingOf(condition, { subject, matter }),
  );
  return [...new Map(parts.map((part) => [part.text.en, part])).values()];
}

interface Seen {
  readonly subject: Pick<CaseView, 'materials' | 'decisions'>;
  readonly matter: Pick<Matter, 'materials' | 'steps' | 'parts'>;
}

function missingOf(condition: Predicate, seen: Seen): readonly Missing[] {
  if ('all' in condition) return condition.all.flatMap((part) => missingOf(part, seen));
  if ('any' in condition) return oneOf(condition.any.map((part) => missingOf(part, seen)));
  if ('not' in condition) return denied(condition.not, seen);
  return leaf(condition, seen);
}

/** Nothing is missing where one of them holds. */
function oneOf(alternatives: readonly (readonly Missing[])[]): readonly Missing[] {
  if (alternatives.some((parts) => parts.length === 0)) return [];
  const texts = alternatives.map((parts) => joined(parts, { en: ' and ', zh: '，并且' }));
  const isOpen = alternatives.every((parts) => parts.some(({ is }) => is === 'open'));
  return [
    {
      is: isOpen ? 'open' : 'unknown',
      text: joined(
        texts.map((text) => ({ text })),
        { en: ', or ', zh: '，或者' },
      ),
    },
  ];
}

function denied(condition: Predicate, seen: Seen): readonly Missing[] {
  const inner = missingOf(condition, seen);
  if (inner.some(({ is }) => is === 'open')) return [];
  const text = conditionWords(condition, seen.matter);
  const is = inner.length === 0 ? 'open' : 'unknown';
  return [{ is, text: { en: `not: ${text.en}`, zh: `不得：${text.zh}` } }];
}

type Leaf = Exclude<Predicate, { all: unknown } | { any: unknown } | { not: unknown }>;

function leaf(condition: Leaf, seen: Seen): readonly Missing[] {
  const { subject, matter } = seen;
  if ('materials' in condition) {
    return lacking(subject, matter).map((name) => ({ is: 'open', text: materialWords(name) }));
  }
  const text = conditionWords(condition, matter);
  if ('material' in condition) return has(subject, condition.material) ? [] : [{ is: 'open', text }];
  if ('decided' in condition) {
    const decision = subject.decisions.find(({ step }) => step === condition.decided);
    return decision?.result === condition.as ? [] : [{ is: 'open', text }];
  }
  // Statuses of licences and parts, and restrictions, are read by the contract when it is signed.
  return [{ is: 'unknown', text }];
}

function lacking(subject: Seen['subject'], matter: Seen['matter']): readonly string[] {
  return matter.materials
    .filter(({ code, required }) => required && !has(subject, code))
    .map(({ name }) => name);
}

function has({ materials }: Seen['subject'], code: string): boolean {
  return materials.some((given) => given.code === code);
}
