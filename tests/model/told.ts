// SPDX-License-Identifier: Apache-2.0
import type { Act, By } from './case-model';
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

function whatIn(act: Act): string {
  if (act.kind === 'open') {
    const party = act.applicant.organisation ?? 'a person';
    return `opens ${act.id}, matter ${act.matter}, for ${party}, with ${[...act.materials, ...answersIn(act.answers)].join(', ')}`;
  }
  const stale = act.isStale ? ', at a version that is not the present one' : '';
  switch (act.kind) {
    case 'transition':
      return `${act.name} ${act.id}${stale}`;
    case 'decide': {
      const declared = act.noInterest ? '' : ', without the declaration of no interest';
      return `decides ${act.step} of ${act.id}: ${act.result}${declared}${stale}`;
    }
    case 'add':
      return `adds ${act.material} to ${act.id}${stale}`;
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
