// SPDX-License-Identifier: Apache-2.0
import { dateOf, licences, statusOn } from '@guidang/chaincode/model';
import type { Licence } from '@guidang/chaincode/model';
import { useLicence } from '@guidang/chaincode/commands';
import type { LicenceFilters, LicenceOfDay, LicenceService, LicenceSummary, LicenceUse } from './api';
import type { ListQuery, Page } from '../paging';
import type { RecordedUse } from '../command/api';
import { find } from '../../projection';
import type { Projection } from '../../projection';
import type { RecordedReads } from '../command/recorded-reads';
import { systemClock, timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import type { Caller } from '../caller';
import { ProjectedLicences } from './queries';
import { ProjectedRestrictions } from './restriction-queries';

/** How many restrictions the details of a licence show. */
const restrictionsShown = 50;

/** Licences: lists without details, and detailed uses that are recorded before they are answered. */
export class Licences implements LicenceService {
  readonly #projection: Projection;
  readonly #queries: ProjectedLicences;
  readonly #restrictions: ProjectedRestrictions;
  readonly #reads: Pick<RecordedReads, 'record'>;
  readonly #clock: Clock;

  constructor(projection: Projection, reads: Pick<RecordedReads, 'record'>, clock = systemClock) {
    this.#projection = projection;
    this.#queries = new ProjectedLicences(projection, clock);
    this.#restrictions = new ProjectedRestrictions(projection);
    this.#reads = reads;
    this.#clock = clock;
  }

  list(query: ListQuery<LicenceFilters>): Promise<Page<LicenceSummary>> {
    return this.#queries.list(query);
  }

  async use(caller: Caller, identifier: string, use: RecordedUse): Promise<LicenceUse | undefined> {
    if ((await find(this.#projection, licences, identifier)) === undefined) return undefined;
    const access = await this.#reads.record(caller, {
      command: useLicence,
      body: { identifier },
      use,
      shown: 'details',
    });
    const licence = await find(this.#projection, licences, identifier);
    if (licence === undefined) return undefined;
    const on = { kind: 'licence', id: identifier } as const;
    const { items: restrictions } = await this.#restrictions.list(on, {
      filters: {},
      limit: restrictionsShown,
    });
    const restrictionCounts = await this.#restrictions.count(on);
    return {
      licence: shownOn(licence, dateOf(timeOf(this.#clock))),
      restrictions,
      restrictionCounts,
      access,
    };
  }
}

/** A licence with its status of a day. */
export function shownOn(licence: Licence, today: string): LicenceOfDay {
  const status = statusOn(licence, today);
  return status === licence.status ? { ...licence } : { ...licence, status, recordedStatus: licence.status };
}
