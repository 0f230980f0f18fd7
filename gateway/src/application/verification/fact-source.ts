// SPDX-License-Identifier: Apache-2.0
import { authorities, departments, licences, records } from '@guidang/chaincode/model';
import type { ArchiveRecord, Authority, Department, Digest, Licence } from '@guidang/chaincode/model';
import { z } from 'zod';
import { optional } from '../../common/optional';
import type { LedgerPort } from '../../ledger/port';
import { find, findAt, findPlaced, findVersion, list, modules } from '../../projection';
import type { IndexBy, Placed, Projection } from '../../projection';
import { claimedOf } from './renditions';
import type { Claimed } from './renditions';
import type { Verdict } from './verdict';

/** The facts that a verdict needs about a licence. */
export interface KnownLicence {
  readonly licence: Licence;
  readonly authority: Authority | undefined;
  /**
   * As it is now, for what a past moment must know: how it ended, and its renditions, which are registered after the
   * issue and never withdrawn, so that any of them is genuine at any moment.
   */
  readonly now: { readonly value: Licence; readonly block: ChangedIn };
  readonly block: ChangedIn;
}

/**
 * The block of the last change; `undefined` when the ledger is ahead of the projection, the only source of block
 * numbers.
 */
type ChangedIn = number | undefined;

/** The facts that a verdict needs about a record. */
export interface KnownRecord {
  readonly record: ArchiveRecord;
  readonly department: Department | undefined;
  readonly block: ChangedIn;
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
}

/** Of one file, at most so many licences and records are named. */
const holdersMax = 16;

/** The gateway's own query store, now or at a past moment. */
export class ProjectedFactSource implements FactSource {
  readonly #projection: Projection;
  readonly #past: string | undefined;

  /** @param past a moment; by default the latest state, whatever time it claims, since clocks differ. */
  constructor(projection: Projection, past?: string) {
    this.#projection = projection;
    this.#past = past;
  }

  freshness(): Promise<Verdict['freshness']> {
    return Promise.resolve(this.#projection.freshness);
  }

  async licence(identifier: string): Promise<KnownLicence | undefined> {
    const newest = await findPlaced(this.#projection, licences, identifier);
    const asked = newest && (await this.#licenceAt(newest));
    if (newest === undefined || asked === undefined) return undefined;
    const { value: licence, block } = asked;
    const { issuer, issuedBy = issuer, type } = licence;
    const authority = await find(this.#projection, authorities, issuedBy, type);
    const now = { value: await this.#withRevocation(newest.value), block: newest.block };
    return { licence, now, authority, block };
  }

  async record(id: string): Promise<KnownRecord | undefined> {
    const found = await findPlaced(this.#projection, records, id);
    if (found === undefined) return undefined;
    const { value: record, block } = found;
    return { record, department: await find(this.#projection, departments, record.department), block };
  }

  async licencesWith(digest: Digest): Promise<string[]> {
    const found = await this.#holding(modules.licence.indexes.rendition, digest);
    return found.map(({ identifier }) => identifier);
  }

  claimedOf(digest: Digest): Promise<Claimed> {
    return claimedOf(this.#projection, digest);
  }

  async recordsWith(digest: Digest): Promise<string[]> {
    const past = this.#past;
    const there = ({ createdAt }: ArchiveRecord): boolean => past === undefined || createdAt <= past;
    const { content, filedContent } = modules.record.indexes;
    const isCollecting = ({ state }: ArchiveRecord): boolean => state === 'collecting';
    // Found apart: copies that anybody can make must not crowd out the one that is filed.
    const filed = await this.#holding(filedContent, digest, there);
    const others = await this.#holding(content, digest, (record) => there(record) && isCollecting(record));
    return [...filed, ...others].slice(0, holdersMax).map(({ id }) => id);
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

  async #licenceAt(newest: Placed<Licence>): Promise<Placed<Licence> | undefined> {
    const moment = this.#past;
    if (moment === undefined) return newest;
    return findAt(this.#projection, licences, { id: newest.value.identifier, moment });
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

const knownLicence = z.object({ licence: licences.schema, authority: authorities.schema.nullable() });

/**
 * The current state of the ledger itself. It has no index by digest, so the projection suggests which licence or record
 * a file may belong to, and the ledger decides.
 */
export class LedgerFactSource implements FactSource {
  readonly #ledger: LedgerPort;
  readonly #index: ProjectedFactSource;

  constructor(ledger: LedgerPort, projection: Projection) {
    this.#ledger = ledger;
    this.#index = new ProjectedFactSource(projection);
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
    const block = isSame ? projected.block : undefined;
    // Of old closings, the revocation is known from the past alone, which the ledger's own state has not.
    const now = { value: isSame ? projected.now.value : licence, block };
    return { licence, now, authority: authority ?? undefined, block };
  }

  async record(id: string): Promise<KnownRecord | undefined> {
    const projected = await this.#index.record(id);
    // The ledger does not tell a repeat from the record that its command created first.
    const record = await this.#ask('record', projected?.record.id ?? id, records.schema);
    if (record === undefined) return undefined;
    return {
      record,
      department: await this.#ask('department', record.department, departments.schema),
      block: projected?.record.version === record.version ? projected.block : undefined,
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

  /** The query contract returns canonical JSON; `null` for an absent value. */
  async #ask<T>(query: string, id: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const answer = await this.#ledger.evaluate({ transaction: `query:${query}`, args: [id] });
    return schema.nullable().parse(JSON.parse(answer)) ?? undefined;
  }
}
