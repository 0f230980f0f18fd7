// SPDX-License-Identifier: Apache-2.0
import type { Matter, PartStatus, Predicate } from '@guidang/chaincode/model';
import type { Bilingual } from './language';
import { verdictWords } from './verdict-words';

/** What of a matter gives its conditions their names. */
type Named = Pick<Matter, 'materials' | 'steps' | 'parts'>;

/** What may restrict a licence or an object, by name. */
export const restrictionWords = {
  seizure: { en: 'seizure', zh: '查封' },
  objection: { en: 'objection', zh: '异议' },
  mortgage: { en: 'mortgage', zh: '抵押' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** How a part of a joint case stands. */
export const partStatusWords = {
  waiting: { en: 'not begun', zh: '尚未开始' },
  running: { en: 'being handled', zh: '办理中' },
  late: { en: 'late', zh: '已逾期' },
  closed: { en: 'completed', zh: '已办结' },
  refused: { en: 'refused', zh: '不予许可' },
  'not-accepted': { en: 'not accepted', zh: '不予受理' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
  terminated: { en: 'terminated', zh: '已终止' },
  skipped: { en: 'not to begin', zh: '不再办理' },
} as const satisfies Readonly<Record<PartStatus, Bilingual>>;

const resultWords = {
  approve: { en: 'approve', zh: '同意' },
  refuse: { en: 'refuse', zh: '不同意' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** A condition in words, whether it holds or not. */
export function conditionWords(condition: Predicate, matter: Named): Bilingual {
  if ('all' in condition) return joined(textsOf(condition.all, matter), { en: ' and ', zh: '，并且' });
  if ('any' in condition) return joined(textsOf(condition.any, matter), { en: ', or ', zh: '，或者' });
  if ('not' in condition) {
    const text = conditionWords(condition.not, matter);
    return { en: `not: ${text.en}`, zh: `不得：${text.zh}` };
  }
  return leafWords(condition, matter);
}

function textsOf(conditions: readonly Predicate[], matter: Named): readonly { readonly text: Bilingual }[] {
  return conditions.map((part) => ({ text: conditionWords(part, matter) }));
}

type Leaf = Exclude<Predicate, { all: unknown } | { any: unknown } | { not: unknown }>;

function leafWords(condition: Leaf, matter: Named): Bilingual {
  if ('materials' in condition) return { en: 'every required material', zh: '全部必需材料' };
  if ('material' in condition) return materialWords(nameOf(matter.materials, condition.material));
  if ('decided' in condition) return decidedWords(nameOf(matter.steps, condition.decided), condition.as);
  if ('licence' in condition) return statusWords(nameOf(matter.materials, condition.licence), condition.is);
  if ('part' in condition) return partWords(nameOf(matter.parts ?? [], condition.part), condition.is);
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

/** A material by the name that its matter has for it. */
export function materialWords(name: string): Bilingual {
  return { en: `material “${name}”`, zh: `材料“${name}”` };
}

function decidedWords(name: string, as: 'approve' | 'refuse'): Bilingual {
  const result = resultWords[as];
  return { en: `step “${name}”: ${result.en}`, zh: `环节“${name}”${result.zh}` };
}

function statusWords(name: string, statuses: readonly string[]): Bilingual {
  const known: Readonly<Record<string, Bilingual>> = verdictWords.status;
  const words = statuses.map((status) => ({ text: known[status] ?? { en: status, zh: status } }));
  const list = joined(words, { en: ' or ', zh: '或' });
  return { en: `“${name}” is ${list.en}`, zh: `“${name}”${list.zh}` };
}

function partWords(name: string, statuses: readonly PartStatus[]): Bilingual {
  const words = statuses.map((status) => ({ text: partStatusWords[status] }));
  const list = joined(words, { en: ' or ', zh: '或' });
  return { en: `part “${name}” is ${list.en}`, zh: `事项“${name}”${list.zh}` };
}

function quoted(name: string): Bilingual {
  return { en: `“${name}”`, zh: `“${name}”` };
}

/** Several texts as one. */
function joined(parts: readonly { readonly text: Bilingual }[], between: Bilingual): Bilingual {
  return {
    en: parts.map(({ text }) => text.en).join(between.en),
    zh: parts.map(({ text }) => text.zh).join(between.zh),
  };
}

function nameOf(defined: readonly { readonly code: string; readonly name: string }[], code: string): string {
  return defined.find((one) => one.code === code)?.name ?? code;
}
