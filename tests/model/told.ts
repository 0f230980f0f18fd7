// SPDX-License-Identifier: Apache-2.0
import { isOnCredit } from './case-model';
import type { Act, By, CaseAct, CreditAct, Handed, Revocation } from './case-model';
import { places } from './stage';

/** An act in words, for who reads what a walk did. */
export function told(act: Act, { officer, role }: By): string {
  const [department, number] = officer.split(' ');
  const name = places.find(({ code }) => code === department)?.name ?? department;
  return `${name}, officer ${number}, as ${role}: ${whatIn(act)}`;
}

function answersIn(answers: Readonly<Record<string, string>>): string[] {
  return Object.entries(answers).map(([question, value]) => `${question}: ${value}`);
}

function handedIn({ code, as }: Handed): string {
  return as === 'promise' ? `${code}, promised,` : code;
}

function creditIn(act: CreditAct): string {
  if (act.kind === 'repair') return `lifts the entry ${act.name} of ${act.department} against ${act.id}`;
  const { id, material, name, of, days } = act;
  const term = days === undefined ? '' : `, for ${days} days`;
  return `records ${name}, ${of}, of ${material} promised in ${id}${term}`;
}

function whatIn(act: Act): string {
  if (act.kind === 'open') {
    const party = act.applicant.organisation ?? 'a person';
    const given = [...act.materials.map(handedIn), ...answersIn(act.answers)];
    return `opens ${act.id}, matter ${act.matter}, for ${party}, with ${given.join(', ')}`;
  }
  return isOnCredit(act) ? creditIn(act) : doneIn(act);
}

function doneIn(act: CaseAct | Revocation): string {
  const stale = act.isStale ? ', at a version that is not the present one' : '';
  switch (act.kind) {
    case 'transition':
      return `${act.name} ${act.id}${stale}`;
    case 'decide': {
      const declared = act.noInterest ? '' : ', without the declaration of no interest';
      return `decides ${act.step} of ${act.id}: ${act.result}${declared}${stale}`;
    }
    case 'add':
      return `adds ${handedIn(act.material)} to ${act.id}${stale}`;
    case 'answer':
      return `answers ${act.question} of ${act.id}: ${act.value}${stale}`;
    case 'report':
      return `reports that the time limit of ${act.deadline} of ${act.id} has passed${stale}`;
    case 'deliver':
      return `proves the delivery of ${act.id}${stale}`;
    case 'revoke':
      return `revokes what ${act.id} has issued${stale}`;
  }
}
