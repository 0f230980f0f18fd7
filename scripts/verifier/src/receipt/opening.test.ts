// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSameBytes } from '../bytes';
import { attempt } from '../errors';
import { parseKeys } from '../head/keys';
import { leafHash } from '../merkle/hash';
import { verifyExport } from '../export/verify-export';
import { parseReport, verifyReport } from '../report/report';
import { canonical, entryOf, saltedEntryOf, TestLog } from '../testing/log';
import { refusalOf } from '../testing/refused';
import { parseLeaf, treeLeaf } from './leaf';
import { parseReceiptJson, parseReceiptText, verifyReceipt } from './receipt';

/** Leaves as they were, then salted ones, which end with one of the registry. */
const log = new TestLog(7, (index) => (index < 3 ? entryOf(index) : saltedEntryOf(index, index === 6)));
const policy = { keys: parseKeys(Buffer.from(log.keys)) };

type Opened = Record<'event' | 'leaf', Record<string, unknown>> & { salt: string };

function opened(index: number): Opened {
  return JSON.parse(log.receiptLeaf(index)) as Opened;
}

describe('a receipt of a salted leaf', () => {
  it.each([3, 4, 5, 6])('proves its event: leaf %i', (index) => {
    const asText = verifyReceipt(parseReceiptText(Buffer.from(log.receiptText(index))), policy);
    const asJson = verifyReceipt(parseReceiptJson(Buffer.from(JSON.stringify(log.receipt(index)))), policy);
    expect(asText).toEqual(asJson);
    expect(asText.leaf).toMatchObject({ transaction: opened(index).event['transaction'], position: 0 });
  });

  it('stands beside those of leaves that are not salted', () => {
    expect(verifyReceipt(parseReceiptText(Buffer.from(log.receiptText(1))), policy).leaf.type).toBe(
      'record.created',
    );
  });

  it.each<[string, RegExp, (leaf: Opened, other: Opened) => object]>([
    [
      'the salt of another event',
      /^proof: the event is not the one/,
      (leaf, { salt }) => ({ ...leaf, salt }),
    ],
    ['another event', /^proof: the event is not the one/, (leaf, { event }) => ({ ...leaf, event })],
    ['another leaf', /^proof: the event is not the one/, (leaf, other) => ({ ...leaf, leaf: other.leaf })],
    ['no salt', /^malformed: /, ({ event, leaf }) => ({ event, leaf })],
    ['a short salt', /^malformed: /, (leaf) => ({ ...leaf, salt: leaf.salt.slice(2) })],
    ['more beside', /^malformed: /, (leaf) => ({ ...leaf, more: 1 })],
    ['more in the leaf', /^malformed: /, ({ leaf, ...rest }) => ({ ...rest, leaf: { ...leaf, more: 1 } })],
    [
      'a leaf of schema 1',
      /^malformed: /,
      ({ leaf, ...rest }) => ({ ...rest, leaf: { ...leaf, schema: 1 } }),
    ],
  ])('with %s is refused', (_, reason, change) => {
    const text = canonical(change(opened(3), opened(4)));
    expect(refusalOf(() => parseLeaf(Buffer.from(text)))).toMatch(reason);
  });

  it('whose leaf shows what is not in the event is refused', () => {
    const { event, leaf, salt } = opened(6);
    for (const shown of [{ ...event, type: 'x' }, { data: { changes: ['y'] } }, { later: 1 }]) {
      const text = canonical({ event, salt, leaf: { ...leaf, event: shown } });
      expect(refusalOf(() => parseLeaf(Buffer.from(text)))).toMatch(/^proof: the leaf shows/);
    }
  });

  it('has one spelling', () => {
    const spaced = log.receiptLeaf(3).replace('"salt":', '"salt": ');
    expect(refusalOf(() => treeLeaf(Buffer.from(spaced)))).toMatch(/^malformed: /);
  });

  it('leads to no other leaf: every byte of it counts', () => {
    const leaf = Buffer.from(log.receiptLeaf(6));
    const hash = leafHash(treeLeaf(leaf));
    for (let at = 0; at < leaf.length; at += 1) {
      const altered = Buffer.from(leaf);
      altered[at] = (altered[at] ?? 0) ^ 1;
      const isAccepted = attempt(() => {
        parseLeaf(altered);
        return isSameBytes(leafHash(treeLeaf(altered)), hash);
      });
      expect([at, isAccepted]).not.toEqual([at, true]);
    }
  });
});

describe('what gateways wrote before leaves were salted', () => {
  const folder = join(__dirname, '..', '..', '..', '..', 'tests', 'fixtures', 'leaf-schema-1');
  const file = (name: string): Buffer => readFileSync(join(folder, name));
  const older = { keys: parseKeys(file('keys.txt')) };

  it('are receipts that prove their event still', () => {
    for (const receipt of [
      parseReceiptText(file('receipt.tlog-proof')),
      parseReceiptJson(file('receipt.json')),
    ]) {
      expect(verifyReceipt(receipt, older).leaf).toMatchObject({
        type: 'record.accessed',
        purpose: 'case-review',
      });
    }
  });

  it('is a report that holds still', () => {
    const report = verifyReport(parseReport(file('report.json')), older);
    expect(report.receipt?.leaf.type).toBe('record.amended');
    const named = report.verdict['digest'] as { value: string };
    expect(named.value).toBe(createHash('sha256').update('contract').digest('hex'));
  });

  it.each([
    ['export-record.ndjson', true],
    ['export-proofs.ndjson', false],
  ])('is an export that holds still: %s', (name, isCovering) => {
    const lines = file(name).toString().trimEnd().split('\n');
    const found = verifyExport(
      lines.map((line) => Buffer.from(line)),
      older,
    );
    expect(found.findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(found.completeness.proven).toBe(isCovering);
    expect(found.about.events).toEqual({ 'record.created': 1, 'record.amended': 1, 'record.accessed': 1 });
    expect(found.closed).toBe(0);
  });
});
