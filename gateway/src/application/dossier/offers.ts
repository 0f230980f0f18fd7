// SPDX-License-Identifier: Apache-2.0
import { consultDossier, consultDossierForCase } from '@guidang/chaincode/commands';
import type { Projection } from '../../projection';
import type { Caller } from '../caller';
import type { Committed, RecordedUse } from '../command/api';
import { committed } from '../command/committed';
import type { SigningCommandService } from '../command/service';
import type { ListQuery } from '../paging';
import type { DossierSubject } from './api';
import type { OfferPage, OfferService, OffersAsked } from './offer-api';
import type { ProjectedOffers } from './offer-queries';
import { aboutOf } from './service';

interface OffersOptions {
  /** Asked for only once something is recorded: it asks this one what a command asks for, itself. */
  readonly commands: () => Pick<SigningCommandService, 'run'>;
  readonly projection: Projection;
  readonly queries: ProjectedOffers;
}

/** What an applicant has already, offered to a case (一次采集, 多方共享): a question about the dossier, recorded as such. */
export class Offers implements OfferService {
  readonly #options: OffersOptions;

  constructor(options: OffersOptions) {
    this.#options = options;
  }

  askedBy(id: string): Promise<OffersAsked | undefined> {
    return this.#options.queries.askedBy(id);
  }

  askedFor(matter: string, applicant: DossierSubject): Promise<OffersAsked | undefined> {
    return this.#options.queries.askedFor(matter, applicant);
  }

  record(caller: Caller, { applicant, matter, case: id }: OffersAsked, use: RecordedUse): Promise<Committed> {
    const commands = this.#options.commands();
    const kinds: ('licence' | 'record')[] = ['licence', 'record'];
    const body = { about: aboutOf(applicant), kinds, matter: matter.id };
    const run =
      id === undefined
        ? commands.run(caller, consultDossier, body, use)
        : commands.run(caller, consultDossierForCase, { ...body, case: id }, use);
    return committed(run, this.#options.projection);
  }

  demandRunning(asked: OffersAsked): Promise<void> {
    return this.#options.queries.demandRunning(asked);
  }

  list(query: ListQuery<OffersAsked>): Promise<OfferPage> {
    return this.#options.queries.list(query);
  }
}
