// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';
import { FontSet } from './font-set';
import { fontFiles, monospacedFeatures } from './fonts';
import type { FallbackFont, FontWeight } from './fonts';
import { qrCodeRuns } from './qr-code';
import { UnprintableText } from './unprintable-text';
import { wrapText } from './wrap-text';

export interface PrintedDocumentOptions {
  readonly title: string;
  readonly author: string;
  /** The file's creation date; given by the caller so that the same input gives the same bytes. */
  readonly createdAt: Date;
  /** Printed at the foot of every page, next to the page number. */
  readonly footer: string;
  /** Colour of the frame and the table's lines; CSS hexadecimal notation. */
  readonly accent?: string;
  /** Unguessable, not shown: without it, whoever guesses all that is printed could confirm it by the file's digest. */
  readonly salt?: string;
  /** A file to embed, such as the data that the document shows: the result is then PDF/A-3b. */
  readonly attachment?: { readonly name: string; readonly mediaType: string; readonly bytes: Buffer };
}

export interface TextStyle {
  readonly size?: number;
  readonly weight?: FontWeight;
  readonly colour?: string;
  readonly align?: 'left' | 'center';
  readonly monospaced?: boolean;
}

export interface TableRow {
  readonly label: string;
  readonly value: string;
}

interface Column {
  readonly x: number;
  readonly width: number;
}

/** A4 portrait, in points of 1/72 inch. */
const page = { width: 595.28, height: 841.89, margin: 64, frame: 30, footerY: 790, bottom: 776 } as const;
const body: Column = { x: page.margin, width: page.width - 2 * page.margin };
const table = { labelWidth: 112, padding: 6, size: 10.5 } as const;
const qrCode = { side: 104, gap: 16 } as const;
const colours = { text: '#222222', muted: '#666666', labelFill: '#f7f3ee', accent: '#8c1d18' } as const;

/** Line height: Noto Sans Hans needs about 1.5 em from one baseline to the next. */
const leading = 1.55;

/**
 * An A4 document in Chinese that is written from top to bottom over as many pages as it needs. The same calls give the
 * same bytes: it uses no clock, and no compression, whose output differs between versions of zlib. The file is PDF/A-2b
 * (ISO 19005-2, for archives), confirmed with veraPDF 1.26.1.
 */
export class PrintedDocument {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #fonts: FontSet;
  readonly #bytes: Promise<Buffer>;
  readonly #footer: string;
  readonly #accent: string;
  #y: number = page.margin;

  constructor(options: PrintedDocumentOptions, fallbacks: readonly FallbackFont[] = []) {
    this.#footer = options.footer;
    this.#accent = options.accent ?? colours.accent;
    const Pdf = loadPdfkit();
    this.#pdf = new Pdf({
      size: [page.width, page.height],
      margin: 0,
      font: fontFiles.regular,
      bufferPages: true,
      compress: false,
      pdfVersion: '1.7',
      subset: options.attachment === undefined ? 'PDF/A-2b' : 'PDF/A-3b',
      lang: 'zh-CN',
      info: {
        Title: options.title,
        Author: options.author,
        CreationDate: options.createdAt,
        // PDF/A allows entries of one's own there, and asks for none of them in the XMP metadata.
        ...(options.salt === undefined ? {} : { GuidangSalt: options.salt }),
      },
    });
    this.#fonts = new FontSet(this.#pdf, fallbacks);
    this.#bytes = collect(this.#pdf);
    if (options.attachment !== undefined) this.#attach(options.attachment, options.createdAt);
    this.#drawFrame();
  }

  /** Leaves vertical space, in points. */
  gap(height: number): void {
    this.#y += height;
  }

  /**
   * Starts a new page if the next block, of this height in points, does not fit on the rest of this one but fits on a
   * page.
   */
  reserve(height: number): void {
    const fitsOnOnePage = height <= page.bottom - page.margin;
    if (fitsOnOnePage && this.#y + height > page.bottom) {
      this.#pdf.addPage();
      this.#y = page.margin;
      this.#drawFrame();
    }
  }

  /** Writes a text over the whole width; line feeds are kept. */
  paragraph(text: string, style: TextStyle = {}): void {
    const lines = this.#wrap(text, body.width, style);
    this.#writeLines(lines, body, style);
  }

  /** Draws rows of label and value. A row is split over two pages only if it is higher than a page. */
  table(rows: readonly TableRow[]): void {
    for (const row of rows) {
      this.#tableRow(row);
    }
  }

  /** Draws a QR code with notes to its right; both stay on one page. */
  qrCode(content: string, notes: readonly string[]): void {
    const column: Column = {
      x: body.x + qrCode.side + qrCode.gap,
      width: body.width - qrCode.side - qrCode.gap,
    };
    const style: TextStyle = { size: 9, colour: colours.muted };
    const lines = notes.flatMap((note) => this.#wrap(note, column.width, style));
    const height = Math.max(qrCode.side, lines.length * this.#lineHeight(style));
    this.reserve(height);
    const top = this.#y;
    for (const { x, y, width, height: thickness } of qrCodeRuns(content)) {
      const side = qrCode.side;
      this.#pdf.rect(body.x + x * side, top + y * side, width * side, thickness * side);
    }
    this.#pdf.fill('#000000');
    this.#writeLines(lines, column, style);
    this.#y = top + height;
  }

  /** Numbers the pages and closes the document. */
  async finish(): Promise<Buffer> {
    const { count } = this.#pdf.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      this.#pdf.switchToPage(index);
      const text = `${this.#footer}　第${index + 1}页/共${count}页`;
      const style: TextStyle = { size: 7.5, colour: colours.muted, align: 'center', monospaced: true };
      this.#drawLine(this.#printable(text), body, page.footerY, style);
    }
    this.#pdf.end();
    return this.#bytes;
  }

  #attach(
    { name, mediaType, bytes }: NonNullable<PrintedDocumentOptions['attachment']>,
    createdAt: Date,
  ): void {
    const dates = { creationDate: createdAt, modifiedDate: createdAt };
    // PDF/A-3 requires the relationship; pdfkit's types do not have it.
    const options = { name, type: mediaType, relationship: 'Source', ...dates };
    this.#pdf.file(bytes, options);
  }

  #tableRow(row: TableRow): void {
    const label: Column = { x: body.x, width: table.labelWidth };
    const value: Column = { x: body.x + table.labelWidth, width: body.width - table.labelWidth };
    const style: TextStyle = { size: table.size };
    const labels = this.#wrap(row.label, label.width - 2 * table.padding, style);
    const values = this.#wrap(row.value, value.width - 2 * table.padding, style);
    const lineHeight = this.#lineHeight(style);
    const total = Math.max(labels.length, values.length);
    this.reserve(total * lineHeight + 2 * table.padding);
    for (let written = 0; written < total;) {
      this.reserve(lineHeight + 2 * table.padding);
      const room = Math.floor((page.bottom - this.#y - 2 * table.padding) / lineHeight);
      const end = Math.min(total, written + room);
      const height = (end - written) * lineHeight + 2 * table.padding;
      this.#cell(labels.slice(written, end), label, height, { ...style, fill: colours.labelFill });
      this.#cell(values.slice(written, end), value, height, style);
      this.#y += height;
      written = end;
    }
  }

  #cell(
    lines: readonly string[],
    column: Column,
    height: number,
    style: TextStyle & { fill?: string },
  ): void {
    const top = this.#y;
    this.#pdf.rect(column.x, top, column.width, height).lineWidth(0.6);
    if (style.fill === undefined) {
      this.#pdf.stroke(this.#accent);
    } else {
      this.#pdf.fillAndStroke(style.fill, this.#accent);
    }
    const inner: Column = { x: column.x + table.padding, width: column.width - 2 * table.padding };
    lines.forEach((line, index) => {
      this.#drawLine(line, inner, top + table.padding + index * this.#lineHeight(style), style);
    });
  }

  #writeLines(lines: readonly string[], column: Column, style: TextStyle): void {
    const lineHeight = this.#lineHeight(style);
    for (const line of lines) {
      this.reserve(lineHeight);
      this.#drawLine(line, column, this.#y, style);
      this.#y += lineHeight;
    }
  }

  #drawLine(line: string, column: Column, top: number, style: TextStyle): void {
    const free = column.width - this.#widthOf(line, style);
    const size = style.size ?? table.size;
    const weight = style.weight ?? 'regular';
    let x = style.align === 'center' ? column.x + free / 2 : column.x;
    this.#pdf.fillColor(style.colour ?? colours.text);
    const ascent = this.#fonts.use(undefined, weight, size);
    for (const { text, fallback } of this.#fonts.runs(line)) {
      // All stand on the baseline of the built-in font.
      const above = ascent - this.#fonts.use(fallback, weight, size);
      this.#pdf.text(text, x, top + above * size, { lineBreak: false, ...featuresOf(style) });
      x += this.#pdf.widthOfString(text, featuresOf(style));
    }
  }

  #wrap(text: string, width: number, style: TextStyle): string[] {
    return wrapText(this.#printable(text), width, (part) => this.#widthOf(part, style));
  }

  #widthOf(text: string, style: TextStyle): number {
    let width = 0;
    for (const { text: part, fallback } of this.#fonts.runs(text)) {
      this.#fonts.use(fallback, style.weight ?? 'regular', style.size ?? table.size);
      width += this.#pdf.widthOfString(part, featuresOf(style));
    }
    return width;
  }

  /** @throws {UnprintableText} */
  #printable(text: string): string {
    const plain = text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ');
    const missing = this.#fonts.missing(plain);
    if (missing.length > 0) throw new UnprintableText(missing);
    return plain;
  }

  #lineHeight(style: TextStyle): number {
    return (style.size ?? table.size) * leading;
  }

  #drawFrame(): void {
    for (const [inset, lineWidth] of [
      [page.frame, 1.8],
      [page.frame + 5, 0.5],
    ] as const) {
      this.#pdf
        .rect(inset, inset, page.width - 2 * inset, page.height - 2 * inset)
        .lineWidth(lineWidth)
        .stroke(this.#accent);
    }
  }
}

/** Absent if no features are requested, since pdfkit caches the layout of plain text only. */
function featuresOf(style: TextStyle): Pick<PDFKit.Mixins.TextOptions, 'features'> {
  return style.monospaced === true ? { features: [...monospacedFeatures] } : {};
}

/** By whoever first lays something out: a gateway leaves that to threads, and starts a fifth of a second sooner. */
function loadPdfkit(): typeof PDFDocument {
  return createRequire(__filename)('pdfkit') as typeof PDFDocument;
}

function collect(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    pdf.on('error', reject);
  });
}
