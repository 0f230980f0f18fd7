// SPDX-License-Identifier: Apache-2.0
import { demand, Refusal } from '../ledger/refusal';
import { demandLicence } from '../licence/rules';
import type { Matter } from '../matter/model';
import { noSuchRecord } from '../record/rules';
import type { LedgerFacts, RecordFacts } from './facts';
import type { Case, Material } from './model';

/** Merges materials by code: an added one replaces the present one with the same code. */
export function mergeMaterials(present: readonly Material[], added: readonly Material[]): Material[] {
  return [...new Map([...present, ...added].map((material) => [material.code, material])).values()];
}

/**
 * Refuses materials that the matter does not accept. A material can be replaced only until the first decision: what an
 * officer has signed for must not be exchanged.
 * @param subject the case before the act; `undefined` when the act opens it.
 * @throws {Refusal} `state-conflict`, `command-malformed`, `not-found`.
 */
export function demandMaterials(
  materials: readonly Material[],
  subject: Case | undefined,
  matter: Matter,
  ledger: LedgerFacts,
): void {
  for (const material of materials) {
    if (subject !== undefined) demandNotDecidedOn(material, subject);
    demandTaken(material, matter, ledger);
  }
}

function demandNotDecidedOn({ code }: Material, { decisions, materials }: Case): void {
  const isThere = materials.some((present) => present.code === code);
  demand(decisions.length === 0 || !isThere, 'state-conflict', `${code} was decided on already`, {
    field: `body/materials/${code}`,
  });
}

function demandTaken({ code, source }: Material, matter: Matter, ledger: LedgerFacts): void {
  const field = `body/materials/${code}`;
  const definition = matter.materials.find((candidate) => candidate.code === code);
  if (definition === undefined) {
    throw new Refusal('command-malformed', `the matter asks for no ${code}`, { field });
  }
  const [form] = Object.keys(source);
  const isForm = definition.accepts.some((accepted) => accepted === form);
  demand(isForm, 'command-malformed', `${code} is not taken in this form`, { field });
  if ('record' in source) {
    const record = ledger.records.get(source.record);
    if (record === undefined) throw noSuchRecord(source.record, field);
    demandCategory(record, definition, field);
  }
  if (!('licence' in source)) return;
  const { type } = demandLicence(ledger.licences.get(source.licence), source.licence, field);
  const fits = definition.licenceType === undefined || definition.licenceType === type;
  demand(fits, 'command-malformed', `${code} must be a licence of type ${definition.licenceType ?? ''}`, {
    field,
  });
}

/** What is still being collected may change after an officer has relied on it. */
function demandCategory(
  { category, state }: RecordFacts,
  { code, recordCategory }: Matter['materials'][number],
  field: string,
): void {
  if (recordCategory === undefined) return;
  demand(
    category === recordCategory && state !== 'collecting',
    'command-malformed',
    `${code} must be a filed record of the category ${recordCategory}`,
    { field },
  );
}
