// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256 } from '../../common/sha256';
import { receiptSchema } from '../../log/receipt';
import type { Seal } from '../../log/seal';
import { verdictSchema } from '../verification/verdict';
import { sealedTextOf, sealedTextOfPdf, sealLineOfPdf } from '../../log/seal-claim';

/** What proves a report; absent from reports older than 2026-12, but for the receipt. */
const proofShape = {
  /** The anchored head as of which the verdict is given: nothing recorded later is in it. */
  head: z.strictObject({ size: z.int().min(1), root: z.string(), recordedAt: z.iso.datetime() }).optional(),
  /** The receipt, under that head, of the change that the verdict rests on. */
  receipt: receiptSchema.optional(),
  /** The receipt under the first head that covered the change, if that is another: its cosignatures date the change. */
  recorded: receiptSchema.optional(),
  /** That head itself, if there is no receipt. */
  checkpoint: z.string().optional(),
};

/** A verification report (核验报告), for which the verifying organisation vouches: docs/transparency-log.md. */
const reportSchema = z.strictObject({
  schema: z.literal(1),
  verificationId: z.uuid(),
  organisation: z.string(),
  /** The past moment of the question, if it had one. */
  at: z.string().optional(),
  verifiedAt: z.string(),
  verdict: verdictSchema,
  ...proofShape,
});

export const sealedReportSchema = z.strictObject({ report: reportSchema, seal: z.string() });

type VerificationReport = z.infer<typeof reportSchema>;
export type ReportProof = Pick<VerificationReport, keyof typeof proofShape>;
export type SealedReport = z.infer<typeof sealedReportSchema>;

export function sealReport(report: VerificationReport, seal: Seal): SealedReport {
  return { report, seal: seal(sealedTextOf(report)) };
}

/** Appends the seal after the end of a PDF, which PDF readers ignore. */
export function sealPdf(pdf: Buffer, seal: Seal): Buffer {
  const body = pdf.at(-1) === lineFeed ? pdf : Buffer.concat([pdf, Buffer.from('\n')]);
  return Buffer.concat([body, Buffer.from(sealLineOfPdf(seal(sealedTextOfPdf(sha256(body)))))]);
}

const lineFeed = 0x0a;
