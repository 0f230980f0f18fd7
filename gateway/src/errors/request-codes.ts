// SPDX-License-Identifier: Apache-2.0

/** Errors of the HTTP layer itself, before any service is called. */
export type RequestCode =
  | 'request-malformed'
  | 'body-malformed'
  | 'body-too-deep'
  | 'body-too-slow'
  | 'field-duplicate'
  | 'field-unknown'
  | 'field-invalid'
  | 'media-type-unsupported'
  | 'entries-for-members'
  | 'route-unknown'
  | 'method-not-allowed'
  | 'length-required'
  | 'range-unsatisfiable'
  | 'organisation-unknown'
  | 'cursor-invalid'
  | 'cursor-expired'
  | 'purpose-required'
  | 'version-required'
  | 'version-disagrees'
  | 'rate-limited'
  | 'overloaded'
  | 'projection-behind'
  | 'primary-only'
  | 'internal-error';
