// SPDX-License-Identifier: Apache-2.0
import type { Dossier, Party } from '@guidang/chaincode/model';

/** A party, as indexes and filters write it. */
export function partyText(party: Party): string {
  return 'person' in party ? party.person : party.organisation;
}

/** A dossier, as indexes and filters write it. */
export function dossierText(dossier: Dossier): string {
  if ('person' in dossier) return dossier.person;
  return 'organisation' in dossier ? dossier.organisation : dossier.object;
}
