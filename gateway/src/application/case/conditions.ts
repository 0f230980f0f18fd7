// SPDX-License-Identifier: Apache-2.0
import {
  approvalOf,
  completionOf,
  dateOf,
  factsSchema,
  hasEnded,
  licenceTypes,
  matters,
  unmet,
} from '@guidang/chaincode/model';
import type { Case, Facts, LicenceTypeEntry, Matter, Predicate } from '@guidang/chaincode/model';
import { caseFactsTransaction } from '@guidang/chaincode/commands';
import { unmetWords } from '@guidang/pages/words';
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
  const asked: (Pick<ConditionState, 'of' | 'step'> & { readonly condition: Predicate })[] = [
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
    const missing = unmet(condition, facts).flatMap((part) => unmetWords(part, matter, facts));
    return { ...which, name: nameOf(which, matter), holds: missing.length === 0, unmet: missing };
  });
}

function nameOf({ of, step }: Pick<ConditionState, 'of' | 'step'>, { steps }: Matter): Bilingual {
  if (of !== 'step') return askingWords[of];
  const { name = step } = steps.find(({ code }) => code === step) ?? {};
  return { en: `step “${name}”`, zh: `环节“${name}”` };
}

const askingWords = {
  acceptance: { en: 'acceptance', zh: '受理' },
  completion: { en: 'completion', zh: '办结' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Of a step that asks for nothing. */
function isEmpty(condition: Predicate): boolean {
  return 'all' in condition && condition.all.length === 0;
}
