// SPDX-License-Identifier: Apache-2.0
import { dateOf, licences, statusOn } from '@guidang/chaincode/model';
import type { Licence } from '@guidang/chaincode/model';
import { useLicence } from '@guidang/chaincode/commands';
import type {
  LicenceFilters,
  LicenceOfDay,
  LicenceService,
  LicenceSummary,
  LicenceUse,
  LicenceVersions,
  VersionsUse,
} from './api';
import type { ListQuery, Page } from '../paging';
import type { Committed, RecordedUse } from '../command/api';
import { find } from '../../projection';
import type { Projection } from '../../projection';
import type { RecordedReads } from '../command/recorded-reads';
import { systemClock, timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import type { Caller } from '../caller';
import { ProjectedEvents } from '../event/queries';
import { ProjectedLicences } from './queries';
import { ProjectedRestrictions } from './restriction-queries';
import { versionsOf } from './versions';

/** How many restrictions the details of a licence show. */
const restrictionsShown = 50;

/** Licences: lists without details, and detailed uses that are recorded before they are answered. */
export class Licences implements LicenceService {
  readonly #projection: Projection;
  readonly #queries: ProjectedLicences;
  readonly #restrictions: ProjectedRestrictions;
  readonly #events: ProjectedEvents;
  readonly #reads: Pick<RecordedReads, 'record'>;
  readonly #clock: Clock;

  constructor(projection: Projection, reads: Pick<RecordedReads, 'record'>, clock = systemClock) {
    this.#projection = projection;
    this.#queries = new ProjectedLicences(projection, clock);
    this.#restrictions = new ProjectedRestrictions(projection);
    this.#events = new ProjectedEvents(projection);
    this.#reads = reads;
    this.#clock = clock;
  }

  list(query: ListQuery<LicenceFilters>): Promise<Page<LicenceSummary>> {
    return this.#queries.list(query);
  }

  async use(caller: Caller, identifier: string, use: RecordedUse): Promise<LicenceUse | undefined> {
    const access = await this.#record(caller, identifier, { use, shown: 'details' });
    if (access === undefined) return undefined;
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

  async useVersions(
    caller: Caller,
    identifier: string,
    { before, ...use }: VersionsUse,
  ): Promise<LicenceVersions | undefined> {
    const shown = `versions before ${before ?? 'any'}`;
    const access = await this.#record(caller, identifier, { use, shown });
    if (access === undefined) return undefined;
    const from = { projection: this.#projection, events: this.#events };
    return { ...(await versionsOf(from, identifier, before)), access };
  }

  /** @returns undefined of a licence that nobody has registered. */
  async #record(
    caller: Caller,
    identifier: string,
    asked: { readonly use: RecordedUse; readonly shown: string },
  ): Promise<Committed | undefined> {
    if ((await find(this.#projection, licences, identifier)) === undefined) return undefined;
    return this.#reads.record(caller, { command: useLicence, body: { identifier }, ...asked });
  }
}

/** A licence with its status of a day. */
export function shownOn(licence: Licence, today: string): LicenceOfDay {
  const status = statusOn(licence, today);
  return status === licence.status ? { ...licence } : { ...licence, status, recordedStatus: licence.status };
}
