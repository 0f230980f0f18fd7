// SPDX-License-Identifier: Apache-2.0

/** Whom or what an export is about: a person by pseudonym, an organisation by unified code, or an object. */
export type ExportSubject =
  { readonly person: string } | { readonly organisation: string } | { readonly object: string };

/** What an export holds, as its first line says it (docs/transparency-log.md). */
export type Selection =
  | { readonly kind: 'all' }
  /** Times in RFC 3339, UTC with milliseconds: when the log took events in, as its cosigned heads tell. */
  | { readonly kind: 'range'; readonly from?: string | undefined; readonly to?: string | undefined }
  | { readonly kind: 'record'; readonly id: string }
  | ({ readonly kind: 'subject' } & ExportSubject);

export interface ExportRequest {
  readonly selection: Selection;
  /** Holds every leaf, so that a reader can pick and count: then completeness is proven for a record or subject too. */
  readonly covering: boolean;
}
