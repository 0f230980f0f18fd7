// SPDX-License-Identifier: Apache-2.0
export { chineseDate } from './chinese-date';
export {
  PrintedDocument,
  type PrintedDocumentOptions,
  type TableRow,
  type TextStyle,
} from './printed-document';
export { renderLicence, type LicenceSheet } from './render-licence';
