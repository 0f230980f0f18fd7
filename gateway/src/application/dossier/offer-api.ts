// SPDX-License-Identifier: Apache-2.0
import type {
  ArchiveRecord,
  CaseState,
  Digest,
  EffectiveStatus,
  Licence,
  Matter,
} from '@guidang/chaincode/model';
import type { Caller } from '../caller';
import type { Committed, RecordedUse } from '../command/api';
import type { ListQuery, Page } from '../paging';
import type { DossierSubject } from './api';

/** What is asked for, and of whom. */
export interface OffersAsked {
  /** Who applies. */
  readonly applicant: DossierSubject;
  readonly matter: Pick<Matter, 'id' | 'version'>;
  /** The running case, if there is one already: what it has is not offered again. */
  readonly case?: string | undefined;
}

/** What of an earlier case it has come out of, and how that ended. */
interface Origin {
  readonly organisation: string;
  readonly department: string;
  readonly case?: string | undefined;
  readonly state?: CaseState | undefined;
}

/** What a case can refer to instead of asking the applicant (一次采集, 多方共享). */
export type Offer = {
  /** The materials of the matter that it can be. */
  readonly materials: readonly string[];
  readonly from: Origin;
} & (({ readonly kind: 'licence' } & LicenceOffer) | ({ readonly kind: 'record' } & RecordOffer));

interface Seen {
  readonly version: number;
  readonly digest: Digest;
}

interface LicenceOffer extends Pick<Licence, 'type' | 'issuedOn' | 'validFrom' | 'validUntil'> {
  /** As a material names it. */
  readonly source: Seen & { readonly licence: string };
}

interface RecordOffer extends Pick<ArchiveRecord, 'category' | 'date' | 'filedAt'> {
  readonly source: Seen & { readonly record: string };
}

/** A licence of an accepted type that no case can take, since it is not in force: why the applicant has to be asked. */
export interface UnfitLicence extends Pick<Licence, 'type' | 'validFrom' | 'validUntil'> {
  readonly materials: readonly string[];
  readonly licence: string;
  readonly status: EffectiveStatus;
}

export interface OfferPage extends Page<Offer> {
  /** Met on the way to what is offered. */
  readonly unfit: readonly UnfitLicence[];
}

export interface OfferService {
  /** The running case's applicant and matter; `undefined` when there is no such case. */
  askedBy(id: string): Promise<OffersAsked | undefined>;
  /** For a case that is to be opened; `undefined` when there is no such matter. */
  askedFor(matter: string, applicant: DossierSubject): Promise<OffersAsked | undefined>;
  /**
   * Records that what there is is offered, and returns once the query store has it: nothing is shown before.
   * @throws {Refusal} as the contract refuses, such as for a case of others, or one that has ended.
   */
  record(caller: Caller, asked: OffersAsked, use: RecordedUse): Promise<Committed>;
  /** Asked again before a further page. @throws {Refusal} `state-conflict` when the running case has ended since. */
  demandRunning(asked: OffersAsked): Promise<void>;
  /** Newest first, of every organisation. A page may be short, and not the last. */
  list(query: ListQuery<OffersAsked>): Promise<OfferPage>;
}
