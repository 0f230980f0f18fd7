// SPDX-License-Identifier: Apache-2.0
import { integritySchema, issuerSchema, isValid, reasonsOf, verdictStatusSchema } from './verdict';

const combinations = integritySchema.options.flatMap((integrity) =>
  verdictStatusSchema.options.flatMap((status) =>
    issuerSchema.options.map((issuer) => ({ integrity, status, issuer })),
  ),
);

describe('a verdict', () => {
  it('is tested for every combination of its parts', () => {
    expect(combinations).toHaveLength(7 * 9 * 3);
  });

  it.each(combinations)('$integrity, $status, $issuer', (parts) => {
    const good = {
      integrity: parts.integrity === 'intact' || parts.integrity === 'not-asked',
      status: parts.status === 'in-force' || parts.status === 'not-applicable',
      issuer: parts.issuer === 'authorised',
    };
    expect(isValid(parts)).toBe(good.integrity && good.status && good.issuer);
    // One reason for each part that fails, and no other.
    const faults = Object.values(good).filter((fine) => !fine).length;
    expect(new Set(reasonsOf(parts)).size).toBe(faults);
    expect(reasonsOf(parts)).toHaveLength(faults);
  });

  it.each([
    [{ integrity: 'altered' }, ['file-altered']],
    [{ integrity: 'not-comparable' }, ['digest-not-comparable']],
    [{ integrity: 'not-on-ledger' }, ['not-on-ledger']],
    [{ integrity: 'not-on-ledger', receiptFault: 'other-log' }, ['receipt-of-other-log', 'not-on-ledger']],
    [{ integrity: 'not-on-ledger', receiptFault: 'unproven' }, ['receipt-proves-nothing', 'not-on-ledger']],
    [
      { integrity: 'other-document', document: { kind: 'receipt' } },
      ['file-is-receipt', 'file-of-other-kind'],
    ],
    [
      { integrity: 'other-document', document: { kind: 'report', seal: 'holds' } },
      ['file-is-report', 'file-of-other-kind'],
    ],
    [
      { integrity: 'other-document', document: { kind: 'report', seal: 'broken' } },
      ['file-is-report', 'report-seal-broken', 'file-of-other-kind'],
    ],
    [{ integrity: 'unreachable' }, ['ledger-unreachable']],
    [{ status: 'not-yet-in-force' }, ['licence-not-yet-in-force']],
    [{ status: 'suspended' }, ['licence-suspended']],
    [{ status: 'revoked' }, ['licence-revoked']],
    [{ status: 'cancelled' }, ['licence-cancelled']],
    [{ status: 'expired' }, ['licence-expired']],
    [{ status: 'superseded' }, ['licence-superseded']],
    [{ status: 'unknown' }, ['status-unknown']],
    [{ issuer: 'not-authorised' }, ['issuer-not-authorised']],
    [{ issuer: 'unknown' }, ['issuer-unknown']],
    [
      { integrity: 'altered', status: 'revoked', issuer: 'unknown' },
      ['file-altered', 'licence-revoked', 'issuer-unknown'],
    ],
  ] as const)('explains %j', (fault, reasons) => {
    const parts = { integrity: 'intact', status: 'in-force', issuer: 'authorised', ...fault } as const;
    expect(reasonsOf(parts)).toEqual(reasons);
    expect(isValid(parts)).toBe(false);
  });

  it('whose status is in doubt says that a change was recorded later', () => {
    const parts = { integrity: 'altered', status: 'unknown', issuer: 'authorised' } as const;
    expect(reasonsOf(parts, true)).toEqual(['file-altered', 'recorded-later']);
    expect(isValid({ ...parts, integrity: 'intact' })).toBe(false);
  });

  it('of a licence that only the file names says so', () => {
    const parts = {
      integrity: 'altered',
      status: 'in-force',
      issuer: 'authorised',
      isNamedByFile: true,
    } as const;
    expect(reasonsOf(parts)).toEqual(['file-not-registered', 'file-altered']);
  });

  it('of an empty file says so before all else', () => {
    const parts = {
      integrity: 'altered',
      status: 'in-force',
      issuer: 'authorised',
      isFileEmpty: true,
    } as const;
    expect(reasonsOf(parts)).toEqual(['file-empty', 'file-altered']);
  });

  it.each([
    ['annulment', ['licence-revoked', 'licence-void-from-start']],
    ['withdrawal', ['licence-revoked']],
    ['penalty', ['licence-revoked']],
    ['wrongly-made', ['licence-revoked', 'licence-wrongly-made']],
    ['unknown', ['licence-revoked', 'revocation-kind-unknown']],
  ] as const)('explains an ending by %s', (kind, reasons) => {
    const ending = { kind, from: 'start', reason: 'r', basis: 'b', at: '2026-11-23T01:00:00.000Z' } as const;
    const parts = { integrity: 'intact', status: 'revoked', issuer: 'authorised' } as const;
    expect(reasonsOf({ ...parts, ending })).toEqual(reasons);
  });
});
