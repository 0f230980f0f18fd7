// SPDX-License-Identifier: Apache-2.0

/** Every limit of the parsers, in one place: the input is untrusted, and its author chooses its size. */
export const limits = {
  /** Enough for the keys of 64 organisations, each rotated ten times. */
  keysBytesMax: 4 * 1024 * 1024,
  keysMax: 4_096,
  /** A note of 64 ML-DSA-44 signatures (signed-note asks for at least 16). */
  noteBytesMax: 256 * 1024,
  noteSignaturesMax: 64,
  /** A cosigner's name is length-prefixed with one byte (tlog-cosignature). */
  nameBytesMax: 255,
  /** A tree of 2^53 leaves has paths of 53 hashes, and a consistency proof may have one more. */
  proofHashesMax: 54,
  /** Entries of tlog-tiles are length-prefixed with two bytes. */
  leafBytesMax: 65_535,
  /** Of a leaf together with its event and salt. */
  openedLeafBytesMax: 2 * 65_535 + 1024,
  jsonDepthMax: 64,
  receiptBytesMax: 512 * 1024,
  reportBytesMax: 1024 * 1024,
  pdfBytesMax: 64 * 1024 * 1024,
  /** Streams of a PDF that are searched for the report. */
  pdfAttachmentsMax: 16,
  exportLineBytesMax: 8 * 1024 * 1024,
  /** Subjects that may belong to the selection of a covering export. */
  exportSubjectsMax: 1_000_000,
  /** Types of events that are counted separately. */
  eventTypesMax: 1_000,
} as const;
