// SPDX-License-Identifier: Apache-2.0
import { organisations } from '@guidang/chaincode/model';
import { optional } from '../../common/optional';
import type { VerificationQuestion, VerificationService } from '../verification/api';
import type { OwnKeys } from '../../log/own-keys';
import { receiptDocument } from '../../log/receipt';
import type { ReceiptDocument } from '../../log/receipt';
import type { Receipts } from '../../log/receipts';
import type { RegisteredKeys } from '../../log/registered-keys';
import { sealAmong } from '../../log/seal';
import type { Seal } from '../../log/seal';
import { changeOf, find } from '../../projection';
import type { Projection, Versioned } from '../../projection';
import type { Verdict } from '../verification/verdict';
import { printReport } from './print-report';
import { sealPdf, sealReport } from './sealed-report';
import type { SealedReport } from './sealed-report';

interface ReportOptions {
  readonly verifications: VerificationService;
  readonly projection: Projection;
  readonly receipts: Receipts;
  readonly registered: RegisteredKeys;
  readonly own: OwnKeys;
}

/** Verification reports under the organisation's seal (核验报告). */
export class Reports {
  readonly #options: ReportOptions;

  constructor(options: ReportOptions) {
    this.#options = options;
  }

  /** @throws {LogError} `keys-missing` when none of this gateway's keys are registered; errors of `verify`. */
  async json(question: VerificationQuestion): Promise<SealedReport> {
    const seal = await this.#seal();
    return this.#report(question, seal);
  }

  /** The same report as a printed page, itself sealed. @throws as {@link json}. */
  async pdf(question: VerificationQuestion): Promise<Buffer> {
    const seal = await this.#seal();
    const report = await this.#report(question, seal);
    const { organisation } = this.#options.own.holder;
    const entry = await find(this.#options.projection, organisations, organisation);
    return sealPdf(await printReport(report, entry?.name ?? organisation), seal);
  }

  async #report(question: VerificationQuestion, seal: Seal): Promise<SealedReport> {
    const { verifications, own } = this.#options;
    const verdict = await verifications.verify(question);
    const receipt = await this.#receiptOf(verdict, momentOf(question, verdict));
    return sealReport(
      {
        schema: 1,
        verificationId: verdict.verificationId,
        organisation: own.holder.organisation,
        ...(question.at === undefined ? {} : { at: verdict.at }),
        verifiedAt: verdict.asOf,
        verdict,
        ...optional({ receipt }),
      },
      seal,
    );
  }

  /**
   * The receipt of the last event that changed the subject by the moment. A newer head than in the verdict may cover
   * it.
   */
  async #receiptOf(verdict: Verdict, moment: string | undefined): Promise<ReceiptDocument | undefined> {
    const { projection, receipts } = this.#options;
    const subject = subjectOf(verdict);
    if (verdict.proof !== 'proven' || subject === undefined) return undefined;
    const change = await changeOf(projection, subject, moment);
    const { head } = projection;
    if (change === undefined || head === undefined || change.sequence >= head.size) return undefined;
    return receiptDocument(await receipts.under(head, change));
  }

  async #seal(): Promise<Seal> {
    const { own, registered } = this.#options;
    return sealAmong(own, await registered.current());
  }
}

/** The moment up to which changes count: none where a later end tells what that moment was worth. */
function momentOf({ at }: VerificationQuestion, verdict: Verdict): string | undefined {
  const { ending } = verdict;
  const isRetold = ending !== undefined && ending.from !== 'decision';
  return at === undefined || isRetold ? undefined : verdict.at;
}

function subjectOf({ licence, record }: Verdict): Versioned | undefined {
  if (licence !== undefined) return { kind: 'licence', id: licence };
  return record === undefined ? undefined : { kind: 'record', id: record };
}
