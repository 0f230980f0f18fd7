// SPDX-License-Identifier: Apache-2.0
import { licences, type Licence } from '@guidang/chaincode/model';
import { useLicence } from '@guidang/chaincode/commands';
import type { LicenceFilters, LicenceService, LicenceSummary, LicenceUse } from './api';
import type { ListQuery, Page } from '../paging';
import type { RecordedUse } from '../command/api';
import { find, list, partyText, type Projection } from '../../projection';
import { committed } from '../command/committed';
import type { CommandService } from '../command/service';
import type { Caller } from '../caller';
import { chooseIndex, matchesAll } from '../filters';
import { ProjectedRestrictions } from './restrictions';

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
    const index = chooseIndex(licences.name, filters, ['object', 'holder', 'issuer', 'type', 'status']);
    const where = (licence: Licence): boolean =>
      matchesAll(licence, exact) &&
      (holder === undefined || licence.holders.some((one) => partyText(one) === holder));
    const found = await list<Licence>(this.#projection, { ...index, ...page, where });
    return { ...found, items: found.items.map(summaryOf) };
  }

  async use(caller: Caller, identifier: string, use: RecordedUse): Promise<LicenceUse | undefined> {
    if ((await find<Licence>(this.#projection, licences.name, identifier)) === undefined) return undefined;
    const write = this.#commands.run(caller, useLicence, { identifier }, use);
    const access = await committed(write, this.#projection);
    const licence = await find<Licence>(this.#projection, licences.name, identifier);
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
