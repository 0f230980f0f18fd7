// SPDX-License-Identifier: Apache-2.0
import {
  approvalOf,
  completionOf,
  dateOf,
  factsSchema,
  attributeIn,
  daysCounted,
  hasEnded,
  licenceTypes,
  matters,
  unmet,
} from '@guidang/chaincode/model';
import type { Case, Facts, LicenceTypeEntry, Matter, Predicate } from '@guidang/chaincode/model';
import { caseFactsTransaction } from '@guidang/chaincode/commands';
import {
  attributeValueWords,
  conditionWords,
  countWords,
  materialWords,
  verdictWords,
} from '@guidang/pages/words';
import { timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import type { LedgerPort } from '../../ledger/port';
import { find } from '../../projection';
import type { Projection } from '../../projection';
import type { Bilingual } from '../../words/language';
import type { CaseConditions, ConditionState } from './api';

interface ConditionsOptions {
  /** The own organisation's peer. */
  readonly ledger: Pick<LedgerPort, 'evaluate'>;
  readonly projection: Projection;
  readonly clock: Clock;
}

/** Asks the contract what the conditions of a case's matter see now, and says what is missing, in words. */
export class LedgerConditions implements CaseConditions {
  readonly #options: ConditionsOptions;

  constructor(options: ConditionsOptions) {
    this.#options = options;
  }

  async of(subject: Case): Promise<{ readonly on: string; readonly conditions: ConditionState[] }> {
    const { ledger, projection, clock } = this.#options;
    const at = timeOf(clock);
    const on = dateOf(at);
    if (hasEnded(subject.state)) return { on, conditions: [] };
    const [matter, answer] = await Promise.all([
      find(projection, matters, subject.matter, String(subject.matterVersion)),
      ledger.evaluate({ transaction: caseFactsTransaction, args: [subject.id, at] }),
    ]);
    if (matter === undefined) throw new Error(`the matter ${subject.matter} of a case is not there`);
    const named = { ...matter, licenceTypes: await this.#typesOf(matter) };
    return { on, conditions: conditionsOf(subject, named, factsSchema.parse(JSON.parse(answer))) };
  }

  /** What gives the attributes of its licences their names. */
  async #typesOf({ materials }: Matter): Promise<LicenceTypeEntry[]> {
    const codes = [...new Set(materials.flatMap(({ licenceType }) => licenceType ?? []))];
    const types = await Promise.all(codes.map((code) => find(this.#options.projection, licenceTypes, code)));
    return types.filter((type) => type !== undefined);
  }
}

type Named = Matter & { readonly licenceTypes: readonly LicenceTypeEntry[] };

/** The conditions that are still to be met: of acceptance until it is accepted, of each step until it is decided. */
function conditionsOf(subject: Case, matter: Named, facts: Facts): ConditionState[] {
  const { state, decisions } = subject;
  const isAccepted = state !== 'submitted' && state !== 'supplement';
  const steps = matter.steps.slice(decisions.length);
  const asked: {
    readonly of: ConditionState['of'];
    readonly step?: string;
    readonly condition: Predicate;
  }[] = [
    ...(isAccepted || matter.acceptance === undefined
      ? []
      : [{ of: 'acceptance' as const, condition: matter.acceptance }]),
    ...steps.flatMap((step) => {
      const condition = approvalOf(step, subject, matter);
      return isEmpty(condition) ? [] : [{ of: 'step' as const, step: step.code, condition }];
    }),
    { of: 'completion', condition: completionOf(subject, matter) },
  ];
  return asked.map(({ condition, ...which }) => {
    const missing = unmet(condition, facts).flatMap((part) => inWords(part, matter, facts));
    return { ...which, holds: missing.length === 0, unmet: missing };
  });
}

/** Of a step that asks for nothing. */
function isEmpty(condition: Predicate): boolean {
  return 'all' in condition && condition.all.length === 0;
}

/** A part that does not hold: what is asked, and what there is instead where a case shows it. */
function inWords(part: Predicate, matter: Named, facts: Facts): ConditionState['unmet'] {
  if ('materials' in part) {
    return facts.missing.map((code) => ({
      condition: { material: code },
      text: materialWords(matter.materials.find((each) => each.code === code)?.name ?? code),
    }));
  }
  return [{ condition: part, text: withFound(conditionWords(part, matter), part, matter, facts) }];
}

/** With what there is instead: of a licence on the ledger it is public. */
function withFound(text: Bilingual, part: Predicate, matter: Named, facts: Facts): Bilingual {
  if ('licence' in part) return withStatus(text, statusIn(facts, part.licence));
  if ('attribute' in part) {
    const { attribute } = part;
    const value = attributeIn(attribute, facts);
    return value === undefined
      ? withUnknown(text)
      : withNow(text, attributeValueWords(value, attribute, matter));
  }
  if ('from' in part) {
    const counted = daysCounted(part, facts);
    return counted === undefined ? withUnknown(text) : withNow(text, countWords(counted));
  }
  return text;
}

function withUnknown(text: Bilingual): Bilingual {
  return { en: `${text.en}; it is not known`, zh: `${text.zh}；账本上无从得知` };
}

function withNow(text: Bilingual, now: Bilingual): Bilingual {
  return { en: `${text.en}; now: ${now.en}`, zh: `${text.zh}；目前：${now.zh}` };
}

/** A material may be called `constructor`: what every object has is no fact. */
function statusIn({ licences }: Facts, code: string): string | undefined {
  return Object.hasOwn(licences, code) ? licences[code] : undefined;
}

function withStatus(text: Bilingual, status: string | undefined): Bilingual {
  const known: Readonly<Record<string, Bilingual>> = verdictWords.status;
  if (status === undefined) return { en: `${text.en}; it was not given`, zh: `${text.zh}；尚未提供` };
  return withNow(text, known[status] ?? { en: status, zh: status });
}
