// SPDX-License-Identifier: Apache-2.0
import type { Predicate } from '@guidang/chaincode/model';
import { verdictWords } from '../../src/words/verdict-words';
import type { Bilingual } from '../../src/words';
import type { CaseView, Matter } from '../shell/api';
import { restrictionWords, workplaceWords } from '../words/workplace-words';

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
  readonly matter: Pick<Matter, 'materials' | 'steps'>;
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
  const text = conditionWords(condition, seen);
  const is = inner.length === 0 ? 'open' : 'unknown';
  return [{ is, text: { en: `not: ${text.en}`, zh: `不得：${text.zh}` } }];
}

type Leaf = Exclude<Predicate, { all: unknown } | { any: unknown } | { not: unknown }>;

function leaf(condition: Leaf, seen: Seen): readonly Missing[] {
  const { subject, matter } = seen;
  if ('materials' in condition) {
    return lacking(subject, matter).map((name) => ({ is: 'open', text: materialWords(name) }));
  }
  const text = leafWords(condition, seen);
  if ('material' in condition) return has(subject, condition.material) ? [] : [{ is: 'open', text }];
  if ('decided' in condition) {
    const decision = subject.decisions.find(({ step }) => step === condition.decided);
    return decision?.result === condition.as ? [] : [{ is: 'open', text }];
  }
  // Statuses of licences, and restrictions, are read by the contract when it is signed.
  return [{ is: 'unknown', text }];
}

/** A condition in words, whether it holds or not. */
export function conditionWords(condition: Predicate, seen: Seen): Bilingual {
  if ('all' in condition) return joined(textsOf(condition.all, seen), { en: ' and ', zh: '，并且' });
  if ('any' in condition) return joined(textsOf(condition.any, seen), { en: ', or ', zh: '，或者' });
  if ('not' in condition) {
    const text = conditionWords(condition.not, seen);
    return { en: `not: ${text.en}`, zh: `不得：${text.zh}` };
  }
  return leafWords(condition, seen);
}

function textsOf(conditions: readonly Predicate[], seen: Seen): readonly { readonly text: Bilingual }[] {
  return conditions.map((part) => ({ text: conditionWords(part, seen) }));
}

function leafWords(condition: Leaf, { matter }: Seen): Bilingual {
  if ('materials' in condition) return workplaceWords.conditionRequired;
  if ('material' in condition) return materialWords(nameOf(matter.materials, condition.material));
  if ('decided' in condition) return decidedWords(nameOf(matter.steps, condition.decided), condition.as);
  if ('licence' in condition) return statusWords(nameOf(matter.materials, condition.licence), condition.is);
  const { unrestricted, kinds } = condition;
  const on =
    unrestricted === 'object'
      ? { en: 'the object', zh: '标的' }
      : quoted(nameOf(matter.materials, unrestricted.licence));
  const names: Readonly<Record<string, Bilingual>> = restrictionWords;
  const words = kinds.map((kind) => ({ text: names[kind] ?? { en: kind, zh: kind } }));
  const list = joined(words, { en: ' or ', zh: '、' });
  return { en: `no ${list.en} on ${on.en}`, zh: `${on.zh}上没有${list.zh}` };
}

function materialWords(name: string): Bilingual {
  return { en: `material “${name}”`, zh: `材料“${name}”` };
}

function decidedWords(name: string, as: 'approve' | 'refuse'): Bilingual {
  const result = workplaceWords[as];
  return { en: `step “${name}”: ${result.en}`, zh: `环节“${name}”${result.zh}` };
}

function statusWords(name: string, statuses: readonly string[]): Bilingual {
  const known: Readonly<Record<string, Bilingual>> = verdictWords.status;
  const words = statuses.map((status) => ({ text: known[status] ?? { en: status, zh: status } }));
  const list = joined(words, { en: ' or ', zh: '或' });
  return { en: `“${name}” is ${list.en}`, zh: `“${name}”${list.zh}` };
}

function quoted(name: string): Bilingual {
  return { en: `“${name}”`, zh: `“${name}”` };
}

function joined(parts: readonly { readonly text: Bilingual }[], between: Bilingual): Bilingual {
  return {
    en: parts.map(({ text }) => text.en).join(between.en),
    zh: parts.map(({ text }) => text.zh).join(between.zh),
  };
}

function lacking(subject: Seen['subject'], matter: Seen['matter']): readonly string[] {
  return matter.materials
    .filter(({ code, required }) => required && !has(subject, code))
    .map(({ name }) => name);
}

function has({ materials }: Seen['subject'], code: string): boolean {
  return materials.some((given) => given.code === code);
}

function nameOf(defined: readonly { readonly code: string; readonly name: string }[], code: string): string {
  return defined.find((one) => one.code === code)?.name ?? code;
}
