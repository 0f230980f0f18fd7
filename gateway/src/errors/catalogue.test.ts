// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusalCodes } from '@guidang/chaincode/model';
import { failureCodes } from '../outbox/outcome';
import { catalogue, currentCode, errorCodes, formerCodes } from './catalogue';
import { errorPage } from './error-page';

describe('error catalogue', () => {
  it('has every code of the contracts', () => {
    expect(errorCodes).toEqual(expect.arrayContaining([...refusalCodes]));
  });

  it.each(errorCodes)('%s has a status, a title and a text short enough for a problem', (code) => {
    const { status, title, text, retry } = catalogue[code];
    expect([
      400, 401, 403, 404, 405, 408, 409, 411, 412, 413, 415, 416, 421, 422, 428, 429, 500, 502, 503, 507,
    ]).toContain(status);
    expect(title.en).toMatch(/^[A-Z][^.]{3,60}$/);
    expect(text.en).toMatch(/^[A-Z`].*\.$/);
    expect(title.zh).toMatch(/^[\p{Script=Han}]{2,20}$/u);
    expect(text.zh).toMatch(/\p{Script=Han}.*。$/u);
    // Retrying the same request can only help for a fault of the server.
    if (retry === 'same') expect([429, 503, 507]).toContain(status);
  });

  it.each([
    ['token-missing', 401],
    ['role-missing', 403],
    ['authority-missing', 403],
    ['version-stale', 409],
    ['command-conflict', 409],
    ['already-exists', 409],
    ['identifier-malformed', 422],
    ['not-found', 404],
    ['content-too-large', 413],
    ['media-type-unsupported', 415],
    ['rate-limited', 429],
    ['ledger-unreachable', 503],
    ['endorser-unavailable', 503],
  ] as const)('%s is %i', (code, status) => {
    expect(catalogue[code].status).toBe(status);
  });

  it.each([
    ['body-too-large', 'content-too-large'],
    ['digest-malformed', 'identifier-malformed'],
    ['version-stale', 'version-stale'],
    ['constructor', undefined],
  ])('maps the former code %s to %s', (text, code) => {
    expect(currentCode(text)).toBe(code);
  });

  it('contains no former code, and neither does any stored data', () => {
    const stored: readonly string[] = [...refusalCodes, ...failureCodes];
    for (const code of Object.keys(formerCodes)) {
      expect(errorCodes).not.toContain(code);
      expect(stored).not.toContain(code);
    }
  });

  it('matches docs/errors.md', () => {
    const page = readFileSync(join(__dirname, '../../../docs/errors.md'), 'utf8');
    expect(page).toBe(errorPage());
  });
});
