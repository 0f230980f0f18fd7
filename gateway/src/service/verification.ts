// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import {
  authorities,
  dateOf,
  departments,
  isAuthorised,
  licences,
  statusOn,
  type ArchiveRecord,
  type Authority,
  type Department,
  type Digest,
  type Licence,
} from '@guidang/chaincode';
import type { VerificationQuestion, VerificationService } from '../http/services';
import { find, findAt, list, type Projection } from '../projection';
import { isValid, reasonsOf, type Verdict } from '../verification/verdict';

/** What the ledger knows of what was asked. */
type Subject =
  | {
      readonly kind: 'licence';
      readonly licence: Licence;
      readonly integrity: 'intact' | 'altered' | 'not-asked';
    }
  | { readonly kind: 'record'; readonly record: ArchiveRecord }
  | { readonly kind: 'unknown'; readonly licence?: string };

type Finding = Pick<Verdict, 'integrity' | 'status' | 'issuer' | 'proof' | 'licence' | 'statusReason'>;

/** Verification from the projection: shows no details, records nothing, and touches no peer. */
export class ProjectedVerification implements VerificationService {
  readonly #projection: Projection;
  readonly #ledger: Verdict['ledger'];

  constructor(projection: Projection, ledger: Verdict['ledger']) {
    this.#projection = projection;
    this.#ledger = ledger;
  }

  async verify(question: VerificationQuestion): Promise<Verdict> {
    const asOf = new Date().toISOString();
    const past = question.at === undefined ? undefined : momentOf(question.at);
    const at = past ?? asOf;
    const { height } = this.#projection.checkpoint;
    const finding = await this.#judge(await this.#subject(question, past), at);
    const [digest] = question.digests;
    return {
      verificationId: randomUUID(),
      ...finding,
      ...(digest === undefined ? {} : { digest }),
      valid: isValid(finding),
      reasons: reasonsOf(finding),
      at,
      ...(height === 0 ? {} : { block: height - 1 }),
      asOf,
      ledger: this.#ledger,
    };
  }

  /** @param past a moment; by default the newest that is known. */
  async #subject(
    { licence: identifier, digests }: VerificationQuestion,
    past: string | undefined,
  ): Promise<Subject> {
    if (identifier !== undefined) {
      const newest = await find<Licence>(this.#projection, licences.name, identifier);
      const licence = newest && (await this.#licenceAt(newest, past));
      if (licence === undefined) return { kind: 'unknown', licence: identifier };
      // Renditions are registered after the issue and never taken back: one of them is genuine at any moment.
      const registered = newest?.renditions.some(({ digest }) =>
        digests.some((one) => one.value === digest.value),
      );
      return {
        kind: 'licence',
        licence,
        integrity: digests.length === 0 ? 'not-asked' : registered === true ? 'intact' : 'altered',
      };
    }
    for (const digest of digests) {
      const holder = await this.#holderOf(digest, past);
      if (holder !== undefined) return holder;
    }
    return { kind: 'unknown' };
  }

  async #judge(subject: Subject, at: string): Promise<Finding> {
    switch (subject.kind) {
      case 'unknown':
        return {
          integrity: 'not-on-ledger',
          status: 'unknown',
          issuer: 'unknown',
          proof: 'unavailable',
          ...(subject.licence === undefined ? {} : { licence: subject.licence }),
        };
      case 'record':
        return {
          integrity: 'intact',
          status: 'not-applicable',
          issuer: await this.#keeper(subject.record),
          proof: 'pending',
        };
      case 'licence': {
        const { licence, integrity } = subject;
        return {
          licence: licence.identifier,
          integrity,
          status: statusOn(licence, dateOf(at)),
          ...(licence.statusReason === undefined ? {} : { statusReason: licence.statusReason }),
          issuer: await this.#issuer(licence),
          proof: 'pending',
        };
      }
    }
  }

  /**
   * The licence as it stood at a moment; `undefined` before it was on the ledger. Now is the newest version, whatever
   * time it claims: the clock of the gateway that carried it may be ahead of ours.
   */
  async #licenceAt(newest: Licence, past: string | undefined): Promise<Licence | undefined> {
    if (past === undefined) return newest;
    return findAt(this.#projection, licences.name, { id: newest.identifier, moment: past });
  }

  async #holderOf(digest: Digest, past: string | undefined): Promise<Subject | undefined> {
    const rendered = await this.#newest<Licence>('licence.rendition', digest);
    const licence = rendered && (await this.#licenceAt(rendered, past));
    if (licence !== undefined) return { kind: 'licence', licence, integrity: 'intact' };
    const record = await this.#newest<ArchiveRecord>(
      'record.content',
      digest,
      ({ createdAt }) => past === undefined || createdAt <= past,
    );
    return record === undefined ? undefined : { kind: 'record', record };
  }

  async #newest<T>(
    index: string,
    { algorithm, value }: Digest,
    where: (found: T) => boolean = () => true,
  ): Promise<T | undefined> {
    const found = await list<T>(this.#projection, { index, by: [algorithm, value], limit: 1, where });
    return found.items[0];
  }

  /** The authority that the registry gave for the region, on the date of issue. */
  async #issuer(licence: Licence): Promise<Finding['issuer']> {
    const authority = await find<Authority>(this.#projection, authorities.name, licence.issuer, licence.type);
    if (authority === undefined) return 'unknown';
    return isAuthorised(authority, licence.region, licence.issuedOn) ? 'authorised' : 'not-authorised';
  }

  /** A record has no issuer; what counts is that its department is the organisation's, in the registry. */
  async #keeper(record: ArchiveRecord): Promise<Finding['issuer']> {
    const department = await find<Department>(this.#projection, departments.name, record.department);
    if (department === undefined) return 'unknown';
    return department.organisation === record.organisation ? 'authorised' : 'not-authorised';
  }
}

/** A date means its last moment in China Standard Time, in which the field's dates are written. */
function momentOf(at: string): string {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(at) ? `${at}T23:59:59.999+08:00` : at;
  return new Date(moment).toISOString();
}
