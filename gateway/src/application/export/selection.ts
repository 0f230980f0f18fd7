// SPDX-License-Identifier: Apache-2.0

/** The subject of an export: a person by pseudonym, an organisation by unified code, or an object. */
export type ExportSubject =
  { readonly person: string } | { readonly organisation: string } | { readonly object: string };

/** What an export contains, as stated in its first line (docs/transparency-log.md). */
export type Selection =
  | { readonly kind: 'all' }
  /** RFC 3339 in UTC with milliseconds: when events were added to the log, by the times of its cosigned heads. */
  | { readonly kind: 'range'; readonly from?: string | undefined; readonly to?: string | undefined }
  | { readonly kind: 'record'; readonly id: string }
  | ({ readonly kind: 'subject' } & ExportSubject);

export interface ExportRequest {
  readonly selection: Selection;
  /**
   * Includes every leaf, open where it is about the selection: that a closed leaf is not about it rests on the word of
   * the organisation that exports.
   */
  readonly covering: boolean;
  /** Opens every leaf of a covering export, so that a reader can pick and count: then completeness is proven. */
  readonly openAll?: boolean;
}
