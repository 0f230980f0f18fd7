// SPDX-License-Identifier: Apache-2.0
import type { Dossier, Party } from '@guidang/chaincode/model';

/** A party's text in indexes and filters. */
export function partyText(party: Party): string {
  return 'person' in party ? party.person : party.organisation;
}

/** A dossier's text in indexes and filters. */
export function dossierText(dossier: Dossier): string {
  if ('person' in dossier) return dossier.person;
  return 'organisation' in dossier ? dossier.organisation : dossier.object;
}
