// SPDX-License-Identifier: Apache-2.0
import { endingOf, licences } from '@guidang/chaincode/model';
import type { Licence } from '@guidang/chaincode/model';
import { optional } from '../../common/optional';
import { list, modules, partyText } from '../../projection';
import type { Projection } from '../../projection';
import { chooseIndex, matchesAll } from '../filters';
import type { ListQuery, Page } from '../paging';
import type { LicenceFilters, LicenceQueries, LicenceSummary } from './api';

const { indexes } = modules.licence;

/** Queries of licences without their details, on the projection. */
export class ProjectedLicences implements LicenceQueries {
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  async list({ filters, ...page }: ListQuery<LicenceFilters>): Promise<Page<LicenceSummary>> {
    const { holder, ...exact } = filters;
    const index = chooseIndex(
      licences,
      [indexes.object, filters.object],
      [indexes.holder, holder],
      [indexes.issuer, filters.issuer],
      [indexes.type, filters.type],
      [indexes.status, filters.status],
    );
    const where = (licence: Licence): boolean =>
      matchesAll(licence, exact) &&
      (holder === undefined || licence.holders.some((one) => partyText(one) === holder));
    const found = await list(this.#projection, { index, ...page, where });
    return { ...found, items: found.items.map(summaryOf) };
  }
}

function summaryOf(licence: Licence): LicenceSummary {
  const { identifier, version, type, issuer, region, status, issuedOn, validFrom, validUntil } = licence;
  return {
    identifier,
    version,
    type,
    issuer,
    region,
    status,
    issuedOn,
    validFrom,
    ...optional({ validUntil, ending: endingOf(licence)?.kind }),
  };
}
