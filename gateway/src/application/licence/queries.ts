// SPDX-License-Identifier: Apache-2.0
import { dateOf, endingOf, licences, statusOn } from '@guidang/chaincode/model';
import type { EffectiveStatus, Licence } from '@guidang/chaincode/model';
import { timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import { optional } from '../../common/optional';
import { listAcross, modules, partyText } from '../../projection';
import type { Projection } from '../../projection';
import { chooseIndexes, matchesAll } from '../filters';
import type { ListQuery, Page } from '../paging';
import { answeredForBy } from '../registry/succession';
import type { LicenceFilters, LicenceQueries, LicenceSummary } from './api';

const { indexes } = modules.licence;

/** Queries of licences without their details, on the projection. */
export class ProjectedLicences implements LicenceQueries {
  readonly #projection: Projection;
  readonly #clock: Clock;

  constructor(projection: Projection, clock: Clock) {
    this.#projection = projection;
    this.#clock = clock;
  }

  async list({ filters, ...page }: ListQuery<LicenceFilters>): Promise<Page<LicenceSummary>> {
    const { holder, status, issuer, ...exact } = filters;
    const of = issuer === undefined ? undefined : await answeredForBy(issuer, this.#projection);
    const today = dateOf(timeOf(this.#clock));
    const ranges = chooseIndexes(
      licences,
      [indexes.printedNumber, filters.printedNumber],
      [indexes.object, filters.object],
      [indexes.holder, holder],
      [indexes.issuer, of],
      [indexes.type, filters.type],
      [indexes.status, status && recordedAs[status]],
    );
    const where = (licence: Licence): boolean =>
      matchesAll(licence, exact) &&
      of?.includes(licence.issuer) !== false &&
      (status === undefined || statusOn(licence, today) === status) &&
      (holder === undefined || licence.holders.some((one) => partyText(one) === holder));
    const found = await listAcross(this.#projection, { indexes: ranges, ...page, where });
    return { ...found, items: found.items.map((licence) => summaryOf(licence, today)) };
  }
}

/** Under which recorded status all licences of a status of the day are, if under one: the dates bring others there. */
const recordedAs: Readonly<Record<EffectiveStatus, string | undefined>> = {
  'not-yet-in-force': 'in-force',
  'in-force': 'in-force',
  suspended: 'suspended',
  revoked: 'revoked',
  cancelled: 'cancelled',
  expired: undefined,
  superseded: undefined,
};

/** What a list shows of a licence. */
export function summaryOf(licence: Licence, today: string): LicenceSummary {
  const { identifier, version, type, issuer, region, issuedOn, validFrom, validUntil, supersededBy } =
    licence;
  return {
    identifier,
    version,
    type,
    issuer,
    region,
    status: statusOn(licence, today),
    issuedOn,
    validFrom,
    ...optional({ validUntil, supersededBy, ending: endingOf(licence)?.kind }),
  };
}
