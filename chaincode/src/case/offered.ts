// SPDX-License-Identifier: Apache-2.0
import type { Matter } from '../matter/model';
import type { Material } from './model';

/** Whether something on the ledger can be offered as a material: the matter says of which type, or which category. */
export function isOffered({ accepts, licenceType, recordCategory }: Matter['materials'][number]): boolean {
  return (
    (accepts.includes('licence') && licenceType !== undefined) ||
    (accepts.includes('record') && recordCategory !== undefined)
  );
}

/** Whether a material comes from the applicant. */
export function isBrought(code: string, materials: readonly Material[]): boolean {
  return materials.some(
    (material) => material.code === code && ('content' in material.source || 'promise' in material.source),
  );
}
