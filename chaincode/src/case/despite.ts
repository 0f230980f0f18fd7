// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Action } from '../command/definition';
import { limits } from '../ledger/limits';
import { demand } from '../ledger/refusal';
import type { Matter } from '../matter/model';
import { localCodeSchema } from '../matter/predicate';
import { askingReasons } from './asking-reasons';
import { isOffered } from './offered';

/** The materials that the applicant is asked for, or has brought, although an offer covers them, and why each. */
export const despiteOffersSchema = z
  .array(z.strictObject({ material: localCodeSchema, reason: z.enum(askingReasons) }))
  .min(1)
  .max(limits.materialsPerCaseMax)
  .refine((all) => new Set(all.map(({ material }) => material)).size === all.length, 'materials must differ');

type DespiteOffers = z.infer<typeof despiteOffersSchema>;

/**
 * Records why an applicant is asked for what could be taken from the ledger, an event for each material, for auditors to
 * count. Whether there is an offer, gateways look (docs/decisions/0022-offers.md): no key of the ledger names all that
 * an applicant has.
 * @param asked whether the command asks for a material, or brings it.
 * @throws {Refusal} `command-malformed`.
 */
export function recordDespite(
  despite: DespiteOffers | undefined,
  {
    id,
    matter,
    asked,
  }: { readonly id: string; readonly matter: Matter; readonly asked: (code: string) => boolean },
  { emit }: Action,
): void {
  for (const { material, reason } of despite ?? []) {
    const field = `body/despiteOffers/${material}`;
    const definition = matter.materials.find(({ code }) => code === material);
    demand(definition !== undefined, 'command-malformed', `the matter asks for no ${material}`, { field });
    demand(isOffered(definition), 'command-malformed', `nothing is ever offered as ${material}`, { field });
    demand(asked(material), 'command-malformed', `nobody is asked for ${material} here`, { field });
    emit({ type: 'case.asked-despite-offer', subject: { kind: 'case', id }, data: { material, reason } });
  }
}
