// SPDX-License-Identifier: Apache-2.0
import {
  issuingAuthorities,
  canonicalJson,
  dateOf,
  departments,
  licences,
  records,
  statusOn,
} from '@guidang/chaincode/model';
import type {
  ArchiveRecord,
  Authority,
  Department,
  Digest,
  Licence,
  ProvenanceEvent,
  Table,
} from '@guidang/chaincode/model';
import { z } from 'zod';
import { optional } from '../../common/optional';
import type { LedgerPort } from '../../ledger/port';
import { findAt, findPlaced, findVersion, list, modules, versionsUpTo } from '../../projection';
import type { Change, IndexBy, Projection, Version } from '../../projection';
import { isRecordedLater } from './both-times';
import type { BothTimes, When } from './both-times';
import type { RecordedTimes } from './recorded-times';
import { claimedOf } from './renditions';
import type { Claimed } from './renditions';
import type { Verdict } from './verdict';

/** What is known of the change that made a version. */
export interface KnownChange {
  /** `undefined` when the ledger is ahead of the projection, which alone knows them. */
  readonly times: BothTimes | undefined;
  /** `undefined` as for the times. */
  readonly block: number | undefined;
  readonly change: Change | undefined;
}

/** What is known of the version that is judged. */
interface Known extends KnownChange {
  /** Whether it was claimed by the moment, but recorded later, and says something else than what was recorded. */
  readonly isInDoubt: boolean;
  /** The last block that changed any of these facts; `undefined` as for the times. */
  readonly restsOn: number | undefined;
}

/** The facts that a verdict needs about a licence. */
export interface KnownLicence extends Known {
  readonly licence: Licence;
  readonly authority: Authority | undefined;
  /**
   * As it is now, for what a past moment must know: how it ended, and its renditions, which are registered after the
   * issue and never withdrawn, so that any of them is genuine at any moment.
   */
  readonly now: KnownChange & { readonly value: Licence };
  /** When its issue was recorded. */
  readonly issued: Pick<BothTimes, 'recordedAt'>;
}

/** The facts that a verdict needs about a record. */
export interface KnownRecord extends Known {
  readonly record: ArchiveRecord;
  readonly department: Department | undefined;
}

/** The data source of a verdict. */
export interface FactSource {
  /** Read first, so that it never claims to be more current than the facts. */
  freshness(): Promise<Verdict['freshness']>;
  licence(identifier: string): Promise<KnownLicence | undefined>;
  record(id: string): Promise<KnownRecord | undefined>;
  /** The licences with this rendition, the newest first; of files registered since, the contract keeps them to one. */
  licencesWith(digest: Digest): Promise<string[]>;
  /** Which of them the file stands for. */
  claimedOf(digest: Digest): Promise<Claimed>;
  /** The records with this content, filed ones first. */
  recordsWith(digest: Digest): Promise<string[]>;
  timesOf(event: ProvenanceEvent): Promise<BothTimes>;
}

/** Of one file, at most so many licences and records are named. */
const holdersMax = 16;

/** The query store, and the recorded times of what is in it. */
interface Projected {
  readonly projection: Projection;
  readonly recorded: RecordedTimes;
}

/** The version that is judged, with what is known of it. */
interface Judged<T> extends Pick<Known, 'isInDoubt'> {
  readonly version: Version<T>;
  readonly times: BothTimes;
}

/** The gateway's own query store, now or at a past moment. */
export class ProjectedFactSource implements FactSource {
  readonly #projection: Projection;
  readonly #recorded: RecordedTimes;
  readonly #when: When;
  readonly #day: string;

  /** @param when for now the latest state counts, whatever time it claims, since clocks differ. */
  constructor({ projection, recorded }: Projected, when: When) {
    this.#projection = projection;
    this.#recorded = recorded;
    this.#when = when;
    this.#day = dateOf(when.moment ?? when.asOf);
  }

  freshness(): Promise<Verdict['freshness']> {
    return Promise.resolve(this.#projection.freshness);
  }

  async licence(identifier: string): Promise<KnownLicence | undefined> {
    const newest = await findAt(this.#projection, licences, { id: identifier });
    const judged = await this.#judged(
      licences,
      identifier,
      (one, other) => statusOn(one, this.#day) === statusOn(other, this.#day),
    );
    if (newest === undefined || judged === undefined) return undefined;
    const licence = judged.version.value;
    const { issuer, issuedBy = issuer, type } = licence;
    const authority = await findPlaced(this.#projection, issuingAuthorities, issuedBy, type);
    return {
      licence,
      authority: authority?.value,
      now: await this.#now(newest),
      issued: { recordedAt: await this.#recorded.ofIssue(identifier) },
      ...knownOf({ kind: 'licence', id: identifier, version: licence.version }, judged),
      isInDoubt: judged.isInDoubt,
      restsOn: Math.max(newest.block, authority?.block ?? -1),
    };
  }

  async record(id: string): Promise<KnownRecord | undefined> {
    const found = await findPlaced(this.#projection, records, id);
    if (found === undefined) return undefined;
    // A repeat is known by the record that it repeats.
    const { value: record, block } = found;
    const judged = await this.#judged(records, record.id, hasSameContents);
    if (judged === undefined) return undefined;
    const department = await findPlaced(this.#projection, departments, record.department);
    return {
      record,
      department: department?.value,
      ...knownOf({ kind: 'record', id: record.id, version: judged.version.value.version }, judged),
      isInDoubt: judged.isInDoubt,
      restsOn: Math.max(block, department?.block ?? -1),
    };
  }

  async timesOf({ claimedAt, transaction }: ProvenanceEvent): Promise<BothTimes> {
    return { claimedAt, recordedAt: await this.#recorded.of(transaction) };
  }

  async licencesWith(digest: Digest): Promise<string[]> {
    const found = await this.#holding(modules.licence.indexes.rendition, digest);
    return found.map(({ identifier }) => identifier);
  }

  claimedOf(digest: Digest): Promise<Claimed> {
    return claimedOf(this.#projection, digest);
  }

  async recordsWith(digest: Digest): Promise<string[]> {
    const past = this.#when.moment;
    const there = ({ createdAt }: ArchiveRecord): boolean => past === undefined || createdAt <= past;
    const { content, filedContent } = modules.record.indexes;
    const isCollecting = ({ state }: ArchiveRecord): boolean => state === 'collecting';
    // Found apart: copies that anybody can make must not crowd out the one that is filed.
    const filed = await this.#holding(filedContent, digest, there);
    const others = await this.#holding(content, digest, (record) => there(record) && isCollecting(record));
    return [...filed, ...others].slice(0, holdersMax).map(({ id }) => id);
  }

  async #now(newest: Version<Licence>): Promise<KnownLicence['now']> {
    const { claimedAt, transaction, value } = newest;
    const times = { claimedAt, recordedAt: await this.#recorded.of(transaction) };
    return {
      value: await this.#withRevocation(value),
      ...knownOf(
        { kind: 'licence', id: value.identifier, version: value.version },
        { version: newest, times },
      ),
    };
  }

  /** Closings of version 0.1.0 did not keep the revocation that they followed: an earlier version of the licence has it. */
  async #withRevocation(licence: Licence): Promise<Licence> {
    const { identifier: id, status, revocation } = licence;
    if (status !== 'cancelled' || revocation !== undefined) return licence;
    // Since the closing there can have been renditions, of which there are few.
    for (let version = licence.version - 1; version > 0; version -= 1) {
      const before = await findVersion(this.#projection, { table: licences, id, version });
      if (before?.status === 'cancelled') continue;
      if (before?.status !== 'revoked') break;
      return { ...licence, ...optional({ revocation: before.statusReason }) };
    }
    return licence;
  }

  /**
   * The newest version that was recorded by the moment; or, if a later one claims that it counted by then and says
   * something else, that one, in doubt.
   */
  async #judged<T>(
    table: Table<T>,
    id: string,
    isSame: (one: T, other: T) => boolean,
  ): Promise<Judged<T> | undefined> {
    const { moment } = this.#when;
    let claimed: Omit<Judged<T>, 'isInDoubt'> | undefined;
    for await (const version of versionsUpTo(this.#projection, table, { id, moment })) {
      const recordedAt = await this.#recorded.of(version.transaction);
      const times = { claimedAt: version.claimedAt, recordedAt };
      if (isRecordedLater(times, this.#when)) {
        claimed ??= { version, times };
      } else if (claimed === undefined || isSame(claimed.version.value, version.value)) {
        return { version, times, isInDoubt: false };
      } else {
        return { ...claimed, isInDoubt: true };
      }
    }
    return claimed && { ...claimed, isInDoubt: true };
  }

  async #holding<T>(
    index: IndexBy<T, Digest>,
    digest: Digest,
    where: (found: T) => boolean = () => true,
  ): Promise<readonly T[]> {
    const { items } = await list(this.#projection, { index: index.by(digest), limit: holdersMax, where });
    return items;
  }
}

function knownOf<T>(
  change: Omit<Change, 'transaction'>,
  { version: { block, transaction }, times }: Pick<Judged<T>, 'version' | 'times'>,
): KnownChange {
  return { times, block, change: { ...change, transaction } };
}

function hasSameContents(one: ArchiveRecord, other: ArchiveRecord): boolean {
  return canonicalJson(one.contents) === canonicalJson(other.contents);
}

const knownLicence = z.object({ licence: licences.schema, authority: issuingAuthorities.schema.nullable() });

/** A version that the projection has not read yet. */
const ahead: Known = {
  times: undefined,
  isInDoubt: false,
  block: undefined,
  restsOn: undefined,
  change: undefined,
};

function knownIn({ times, isInDoubt, block, restsOn, change }: Known): Known {
  return { times, isInDoubt, block, restsOn, change };
}

/**
 * The current state of the ledger itself. It has no index by digest, so the projection suggests which licence or record
 * a file may belong to, and the ledger decides.
 */
export class LedgerFactSource implements FactSource {
  readonly #ledger: LedgerPort;
  readonly #index: ProjectedFactSource;

  constructor(ledger: LedgerPort, projected: Projected, { asOf }: Pick<When, 'asOf'>) {
    this.#ledger = ledger;
    this.#index = new ProjectedFactSource(projected, { asOf, moment: undefined });
  }

  async freshness(): Promise<Verdict['freshness']> {
    const height = await this.#ledger.height();
    return height === 0 ? undefined : { block: height - 1, ageMs: 0 };
  }

  async licence(identifier: string): Promise<KnownLicence | undefined> {
    const answer = await this.#ask('licence', identifier, knownLicence);
    if (answer === undefined) return undefined;
    const { licence, authority } = answer;
    const projected = await this.#index.licence(identifier);
    const isSame = projected?.licence.version === licence.version;
    return {
      licence,
      authority: authority ?? undefined,
      // Of old closings, the revocation is known from the past alone, which the ledger's own state has not.
      now: isSame ? projected.now : { value: licence, ...ahead },
      issued: projected?.issued ?? {},
      ...(isSame ? knownIn(projected) : ahead),
    };
  }

  async record(id: string): Promise<KnownRecord | undefined> {
    const projected = await this.#index.record(id);
    // The ledger does not tell a repeat from the record that its command created first.
    const record = await this.#ask('record', projected?.record.id ?? id, records.schema);
    if (record === undefined) return undefined;
    return {
      record,
      department: await this.#ask('department', record.department, departments.schema),
      ...(projected?.record.version === record.version ? knownIn(projected) : ahead),
    };
  }

  licencesWith(digest: Digest): Promise<string[]> {
    return this.#index.licencesWith(digest);
  }

  claimedOf(digest: Digest): Promise<Claimed> {
    return this.#index.claimedOf(digest);
  }

  recordsWith(digest: Digest): Promise<string[]> {
    return this.#index.recordsWith(digest);
  }

  timesOf(event: ProvenanceEvent): Promise<BothTimes> {
    return this.#index.timesOf(event);
  }

  /** The query contract returns canonical JSON; `null` for an absent value. */
  async #ask<T>(query: string, id: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const answer = await this.#ledger.evaluate({ transaction: `query:${query}`, args: [id] });
    return schema.nullable().parse(JSON.parse(answer)) ?? undefined;
  }
}
