// SPDX-License-Identifier: Apache-2.0
import type { FallbackFont } from './fonts';
import { PrintedDocument } from './printed-document';
import type { PrintedDocumentOptions, TableRow, TextStyle } from './printed-document';

type Block =
  | { readonly kind: 'gap'; readonly height: number }
  | { readonly kind: 'paragraph'; readonly text: string; readonly style?: TextStyle }
  | { readonly kind: 'table'; readonly rows: readonly TableRow[] }
  | { readonly kind: 'qr-code'; readonly content: string; readonly notes: readonly string[] };

/** What is to be printed, as data, so that another thread can lay it out. */
export interface DocumentDescription {
  readonly options: PrintedDocumentOptions;
  readonly blocks: readonly Block[];
}

/**
 * Lays a document out, in this thread.
 * @throws {UnprintableText}
 */
export async function renderDocument(
  { options, blocks }: DocumentDescription,
  fonts: readonly FallbackFont[] = [],
): Promise<Buffer> {
  const document = new PrintedDocument(options, fonts);
  for (const block of blocks) write(document, block);
  return document.finish();
}

function write(document: PrintedDocument, block: Block): void {
  switch (block.kind) {
    case 'gap':
      document.gap(block.height);
      break;
    case 'paragraph':
      document.paragraph(block.text, block.style);
      break;
    case 'table':
      document.table(block.rows);
      break;
    case 'qr-code':
      document.qrCode(block.content, block.notes);
  }
}
