// SPDX-License-Identifier: Apache-2.0
import { licences, type Licence } from '@guidang/chaincode/model';
import type { LicenceFilters, LicenceService, LicenceSummary, LicenceUse } from './api';
import type { ListQuery, Page } from '../paging';
import type { RecordedUse } from '../command/api';
import { find, list, modules, partyText, type Projection } from '../../projection';
import { committed } from '../command/committed';
import type { CommandService } from '../command/service';
import type { Caller } from '../caller';
import { chooseIndex, matchesAll } from '../filters';
import { ProjectedRestrictions } from './restrictions';

const { indexes } = modules.licence;

/** Licences: lists without details, and detailed uses that are recorded first. */
export class Licences implements LicenceService {
  readonly #projection: Projection;
  readonly #commands: CommandService;

  constructor(projection: Projection, commands: CommandService) {
    this.#projection = projection;
    this.#commands = commands;
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

  async use(caller: Caller, identifier: string, use: RecordedUse): Promise<LicenceUse | undefined> {
    if ((await find(this.#projection, licences, identifier)) === undefined) return undefined;
    const request = { type: 'licence.use', body: { identifier }, ...use };
    const access = await committed(this.#commands.run(caller, request), this.#projection);
    const licence = await find(this.#projection, licences, identifier);
    if (licence === undefined) return undefined;
    const { restrictions } = await new ProjectedRestrictions(this.#projection).on({
      kind: 'licence',
      id: identifier,
    });
    return { licence, restrictions, access };
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
    ...(validUntil === undefined ? {} : { validUntil }),
  };
}
