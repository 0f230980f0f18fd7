// SPDX-License-Identifier: Apache-2.0
import PDFDocument from 'pdfkit';
import { move } from 'piscina';
import { renderDocument } from './document';
import type { DocumentDescription } from './document';
import { FontSet } from './font-set';
import { fontFiles } from './fonts';
import type { FallbackFont } from './fonts';
import { UnprintableText } from './unprintable-text';

/** What a thread of the {@link Printer} is asked. */
export interface PrintTask {
  readonly document: DocumentDescription;
  readonly fonts: readonly FallbackFont[];
}

export interface TextTask {
  readonly text: string;
  readonly fonts: readonly FallbackFont[];
}

/**
 * Runs in a thread of the {@link Printer}. Bytes cross between threads without being Buffers, and errors without being
 * of their class: the characters that no font has are answered.
 */
export async function print({ document: { options, blocks }, fonts }: PrintTask): Promise<unknown> {
  const { attachment } = options;
  const file = attachment && { ...attachment, bytes: Buffer.from(attachment.bytes) };
  try {
    const printed = await renderDocument(
      { options: { ...options, ...(file && { attachment: file }) }, blocks },
      fonts,
    );
    return move(new Uint8Array(printed));
  } catch (error) {
    if (error instanceof UnprintableText) return error.characters;
    throw error;
  }
}

/** The characters of a text that no font has. */
export function missing({ text, fonts }: TextTask): readonly string[] {
  return new FontSet(new PDFDocument({ font: fontFiles.regular }), fonts).missing(text);
}
