// SPDX-License-Identifier: Apache-2.0
import { parseKeys } from '../head/keys';
import { parseReceiptJson, verifyReceipt } from '../receipt/receipt';
import type { ProvenReceipt } from '../receipt/receipt';
import { entryOf, licenceEntryOf, saltedEntryOf, TestLog, timeOf } from '../testing/log';
import { refusalOf } from '../testing/refused';
import { demandNotRefuted } from './against';
import { parseReport, verifyReport } from './report';
import type { ProvenReport } from './report';

const log = new TestLog(6, licenceEntryOf);
const policy = { keys: parseKeys(Buffer.from(log.keys)) };
const verdict = { proof: 'proven', valid: true, licence: 'L0' };

function registryEntryOf(index: number): ReturnType<typeof saltedEntryOf> {
  return saltedEntryOf(index, true);
}

function report(more: object): ProvenReport {
  return verifyReport(parseReport(Buffer.from(JSON.stringify(log.report(more)))), policy);
}

function receipt(index: number, size?: number): ProvenReceipt {
  return verifyReceipt(parseReceiptJson(Buffer.from(JSON.stringify(log.receipt(index, size)))), policy);
}

function refusal(sealed: ProvenReport, other: ProvenReceipt): string {
  return refusalOf(() => {
    demandNotRefuted(sealed, other);
  });
}

/** East seals that the licence is valid, on a genuine receipt, as of the newest head: it has been revoked since. */
const lie = report({ verdict, receipt: log.receipt(2) });

describe('a report, compared with a receipt from elsewhere', () => {
  it('is refuted by a later change that its own head covers', () => {
    expect(refusal(lie, receipt(4))).toMatch(
      /^report: .*version 3.*version 4: licence\.status-changed, leaf 4/,
    );
  });

  it('is refuted where it says that there is nothing', () => {
    const nothing = { proof: 'unavailable', valid: false, licence: 'L0' };
    const sealed = report({ receipt: undefined, verdict: nothing, checkpoint: log.head({ size: 6 }) });
    expect(refusal(sealed, receipt(0))).toMatch(/^report: .*version 0/);
  });

  it.each([
    ['a change before that on which it rests', lie, 1],
    ['the change on which it rests', lie, 2],
    ['a change that its head does not cover', report({ verdict, receipt: log.receipt(2, 4) }), 4],
  ])('stands beside %s', (_, sealed, index) => {
    expect(refusal(sealed, receipt(index))).toBe('accepted');
  });

  it.each([
    ['before the change was claimed', timeOf(3), 'accepted'],
    ['before it was surely recorded', timeOf(500), 'accepted'],
    ['long after it was recorded', timeOf(2_000), 'report'],
  ])('about a moment %s', (_, at, expected) => {
    expect(refusal(report({ verdict, receipt: log.receipt(2), at }), receipt(4)).split(':')[0]).toBe(
      expected,
    );
  });

  it.each([
    ['record', entryOf, { record: 'R1' }, /^usage: .*record R0, and not what the report judges/],
    ['event of the registry', registryEntryOf, {}, /^usage: /],
  ] as const)('that rests on an %s is compared with what is about the same', (_, entry, named, expected) => {
    const other = new TestLog(3, entry);
    const own = { keys: parseKeys(Buffer.from(other.keys)) };
    const text = JSON.stringify(
      other.report({ verdict: { valid: true, ...named }, receipt: other.receipt(1) }),
    );
    const sealed = verifyReport(parseReport(Buffer.from(text)), own);
    const known = verifyReceipt(parseReceiptJson(Buffer.from(JSON.stringify(other.receipt(0)))), own);
    expect(refusal(sealed, known)).toMatch(expected);
  });

  it.each([
    ['another licence', lie, 5],
    ['what is no change', lie, 3],
    ['anything, where it names no head', report({ receipt: undefined, verdict: { licence: 'L0' } }), 4],
    ['anything, where it names nothing', report({ receipt: log.receipt(2), verdict: { valid: true } }), 4],
  ])('is not compared with %s', (_, sealed, index) => {
    expect(refusal(sealed, receipt(index))).toMatch(/^usage: /);
  });
});
