// SPDX-License-Identifier: Apache-2.0
import { type Restricted, restrictionLists, type Restrictions } from '@guidang/chaincode/model';
import { find, type Projection } from '../../projection';
import type { RestrictionQueries } from './api';

/** Restrictions on licences and objects, from the projection. */
export class ProjectedRestrictions implements RestrictionQueries {
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  async on({ kind, id }: Restricted): Promise<Restrictions> {
    const found = await find(this.#projection, restrictionLists, kind, id);
    return found ?? { schema: 1, version: 1, on: { kind, id }, restrictions: [] };
  }
}
