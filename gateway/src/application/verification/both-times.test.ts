// SPDX-License-Identifier: Apache-2.0
import { formatLicenceIdentifier } from '@guidang/chaincode/model';
import { departments, licenceTypes } from '@guidang/chaincode/sample';
import { datesOfAuthority, isRecordedLater } from './both-times';

const asOf = '2026-12-01T09:00:00.000Z';
const moment = '2026-12-01T08:00:00.000Z';

describe('a change', () => {
  it.each([
    ['recorded after the moment', '2026-12-01T08:00:01.000Z', moment, true],
    ['recorded at the moment', moment, moment, false],
    ['recorded before it', '2026-12-01T07:59:59.000Z', moment, false],
    ['not recorded yet, for a past moment', undefined, moment, true],
    ['not recorded yet, for a moment that is not past', undefined, asOf, false],
    ['not recorded yet, for now', undefined, undefined, false],
    ['recorded by clocks ahead of ours, for now', '2026-12-01T09:01:00.000Z', undefined, false],
  ])('%s', (_, recordedAt, asked, expected) => {
    expect(isRecordedLater({ recordedAt }, { moment: asked, asOf })).toBe(expected);
  });
});

describe('authority must hold', () => {
  const identifier = formatLicenceIdentifier({
    type: licenceTypes.foodBusiness,
    issuer: departments.eastMarket.code,
    serial: `${'0'.repeat(26)}0001`,
    version: '001',
  });
  const issued = { identifier, issuedAt: '2026-11-30T15:58:00.000Z', issuedOn: '2026-11-30' };

  it.each([
    [
      'on the date of issue, and on that of its record',
      issued,
      '2026-11-30T16:04:00.000Z',
      ['2026-11-30', '2026-12-01'],
    ],
    [
      'on the date of issue, and now as long as it is not recorded',
      issued,
      undefined,
      ['2026-11-30', '2026-12-01'],
    ],
    [
      'on the stated date alone, of a licence that existed before',
      { ...issued, issuedOn: '2016-01-01' },
      asOf,
      ['2016-01-01'],
    ],
  ])('%s', (_, licence, recordedAt, dates) => {
    expect(datesOfAuthority(licence, { recordedAt }, asOf)).toEqual(dates);
  });
});
