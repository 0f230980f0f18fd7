// SPDX-License-Identifier: Apache-2.0
import { VerificationError } from '../errors';
import { exportParts, sealedLines } from '../testing/export';
import { TestLog } from '../testing/log';
import { pdfOf, sealedPdf } from '../testing/pdf';
import { refusalOf } from '../testing/refused';
import { sourceOf } from '../testing/run-vector';
import { recognise } from './recognise';

const log = new TestLog(3);
const report = JSON.stringify(log.report());
const sound = `${sealedLines(log, exportParts(log, { selection: { kind: 'all' } })).join('\n')}\n`;

const title = '核验报告 3f2504e0-4f89-41d3-9a0c-0305e82c3301';

function titled(words: Buffer): Buffer {
  return Buffer.concat([pdfOf([]), Buffer.from('/Title ('), words, Buffer.from(')\n%%EOF\n')]);
}

it.each<[string, Uint8Array | string, string]>([
  ['keys', log.keys, 'keys'],
  ['bare keys', log.organisation('east').seal.vkey, 'keys'],
  ['a receipt', log.receiptText(0), 'evidence'],
  ['a receipt in a mail', `您好\n\n${log.receiptText(0).replace(/^/gm, '> ')}`, 'evidence'],
  ['a receipt as JSON', JSON.stringify(log.receipt(0)), 'evidence'],
  ['a report', report, 'evidence'],
  ['a report as PDF', sealedPdf(log, pdfOf([Buffer.from(report)])), 'evidence'],
  ['a report as PDF, saved again', titled(Buffer.from(title)), 'evidence'],
  ['a report as PDF, with its title in UTF-16', titled(Buffer.from(title, 'utf16le').swap16()), 'evidence'],
  ['a PDF that is called so and has no number', titled(Buffer.from('核验报告 1.2.156')), 'document'],
  ['an export', sound, 'evidence'],
  ['an error of a gateway', '{"status":404,"title":"none"}', 'evidence'],
  ['a PDF', pdfOf([]), 'document'],
  ['JSON', '{"a":1}', 'document'],
  ['what begins like JSON', '{a}', 'document'],
  ['a text', 'a text\n', 'document'],
  ['a text with a heading', '# Title\n\na + b\n', 'document'],
  ['nothing', '', 'document'],
  ['bytes after a mark of UTF-16', Buffer.from('fffe00d8', 'hex'), 'document'],
])('recognises %s', (_name, bytes, purpose) => {
  expect(recognise(sourceOf(bytes))).toBe(purpose);
});

it('does not judge what cannot be read', () => {
  const broken = {
    ...sourceOf(''),
    parts: (): never => {
      throw new VerificationError('unreadable', 'gone');
    },
  };
  expect(refusalOf(() => recognise(broken))).toBe('unreadable: gone');
});
