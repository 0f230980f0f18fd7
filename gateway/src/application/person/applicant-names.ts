// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, departments, hasAloneNamed } from '@guidang/chaincode/model';
import type { Case, Party } from '@guidang/chaincode/model';
import { namePeopleTransaction, usePersonOfCase } from '@guidang/chaincode/commands';
import { z } from 'zod';
import { within } from '../../common/within';
import type { LedgerPort } from '../../ledger/port';
import { find } from '../../projection';
import type { Projection } from '../../projection';
import { answersNow } from '../caller';
import type { Caller } from '../caller';
import type { ApplicantNames } from './api';
import { maskedName } from './masked-name';

/** A queue does not wait for names longer than this. */
const waitMs = 2_000;

const namesSchema = z.record(z.string(), z.string());

interface MaskedApplicantsOptions {
  readonly ledgerOf: (organisation: string) => Pick<LedgerPort, 'evaluate'> | undefined;
  readonly projection: Projection;
}

/** Asks the organisation's own peer for the names of a page's applicants, and keeps none of them. */
export class MaskedApplicants implements ApplicantNames {
  readonly #options: MaskedApplicantsOptions;

  constructor(options: MaskedApplicantsOptions) {
    this.#options = options;
  }

  async ofCases(
    caller: Caller,
    cases: readonly Pick<Case, 'id' | 'organisation' | 'department' | 'applicant' | 'namedBy'>[],
  ): Promise<ReadonlyMap<string, string>> {
    const { organisation, roles } = caller;
    // Whoever may open the whole name of an applicant, recorded, sees what of it hides the person.
    if (!roles.some((role) => usePersonOfCase.roles.includes(role))) return new Map();
    const own = cases.filter((each) => answersNow(caller, each.department));
    const people = own.flatMap(({ applicant, namedBy }) =>
      'person' in applicant && !hasAloneNamed(caller, { namedBy }) ? [applicant.person] : [],
    );
    const names = await this.#namesOf(organisation, [...new Set(people)]);
    const shown = own.map(async ({ id, applicant }) => [id, await this.#shown(applicant, names)] as const);
    return new Map(
      (await Promise.all(shown)).flatMap(([id, name]) => (name === undefined ? [] : [[id, name]])),
    );
  }

  /** A body is public: one that the registry names is shown by its name, any other has its code. */
  async #shown(applicant: Party, names: ReadonlyMap<string, string>): Promise<string | undefined> {
    if ('organisation' in applicant) {
      return (await find(this.#options.projection, departments, applicant.organisation))?.name;
    }
    const name = names.get(applicant.person);
    return name === undefined ? undefined : maskedName(name);
  }

  /** A list is there without names too: when the peer is down or slow, is of an older version, or has no people. */
  async #namesOf(organisation: string, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const ledger = this.#options.ledgerOf(organisation);
    if (ledger === undefined || people.length === 0) return new Map();
    const asked = ledger
      .evaluate({ transaction: namePeopleTransaction, args: [canonicalJson(people)] })
      .then((answer) => new Map(Object.entries(namesSchema.parse(JSON.parse(answer)))))
      .catch(() => undefined);
    return (await within(waitMs, asked)) ?? new Map();
  }
}
