// SPDX-License-Identifier: Apache-2.0

/** What a gateway refuses as a witness of the log, and as a reader of receipts. */
export type LogCode =
  | 'checkpoint-malformed'
  | 'checkpoint-unsigned'
  | 'log-unknown'
  | 'checkpoint-inconsistent'
  | 'leaves-missing'
  | 'receipt-malformed'
  | 'head-missing'
  | 'keys-missing';

/** What the HTTP border itself refuses, before any service is asked. */
export type BorderCode =
  | 'request-malformed'
  | 'body-malformed'
  | 'body-too-deep'
  | 'field-duplicate'
  | 'field-unknown'
  | 'field-invalid'
  | 'media-type-unsupported'
  | 'route-unknown'
  | 'method-not-allowed'
  | 'length-required'
  | 'organisation-unknown'
  | 'cursor-invalid'
  | 'version-required'
  | 'version-disagrees'
  | 'rate-limited'
  | 'overloaded'
  | 'projection-behind'
  | LogCode
  | 'internal-error';
