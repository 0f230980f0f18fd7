// SPDX-License-Identifier: Apache-2.0
import type { BorderCode } from './border-codes';
import type { CatalogueEntry } from './catalogue';
import { logEntries } from './log-entries';

export const borderEntries: Readonly<Record<BorderCode, CatalogueEntry>> = {
  ...logEntries,
  'request-malformed': {
    status: 400,
    title: 'Malformed request',
    retry: 'none',
    doc: 'The path, or the framing of the request, cannot be read.',
  },
  'body-malformed': {
    status: 400,
    title: 'Malformed body',
    retry: 'none',
    doc: 'The body is not what its media type says: not UTF-8, not JSON (RFC 8259), or cut short.',
  },
  'body-too-large': {
    status: 413,
    title: 'Body too large',
    retry: 'none',
    doc: 'The body has more bytes than this route takes. Files go to /api/v1/contents.',
  },
  'body-too-deep': {
    status: 400,
    title: 'Body nested too deeply',
    retry: 'none',
    doc: 'Arrays and objects of the JSON body are nested beyond the limit.',
  },
  'field-duplicate': {
    status: 400,
    title: 'Field given twice',
    retry: 'none',
    doc: 'A name stands twice in one JSON object, or a query parameter or header was given twice: two readers could take it two ways.',
  },
  'field-unknown': {
    status: 400,
    title: 'Unknown field',
    retry: 'none',
    doc: 'The route knows no such field or parameter; `errors` names each.',
  },
  'field-invalid': {
    status: 400,
    title: 'Invalid field',
    retry: 'none',
    doc: 'A field, parameter or header is missing, of the wrong type or out of bounds; `errors` names each.',
  },
  'media-type-unsupported': {
    status: 415,
    title: 'Unsupported media type',
    retry: 'none',
    doc: 'The Content-Type, its charset or the Content-Encoding is not one that the route takes; `Accept-Post` names those.',
  },
  'route-unknown': {
    status: 404,
    title: 'No such route',
    retry: 'none',
    doc: 'The path is none of /openapi.json.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    retry: 'none',
    doc: 'The path has no such method; `Allow` names those that it has.',
  },
  'length-required': {
    status: 411,
    title: 'Length required',
    retry: 'none',
    doc: 'Another gateway hands a content over without its Content-Length.',
  },
  'organisation-unknown': {
    status: 403,
    title: 'Organisation unknown',
    retry: 'none',
    doc: 'The certificate of the gateway that hands a content over is of no organisation that this one takes contents from.',
  },
  'cursor-invalid': {
    status: 400,
    title: 'Invalid cursor',
    retry: 'none',
    doc: 'The cursor was not given out here, was altered, or belongs to other filters. Begin the list again without it.',
  },
  'version-required': {
    status: 428,
    title: 'Version required',
    retry: 'none',
    doc: 'The write changes a versioned resource: name the version that was seen, in `If-Match` or in `version`.',
  },
  'version-disagrees': {
    status: 400,
    title: 'Two versions named',
    retry: 'none',
    doc: '`If-Match` and `version` of the body name different versions.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    retry: 'same',
    doc: "The caller's share is used up; `Retry-After` says when there is more.",
  },
  overloaded: {
    status: 503,
    title: 'Too many requests in work',
    retry: 'same',
    doc: 'The gateway works on as many requests as it may, or is shutting down. Nothing was done.',
  },
  'projection-behind': {
    status: 503,
    title: 'Block not yet readable',
    retry: 'same',
    doc: 'The block named by `min-block` did not reach the query store in time.',
  },
  'internal-error': {
    status: 500,
    title: 'Internal error',
    retry: 'unknown',
    doc: 'A fault of the gateway. Its log has the details under the request id in `instance`.',
  },
};
