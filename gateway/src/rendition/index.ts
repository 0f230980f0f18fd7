// SPDX-License-Identifier: Apache-2.0
export { chineseDate } from './chinese-date';
export { renderDocument, type DocumentDescription } from './document';
export {
  PrintedDocument,
  type PrintedDocumentOptions,
  type TableRow,
  type TextStyle,
} from './printed-document';
export { LicenceReader } from './licence-reader';
export { Printer } from './printer';
export { UnprintableText } from './unprintable-text';
export { licenceDocument, renderLicence, type LicenceSheet } from './render-licence';
