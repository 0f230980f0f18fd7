// SPDX-License-Identifier: Apache-2.0
import {
  accessRecord,
  createRecord,
  fileRecord,
  issueLicence,
  revokeLicence,
} from '@guidang/chaincode/commands';
import { parseKeys, parsePdf, parseReport, verifyPdf, verifyReport } from '@guidang/verifier';
import type { Policy } from '@guidang/verifier';
import { officers, departments, licenceTypes, regions } from '@guidang/chaincode/sample';
import { firstOrganisation } from '../gateway-context';
import type { InTurn } from './api';
import { Verification } from '../verification/service';
import { reportDocument } from './print-report';
import { sealedReportSchema } from './sealed-report';
import { until } from '../../common/until';
import { EmbeddedGateway } from '../../testing/embedded-gateway';
import { aRecord } from '../../../../chaincode/src/testing/a-record';

jest.setTimeout(60_000);

const file = { algorithm: 'sha256', value: '3b'.repeat(32) } as const;
const record = aRecord({
  contents: [{ digest: file, mediaType: 'application/pdf', bytes: 5, role: 'main' }],
});

const other = {
  digest: { algorithm: 'sha256', value: '3c'.repeat(32) },
  mediaType: 'application/pdf',
  bytes: 5,
  role: 'main',
} as const;

/** A moment after all that was claimed before, and before all that is claimed from now on: to the millisecond. */
async function momentBetween(): Promise<string> {
  const isPast = (ms: number): true | undefined => Date.now() > ms || undefined;
  const pause = { firstMs: 1, maximumMs: 1 };
  const lastMs = Date.now();
  await until('a millisecond is over', () => isPast(lastMs), { pause });
  const betweenMs = Date.now();
  await until('a millisecond is over', () => isPast(betweenMs), { pause });
  return new Date(betweenMs).toISOString();
}

let gateway: EmbeddedGateway;
let id: string;
/** A time after the record was created and before it was filed. */
let between: string;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded({ logKeeper: 'archives' });
  const { result } = await gateway.give(officers.eastRegistrar, createRecord, record);
  id = result['id'];
});
afterAll(() => gateway.close());

/** A verification that does not wait for long. */
function soon(): Verification {
  const { projection, log, context } = gateway;
  const { ledger } = firstOrganisation(context);
  return new Verification({
    projection,
    ledger,
    receipts: log.receipts,
    seals: log.seals,
    kind: 'embedded',
    headWithinMs: 50,
  });
}

async function policy(): Promise<Policy> {
  return { keys: parseKeys(Buffer.from((await gateway.services.http.log.keys()) ?? '')) };
}

const atOnce: InTurn = (work) => work();

const asked = { digests: [file] };

describe('a verification report', () => {
  it('is not sealed before an anchored head covers what it says', async () => {
    await expect(soon().verifyAnchored(asked)).rejects.toMatchObject({ code: 'head-missing' });
    await gateway.anchorHead();
    await gateway.give(officers.eastRegistrar, createRecord, { ...record, contents: [other] });
    const pending = { digests: [other.digest] };
    await expect(soon().verifyAnchored(pending)).rejects.toMatchObject({ code: 'proof-pending' });
    await expect(soon().verify(pending)).resolves.toMatchObject({ valid: true, proof: 'pending' });
    // What others do since does not hold it up.
    const { head, verdict } = await soon().verifyAnchored(asked);
    expect(head).toEqual(gateway.projection.head);
    expect(verdict).toMatchObject({ record: id, valid: true, proof: 'proven' });
  });

  it('of a file that is not on the ledger names the head as of which it is not', async () => {
    const digest = { algorithm: 'sha256', value: '00'.repeat(32) } as const;
    const sealed = await gateway.services.http.reports.json({ digests: [digest] }, atOnce);
    const proven = verifyReport(parseReport(Buffer.from(JSON.stringify(sealed))), await policy());
    expect(proven.verdict).toMatchObject({ integrity: 'not-on-ledger', proof: 'unavailable' });
    expect(proven.head).toMatchObject({ size: gateway.projection.head?.size });
    expect(proven.receipt).toBeUndefined();
  });

  it('waits for that head', async () => {
    const waiting = gateway.services.http.reports.json({ digests: [other.digest] }, atOnce);
    await gateway.anchorHead();
    const { report } = await waiting;
    expect(report).toMatchObject({ organisation: 'archives', verdict: { proof: 'proven' } });
    expect(report.head).toMatchObject({ size: gateway.projection.head?.size });
  });

  it('contains the receipt that it rests on, and is verified offline', async () => {
    await gateway.anchorHead();
    const sealed = await gateway.services.http.reports.json(asked, atOnce);
    const proven = verifyReport(parseReport(Buffer.from(JSON.stringify(sealed))), await policy());
    expect(proven).toMatchObject({ organisation: 'archives', verdict: { valid: true, proof: 'proven' } });
    expect(proven.receipt?.leaf.subject).toEqual({ kind: 'record', id });
  });

  it('carries both times of the change, and the head that dates it', async () => {
    const sealed = await gateway.services.http.reports.json(asked, atOnce);
    const { head, receipt, recorded, verdict } = sealed.report;
    expect(receipt?.index).toBe(recorded?.index);
    expect(recorded?.checkpoint).not.toBe(receipt?.checkpoint);
    const proven = verifyReport(parseReport(Buffer.from(JSON.stringify(sealed))), await policy());
    expect(Date.parse(verdict.recordedAt ?? '')).toBe((proven.recorded?.cosignedAt ?? 0) * 1000);
    expect(Date.parse(head?.recordedAt ?? '')).toBe((proven.head?.cosignedAt ?? 0) * 1000);
  });

  it('rests on the last event that changed the subject, not on later accesses', async () => {
    between = await momentBetween();
    const given = { purpose: 'case-review', basis: 'archives-law:28' };
    await gateway.give(officers.eastRegistrar, fileRecord, { id, version: 1 });
    await gateway.give(officers.eastRegistrar, accessRecord, { id }, given);
    await gateway.anchorHead();
    const { report } = await gateway.services.http.reports.json(asked, atOnce);
    expect(report.receipt?.leaf).toContain('"type":"record.filed"');
  });

  it('for a past moment rests on the changes up to then', async () => {
    const { report } = await gateway.services.http.reports.json({ ...asked, at: between }, atOnce);
    expect(report).toMatchObject({ at: between, verdict: { at: between, proof: 'proven' } });
    expect(report.receipt?.leaf).toContain('"type":"record.created"');
  });

  it('for a moment before an annulment rests on the annulment, and is printed with it', async () => {
    const { result } = await gateway.give(officers.eastMarketDecider, issueLicence, {
      type: licenceTypes.foodBusiness,
      region: regions.east,
      holders: [{ organisation: departments.eastLand.code }],
      validFrom: '2026-01-01',
    });
    const licence = result['identifier'];
    const issued = await momentBetween();
    const body = { identifier: licence, version: 1, reason: 'fraud', basis: 'b', kind: 'annulment' } as const;
    await gateway.give(officers.eastMarketDecider, revokeLicence, body);
    await gateway.anchorHead();
    const question = { licence, digests: [], at: issued };
    const sealed = await gateway.services.http.reports.json(question, atOnce);
    expect(sealed.report).toMatchObject({
      at: issued,
      verdict: {
        valid: false,
        proof: 'proven',
        reasons: ['licence-revoked', 'licence-void-from-start'],
        ending: { kind: 'annulment', from: 'start' },
      },
    });
    expect(sealed.report.receipt?.leaf).toContain('"type":"licence.status-changed"');
    verifyReport(parseReport(Buffer.from(JSON.stringify(sealed))), await policy());
    const pdf = await gateway.services.http.reports.pdf(question, atOnce);
    expect(verifyPdf(parsePdf(pdf), await policy())).toMatchObject({ verdict: { valid: false } });
  });

  it('is printed with the names of its codes, where the code book has them', async () => {
    const at = '2026-11-20T08:30:00.000Z';
    const why = { reason: 'retention-ended', basis: 'archives-law:28', at } as const;
    const { report, seal } = await gateway.services.http.reports.json(asked, atOnce);
    const verdict = {
      ...report.verdict,
      statusReason: why,
      ending: { ...why, kind: 'penalty', from: 'decision' },
    };
    const sealed = sealedReportSchema.parse({ report: { ...report, verdict }, seal });
    const named = {
      organisation: '示范市档案馆',
      reasons: new Map([['retention-ended', '保管期限届满']]),
      bases: new Map([['archives-law:28', '《档案法》第二十八条']]),
    };
    const told = '保管期限届满 retention-ended，依据 《档案法》第二十八条 archives-law:28';
    const print = (names: typeof named): string => JSON.stringify(reportDocument(sealed, names).blocks);
    expect(print(named)).toContain(`（${told}）`);
    expect(print(named)).toContain(`（${told}，决定时间 ${at}）`);
    expect(print({ ...named, reasons: new Map(), bases: new Map() })).toContain(
      '（retention-ended，依据 archives-law:28）',
    );
  });

  it('with a changed word is detected', async () => {
    const sealed = await gateway.services.http.reports.json(asked, atOnce);
    const text = JSON.stringify(sealed).replace('"status":"not-applicable"', '"status":"in-force"');
    const forged = parseReport(Buffer.from(text));
    const known = await policy();
    expect(() => verifyReport(forged, known)).toThrow();
  });

  it('is printed with the report attached, and sealed as a whole', async () => {
    const pdf = await gateway.services.http.reports.pdf(asked, atOnce);
    expect(verifyPdf(parsePdf(pdf), await policy())).toMatchObject({ verdict: { record: id, valid: true } });
    const page = pdf.indexOf('/Contents');
    pdf[page] = 0x20;
    const known = await policy();
    expect(() => verifyPdf(parsePdf(pdf), known)).toThrow();
  });
});
