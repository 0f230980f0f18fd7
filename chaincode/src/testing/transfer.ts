// SPDX-License-Identifier: Apache-2.0
import { addMaterials, decideCase, openCase, transitionCase } from '../case/commands';
import { registerLicence } from '../licence/commands';
import { realEstateTransfer } from '../sample/matters';
import { regions } from '../sample/registry';
import { existingLicence, inclusionOf } from './existing';
import { entered } from './people';
import type { Material } from '../case/model';
import { sha256 } from '../ledger/hash';
import type { Content } from '../record/model';
import type { Actor, BodyOf, Givable, Given, ResultOf, World } from './world';
import type { CommandResult } from '../command/definition';

/** The parcel of the demo. */
export const parcel = '999999001001GB00001F00010001';

/** Another unit on the same land. */
export function unitBeside(number: number): string {
  return `${parcel.slice(0, -4)}${String(1000 + number)}`;
}

export const { seller, buyer } = entered;

/** The seller's certificate, issued on paper before the ledger existed. */
export const sellerCertificate = existingLicence('20190012345');

export function content(role: string): Content {
  return { digest: sha256(role), bytes: role.length, mediaType: 'application/pdf', role };
}

/** Every material of a transfer, except those listed. */
export function materials(...without: string[]): Material[] {
  return realEstateTransfer.materials
    .filter(({ code }) => !without.includes(code))
    .map(({ code }) => ({
      code,
      source: code === 'title-certificate' ? { licence: sellerCertificate } : { content: content(code) },
    }));
}

export function registerSellerCertificate(world: World): Promise<Given> {
  return world.give(world.officers.eastRegistrar, registerLicence, {
    identifier: sellerCertificate,
    issuedOn: '2019-07-01',
    region: regions.east,
    holders: [seller],
    object: parcel,
    validFrom: '2019-07-01',
    inclusion: inclusionOf(sellerCertificate),
  });
}

export function openBody(number: string, ...without: string[]): BodyOf<typeof openCase> {
  return {
    number,
    matter: realEstateTransfer.id,
    applicant: buyer,
    object: parcel,
    materials: materials(...without),
  };
}

/** A case as the officer saw it: what every act on one names. */
export interface CaseAt {
  readonly id: string;
  readonly version: number;
}

/** What an act on a case came to. */
type CaseGiven = Given<ResultOf<typeof transitionCase>>;

/** A running transfer case, tracked by identifier and version. */
export class TransferCase {
  readonly id: string;
  version = 1;
  readonly #world: World;

  constructor(world: World, id: string) {
    this.#world = world;
    this.id = id;
  }

  /** Opens a case with all materials except those listed. Registers no licence. */
  static async open(world: World, number = 'T-0001', ...without: string[]): Promise<TransferCase> {
    const opened = await world.give(world.officers.eastAcceptor, openCase, openBody(number, ...without));
    return new TransferCase(world, opened.done.result.id);
  }

  async add(...added: Material[]): Promise<CaseGiven> {
    return this.follow(addMaterials, { materials: added }, this.#world.officers.eastAcceptor);
  }

  async transition(
    transition: BodyOf<typeof transitionCase>['transition'],
    more: { readonly reason?: string } = {},
    by?: Actor,
  ): Promise<CaseGiven> {
    return this.follow(transitionCase, { transition, ...more }, by ?? this.#world.officers.eastAcceptor);
  }

  async decide(
    step: string,
    by: Actor,
    more: Omit<BodyOf<typeof decideCase>, 'id' | 'version' | 'step'> = {
      result: 'approve',
      noInterest: true,
    },
  ): Promise<CaseGiven> {
    return this.follow(decideCase, { step, ...more }, by);
  }

  /** Accepts the case and approves every step but the last. */
  async untilRegister(): Promise<this> {
    const { eastReviewer, eastSecondReviewer, eastDecider } = this.#world.officers;
    await this.transition('accept');
    await this.decide('initial-review', eastReviewer);
    await this.decide('second-review', eastSecondReviewer);
    await this.decide('decide', eastDecider);
    return this;
  }

  async register(): Promise<CaseGiven> {
    return this.decide('register', this.#world.officers.eastRegistrar);
  }

  async follow<Input extends CaseAt, Result extends CommandResult>(
    command: Givable<Input, Result>,
    body: Omit<NoInfer<Input>, keyof CaseAt>,
    by: Actor,
  ): Promise<Given<Result>> {
    const given = await this.#world.giveUnchecked(by, command, {
      id: this.id,
      version: this.version,
      ...body,
    });
    this.version = Number(given.done.result.version);
    return given as Given<Result>;
  }
}
