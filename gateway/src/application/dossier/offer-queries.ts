// SPDX-License-Identifier: Apache-2.0
import { cases, dateOf, hasEnded, isOffered, Refusal, statusOn } from '@guidang/chaincode/model';
import type { ArchiveRecord, Case, EffectiveStatus, Licence, Matter } from '@guidang/chaincode/model';
import { digestOf } from '@guidang/chaincode/proof';
import { timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import { optional } from '../../common/optional';
import { find, listMixed, mixedRange, modules } from '../../projection';
import type { Listed, ListPage, MixedRange, Projection } from '../../projection';
import { ProjectedMatters } from '../matter/queries';
import type { ListQuery } from '../paging';
import type { DossierSubject } from './api';
import type { Offer, OfferPage, OffersAsked, UnfitLicence } from './offer-api';

type MaterialDefinition = Matter['materials'][number];

type Stored =
  | { readonly kind: 'licence'; readonly licence: Licence }
  | { readonly kind: 'record'; readonly record: ArchiveRecord };

/**
 * Offers, from the query store: a page reads a page of the index of each type and category that is asked for, and the
 * rows that it shows, whatever else the applicant has.
 */
export class ProjectedOffers {
  readonly #projection: Projection;
  readonly #clock: Clock;
  readonly #matters: ProjectedMatters;

  constructor(projection: Projection, clock: Clock) {
    this.#projection = projection;
    this.#clock = clock;
    this.#matters = new ProjectedMatters(projection);
  }

  async askedBy(id: string): Promise<OffersAsked | undefined> {
    const subject = await find(this.#projection, cases, id);
    if (subject === undefined) return undefined;
    const { applicant, matter, matterVersion } = subject;
    return { applicant: subjectOf(applicant), matter: { id: matter, version: matterVersion }, case: id };
  }

  async askedFor(matter: string, applicant: DossierSubject): Promise<OffersAsked | undefined> {
    const current = await this.#matters.get(matter);
    return current && { applicant, matter: { id: current.id, version: current.version } };
  }

  async list({ filters, after, limit }: ListQuery<OffersAsked>): Promise<OfferPage> {
    const wanted = await this.#wanted(filters);
    const ranges = rangesOf(wanted, filters.applicant.id);
    if (ranges.length === 0) return { items: [], unfit: [] };
    const { items, unfit, next } = await this.#standingAfter(ranges, { after, limit });
    const offers = items.map(async ({ value }) => {
      const id = value.kind === 'licence' ? value.licence.case : value.record.case;
      const earlier = id === undefined ? undefined : await find(this.#projection, cases, id);
      return offerOf(value, wanted, earlier);
    });
    return {
      items: await Promise.all(offers),
      unfit: unfit.slice(0, limit).map((standing) => unfitOf(standing, wanted)),
      ...optional({ next }),
    };
  }

  /** Which of these materials something is offered as, whether the case has them or not: they may be replaced. */
  async coveredOf(asked: OffersAsked, codes: readonly string[]): Promise<readonly string[]> {
    const covered: string[] = [];
    const { materials } = await this.matterOf(asked);
    for (const definition of materials.filter((each) => isOffered(each) && codes.includes(each.code))) {
      if (await this.#isCovered(definition, asked.applicant.id)) covered.push(definition.code);
    }
    return covered;
  }

  async matterOf({ matter: { id, version } }: Pick<OffersAsked, 'matter'>): Promise<Matter> {
    const found = await this.#matters.get(id, version);
    if (found === undefined) throw new Error(`the query store has no version ${version} of the matter ${id}`);
    return found;
  }

  /** @throws {Refusal} `state-conflict` when the case has ended since, as the contract refuses it a first page. */
  async demandRunning({ case: id }: OffersAsked): Promise<void> {
    const subject = id === undefined ? undefined : await find(this.#projection, cases, id);
    if (subject === undefined || !hasEnded(subject.state)) return;
    throw new Refusal('state-conflict', 'the case has ended', {
      field: 'body/case',
      detail: { state: subject.state },
    });
  }

  async #isCovered(definition: MaterialDefinition, applicant: string): Promise<boolean> {
    const { items } = await this.#standingAfter(rangesOf([definition], applicant), { limit: lookedAt });
    return items.length > 0;
  }

  /** The next page on which something stands today: what is not in force yet, or no longer, hides nothing behind it. */
  async #standingAfter(
    ranges: readonly MixedRange<Stored>[],
    { after, limit }: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<ListPage<Listed<Stored>> & { readonly unfit: readonly Unfit[] }> {
    const today = dateOf(timeOf(this.#clock));
    const unfit: Unfit[] = [];
    let from = after;
    for (let seen = 0; ;) {
      const { items, next } = await listMixed(this.#projection, ranges, { after: from, limit });
      const fallen = items.flatMap(({ value }) => unfitOn(value, today) ?? []);
      unfit.push(...fallen);
      seen += items.length;
      if (fallen.length < items.length || next === undefined || seen >= seenMax) {
        const standing = items.filter(({ value }) => unfitOn(value, today) === undefined);
        return { items: standing, unfit, ...optional({ next }) };
      }
      from = next;
    }
  }

  /** What the case still lacks and something can be offered as; for a case that is to be opened, all of it. */
  async #wanted(asked: OffersAsked): Promise<readonly MaterialDefinition[]> {
    const { materials } = await this.matterOf(asked);
    const subject = asked.case === undefined ? undefined : await find(this.#projection, cases, asked.case);
    return materials.filter(
      (definition) =>
        isOffered(definition) && subject?.materials.some(({ code }) => code === definition.code) !== true,
    );
  }
}

/** A licence, and how it stands today: not in force. */
interface Unfit {
  readonly licence: Licence;
  readonly status: EffectiveStatus;
}

function unfitOn(stored: Stored, today: string): Unfit | undefined {
  if (stored.kind === 'record') return undefined;
  const { licence } = stored;
  const status = statusOn(licence, today);
  return status === 'in-force' ? undefined : { licence, status };
}

function unfitOf({ licence, status }: Unfit, wanted: readonly MaterialDefinition[]): UnfitLicence {
  const { identifier, type, validFrom, validUntil } = licence;
  return {
    materials: materialsOfType(type, wanted),
    licence: identifier,
    type,
    status,
    validFrom,
    ...optional({ validUntil }),
  };
}

function materialsOfType(type: string, wanted: readonly MaterialDefinition[]): string[] {
  return wanted.filter((each) => typeOf(each) === type).map(({ code }) => code);
}

/** How many are looked at together for one that stands, and how many before a page is given up as empty. */
const lookedAt = 20;
const seenMax = 2_000;

export function subjectOf(applicant: Case['applicant']): DossierSubject {
  return 'person' in applicant
    ? { kind: 'person', id: applicant.person }
    : { kind: 'organisation', id: applicant.organisation };
}

/** Where what these materials can be is found, each type and each category once. */
function rangesOf(wanted: readonly MaterialDefinition[], applicant: string): MixedRange<Stored>[] {
  const types = new Set(wanted.flatMap((each) => typeOf(each) ?? []));
  const categories = new Set(wanted.flatMap((each) => categoryOf(each) ?? []));
  return [
    ...[...types].map((type) =>
      mixedRange(modules.licence.indexes.offered.by({ holder: applicant, type }), (licence): Stored => ({
        kind: 'licence',
        licence,
      })),
    ),
    ...[...categories].map((category) =>
      mixedRange(modules.record.indexes.offered.by({ dossier: applicant, category }), (record): Stored => ({
        kind: 'record',
        record,
      })),
    ),
  ];
}

function typeOf({ accepts, licenceType }: MaterialDefinition): string | undefined {
  return accepts.includes('licence') ? licenceType : undefined;
}

function categoryOf({ accepts, recordCategory }: MaterialDefinition): string | undefined {
  return accepts.includes('record') ? recordCategory : undefined;
}

function offerOf(stored: Stored, wanted: readonly MaterialDefinition[], earlier: Case | undefined): Offer {
  const state = earlier?.state;
  if (stored.kind === 'licence') {
    const { identifier, version, type, issuer, organisation, issuedOn, validFrom, validUntil } =
      stored.licence;
    return {
      kind: 'licence',
      materials: materialsOfType(type, wanted),
      source: { licence: identifier, version, digest: digestOf(stored.licence) },
      type,
      from: { organisation, department: issuer, ...optional({ case: stored.licence.case, state }) },
      issuedOn,
      validFrom,
      ...optional({ validUntil }),
    };
  }
  const { id, version, category, organisation, department, date, filedAt } = stored.record;
  return {
    kind: 'record',
    materials: wanted.filter((each) => categoryOf(each) === category).map(({ code }) => code),
    source: { record: id, version, digest: digestOf(stored.record) },
    category,
    from: { organisation, department, ...optional({ case: stored.record.case, state }) },
    date,
    ...optional({ filedAt }),
  };
}
