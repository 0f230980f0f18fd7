// SPDX-License-Identifier: Apache-2.0
import {
  caseIdOf,
  cases,
  handlingOf,
  isBrought,
  isOffered,
  matterIdOf,
  Refusal,
} from '@guidang/chaincode/model';
import type { Case, Matter } from '@guidang/chaincode/model';
import {
  addMaterials,
  addMaterialsBody,
  openCase,
  openCaseBody,
  transitionCase,
  transitionCaseBody,
} from '@guidang/chaincode/commands';
import type { z } from 'zod';
import { find } from '../../projection';
import type { Projection } from '../../projection';
import type { Caller } from '../caller';
import type { ContentAdmission, GivenCommand, NamedContent } from '../content/api';
import type { OffersAsked, OfferService } from './offer-api';
import { subjectOf } from './offer-queries';
import type { ProjectedOffers } from './offer-queries';

interface OfferedFirstOptions {
  readonly held: ContentAdmission;
  readonly offers: Pick<OfferService, 'record'>;
  readonly queries: ProjectedOffers;
  readonly projection: Projection;
}

type MaterialDefinition = Matter['materials'][number];
type Despite = z.output<typeof addMaterialsBody>['despiteOffers'];

/** What a command asks the applicant for without saying why. */
interface Asking {
  readonly asked: OffersAsked;
  readonly codes: readonly string[];
}

/** The commands that may ask for something. */
const looking = [openCase, addMaterials, transitionCase];

/**
 * What the applicant is asked for, or brings, must not be on the ledger already, or it is said why not that is taken
 * (国务院令第716号 art. 7). Looked at here, and not by the contract: no key of the ledger names all that an applicant has.
 */
export class OfferedFirst implements ContentAdmission {
  readonly #options: OfferedFirstOptions;

  constructor(options: OfferedFirstOptions) {
    this.#options = options;
  }

  /** @throws {Refusal} also `command-malformed` where an offer covers what is asked for, and no reason is given. */
  async admit(caller: Caller, command: GivenCommand): Promise<void> {
    await this.#options.held.admit(caller, command);
    const asking = await this.#askingOf(caller, command);
    if (asking === undefined || asking.codes.length === 0) return;
    const { queries, offers } = this.#options;
    const materials = await queries.coveredOf(asking.asked, asking.codes);
    if (materials.length === 0) return;
    const use = handlingOf(await queries.matterOf(asking.asked));
    if (!(await isRecorded(offers.record(caller, asking.asked, use)))) return;
    throw new Refusal(
      'command-malformed',
      'what is asked for is on the ledger: it is taken from there, or a reason is given',
      { field: 'body/despiteOffers', detail: { materials: [...materials] } },
    );
  }

  unheld(
    caller: Caller,
    named: readonly NamedContent[],
    record?: string,
  ): ReturnType<ContentAdmission['unheld']> {
    return this.#options.held.unheld(caller, named, record);
  }

  /** A body that is malformed, and a case that has moved on, are left to the contract: so is a command that is repeated. */
  async #askingOf(caller: Caller, { type, body }: GivenCommand): Promise<Asking | undefined> {
    const command = looking.find((each) => each.type === type);
    // Whoever may not give it is not told by the way, and the contract refuses it.
    if (command === undefined || !caller.roles.some((role) => command.roles.includes(role))) return undefined;
    switch (type) {
      case openCase.type: {
        const opening = openCaseBody.safeParse(body);
        return opening.success ? this.#ofOpening(caller, opening.data) : undefined;
      }
      case addMaterials.type: {
        const adding = addMaterialsBody.safeParse(body);
        return adding.success
          ? this.#ofCase(
              adding.data,
              () =>
                ({ code }) =>
                  isBrought(code, adding.data.materials),
            )
          : undefined;
      }
      case transitionCase.type: {
        const asking = transitionCaseBody.safeParse(body);
        return asking.success && asking.data.transition === 'ask-supplement'
          ? this.#ofCase(asking.data, lackedIn)
          : undefined;
      }
      default:
        return undefined;
    }
  }

  async #ofOpening(
    { department }: Caller,
    { number, matter, applicant, materials, despiteOffers }: z.output<typeof openCaseBody>,
  ): Promise<Asking | undefined> {
    const { queries, projection } = this.#options;
    if ((await find(projection, cases, caseIdOf(department, number))) !== undefined) return undefined;
    const asked = await queries.askedFor(matterIdOf(matter), subjectOf(applicant));
    return asked && this.#unexplained(asked, despiteOffers, ({ code }) => isBrought(code, materials));
  }

  async #ofCase(
    {
      id,
      version,
      despiteOffers,
    }: Pick<z.output<typeof addMaterialsBody>, 'id' | 'version' | 'despiteOffers'>,
    asksIn: (subject: Case) => (definition: MaterialDefinition) => boolean,
  ): Promise<Asking | undefined> {
    const { queries, projection } = this.#options;
    const subject = await find(projection, cases, id);
    if (subject === undefined || subject.version > version) return undefined;
    const asked = await queries.askedBy(id);
    return asked && this.#unexplained(asked, despiteOffers, asksIn(subject));
  }

  async #unexplained(
    asked: OffersAsked,
    despite: Despite,
    isAsked: (definition: MaterialDefinition) => boolean,
  ): Promise<Asking> {
    const { materials } = await this.#options.queries.matterOf(asked);
    const codes = materials
      .filter((definition) => isOffered(definition) && isAsked(definition))
      .map(({ code }) => code)
      .filter((code) => despite?.some(({ material }) => material === code) !== true);
    return { asked, codes };
  }
}

/** What a supplement asks for. */
function lackedIn({ materials }: Case): (definition: MaterialDefinition) => boolean {
  return ({ code, required }) => required && materials.every((given) => given.code !== code);
}

/**
 * That there is an offer is told of a dossier: to whoever may look at it, and once that is on the ledger. Whoever may not
 * gets the answer of the contract, as if there were none: a refusal of this place would tell.
 */
async function isRecorded(use: Promise<unknown>): Promise<boolean> {
  try {
    await use;
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
