// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { TestLog } from './log';

/** A PDF with these attachments and nothing else. */
export function pdfOf(attachments: readonly Buffer[], filter = ''): Buffer {
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n%\xe2\xe3\n', 'latin1'),
    ...attachments.flatMap((data, index) => [
      Buffer.from(`${index + 1} 0 obj\n<< /Type /EmbeddedFile ${filter}/Length ${data.length} >>\nstream\n`),
      data,
      Buffer.from('\nendstream\nendobj\n'),
    ]),
    Buffer.from('%%EOF\n'),
  ]);
}

/** A PDF with an organisation's seal as its last line. */
export function sealedPdf(log: TestLog, body: Buffer, sealer = 'east'): Buffer {
  const digest = createHash('sha256').update(body).digest('base64');
  const line = log.organisation(sealer).seal.line(`guidang-report-pdf/1\nsha256 ${digest}\n`);
  return Buffer.concat([body, Buffer.from(`%guidang-seal ${Buffer.from(`${line}\n`).toString('base64')}\n`)]);
}
