// SPDX-License-Identifier: Apache-2.0
import { organisations } from '@guidang/chaincode/model';
import type { CodeBook } from '@guidang/chaincode/model';
import type { AnchoredVerdict, AnchoredVerificationService, VerificationQuestion } from '../verification/api';
import type { OwnKeys } from '../../log/own-keys';
import { receiptDocument } from '../../log/receipt';
import type { Receipts } from '../../log/receipts';
import type { RegisteredKeys } from '../../log/registered-keys';
import { sealAmong } from '../../log/seal';
import type { Seal } from '../../log/seal';
import { eventOfChange, find, firstHeadAfter } from '../../projection';
import type { Projection } from '../../projection';
import { CharactersUnprintable } from '../../errors/characters-unprintable';
import { UnprintableText } from '../../rendition';
import type { DocumentDescription, Printer } from '../../rendition';
import type { InTurn } from './api';
import { labelsOf } from '../registry/code-labels';
import type { Verdict } from '../verification/verdict';
import { reportDocument } from './print-report';
import type { ReportNames } from './print-report';
import { sealPdf, sealReport } from './sealed-report';
import type { ReportProof, SealedReport } from './sealed-report';

interface ReportOptions {
  readonly verifications: AnchoredVerificationService;
  readonly projection: Projection;
  readonly receipts: Receipts;
  readonly registered: RegisteredKeys;
  readonly own: OwnKeys;
  readonly printer: Printer;
}

/** Verification reports under the organisation's seal (核验报告). */
export class Reports {
  readonly #options: ReportOptions;

  constructor(options: ReportOptions) {
    this.#options = options;
  }

  /** @throws {LogError} `keys-missing` when none of this gateway's keys are registered; errors of `verifyAnchored`. */
  async json(question: VerificationQuestion, inTurn: InTurn): Promise<SealedReport> {
    const seal = await this.#seal();
    const anchored = await this.#options.verifications.verifyAnchored(question);
    return inTurn(() => this.#report(question, anchored, seal));
  }

  /** The same report as a printed page, itself sealed. @throws as {@link json}. */
  async pdf(question: VerificationQuestion, inTurn: InTurn): Promise<Buffer> {
    const seal = await this.#seal();
    const anchored = await this.#options.verifications.verifyAnchored(question);
    return inTurn(async () => {
      const report = await this.#report(question, anchored, seal);
      const document = reportDocument(report, await this.#namesFor(report.report.verdict));
      return sealPdf(await this.#print(document), seal);
    });
  }

  async #print(document: DocumentDescription): Promise<Buffer> {
    try {
      return await this.#options.printer.print(document);
    } catch (error) {
      throw error instanceof UnprintableText ? new CharactersUnprintable(error.message) : error;
    }
  }

  async #namesFor({ statusReason, ending }: Verdict): Promise<ReportNames> {
    const { projection, own } = this.#options;
    const { organisation } = own.holder;
    const entry = await find(projection, organisations, organisation);
    const given = [statusReason ?? [], ending ?? []].flat();
    return {
      organisation: entry?.name ?? organisation,
      reasons: await this.#labelled(
        'reason',
        given.map(({ reason }) => reason),
      ),
      bases: await this.#labelled(
        'basis',
        given.map(({ basis }) => basis),
      ),
    };
  }

  async #labelled(book: CodeBook, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const named = new Map<string, string>();
    for (const code of codes) {
      const labels = await labelsOf(this.#options.projection, book, code);
      if (labels !== undefined) named.set(code, labels.zh);
    }
    return named;
  }

  async #report(
    question: VerificationQuestion,
    anchored: AnchoredVerdict,
    seal: Seal,
  ): Promise<SealedReport> {
    const { own } = this.#options;
    const { verdict } = anchored;
    return sealReport(
      {
        schema: 1,
        verificationId: verdict.verificationId,
        organisation: own.holder.organisation,
        ...(question.at === undefined ? {} : { at: verdict.at }),
        verifiedAt: verdict.asOf,
        verdict,
        ...(await this.#proofOf(anchored)),
      },
      seal,
    );
  }

  /** The head as of which the report is sealed, and the receipts of the change that it rests on. */
  async #proofOf({ head, change }: AnchoredVerdict): Promise<ReportProof> {
    const { projection, receipts } = this.#options;
    const { size, root, checkpoint, recordedAt = '' } = head;
    const named = { size, root, recordedAt };
    const event = change && (await eventOfChange(projection, change));
    if (event === undefined) return { head: named, checkpoint };
    const receipt = receiptDocument(await receipts.under(head, event));
    const first = await firstHeadAfter(projection, event.sequence);
    if (first === undefined || first.size === size) return { head: named, receipt };
    return { head: named, receipt, recorded: receiptDocument(await receipts.under(first, event)) };
  }

  async #seal(): Promise<Seal> {
    const { own, registered } = this.#options;
    return sealAmong(own, await registered.current());
  }
}
