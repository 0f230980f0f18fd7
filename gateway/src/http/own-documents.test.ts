// SPDX-License-Identifier: Apache-2.0
import { addRendition, issueLicence } from '@guidang/chaincode/commands';
import { departments, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import { verifyFile } from '@guidang/verifier';
import type { Source, Verification as Checked } from '@guidang/verifier';
import PDFDocument from 'pdfkit';
import { sealedTextOf, sealedTextOfPdf, sealLineOfPdf } from '../log/seal-claim';
import { sha256 } from '../common/sha256';
import { formatReceipt } from '../log/receipt';
import { SigningKeys } from '../log/signing-keys';
import { fontFiles } from '../rendition/fonts';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import type { HttpAnswer } from '../testing/http-client';

jest.setTimeout(60_000);

/*
 * What this system gives out beside the files of licences and records comes back through the wrong door: it is named, and
 * what is said of it is what the offline verifier says.
 */

const decider = officers.eastMarketDecider;
const printed = { algorithm: 'sha256', value: '4d'.repeat(32) } as const;

let gateway: EmbeddedGateway;
let server: GatewayServer;
let licence: string;
/** A genuine report on the licence, in print and as JSON, and what else there is. */
let pdf: Buffer;
let json: Buffer;
let receipt: string;
let keys: string;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded({ logKeeper: 'archives' });
  server = await gatewayServer(gateway);
  const { result, transaction } = await gateway.give(decider, issueLicence, {
    type: licenceTypes.foodBusiness,
    region: regions.east,
    holders: [{ organisation: departments.eastLand.code }],
    validFrom: '2026-01-01',
  });
  licence = result.identifier;
  const rendition = { digest: printed, bytes: 1, mediaType: 'application/pdf' } as const;
  await gateway.give(decider, addRendition, { identifier: licence, version: 1, rendition });
  await gateway.anchorHead();
  const { http } = gateway.services;
  const question = { licence, digests: [] };
  pdf = await http.reports.pdf(question, (work) => work());
  json = Buffer.from(JSON.stringify(await http.reports.json(question, (work) => work())));
  const found = await http.log.receipt(`${transaction}-0`);
  if (found === undefined || found === 'pending') throw new Error('no receipt');
  receipt = formatReceipt(found);
  keys = (await http.log.keys()) ?? '';
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

const boundary = 'guidang-test-boundary';

function verify(file: Buffer, fields: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
  const head = (name: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${name === 'file' ? '; filename="a"' : ''}\r\n\r\n`;
  const body = Buffer.concat([
    ...Object.entries(fields).map(([name, value]) => Buffer.from(`${head(name)}${value}\r\n`)),
    Buffer.from(head('file')),
    file,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };
  return server.ask(officers.westVerifier, '/verifications', { body, headers });
}

function offline(file: Buffer): Checked {
  const source = (name: string, bytes: Buffer): Source => ({
    name,
    size: () => bytes.length,
    parts: () => [bytes],
  });
  return verifyFile({ file: source('file', file), keys: source('keys', Buffer.from(keys)) });
}

/** What was signed by a seal of somebody else. */
function sealed(text: string, network = 'guidang', organisation = 'archives'): string {
  const seed = Buffer.alloc(32, 7).toString('base64');
  const seeds = { log: seed, cosigner: seed, postQuantumCosigner: seed, seal: seed };
  return new SigningKeys(seeds, { network, organisation }).seal(text);
}

function sealedPdf(body: Buffer, ...by: readonly string[]): Buffer {
  const line = sealed(sealedTextOfPdf(sha256(body)), ...by);
  return Buffer.concat([body, Buffer.from(sealLineOfPdf(line))]);
}

function withoutSeal(file: Buffer): Buffer {
  return file.subarray(0, file.lastIndexOf('%guidang-seal '));
}

/** As a program writes it that keeps the text of the page alone. */
async function printedAgain(): Promise<Buffer> {
  const page = new PDFDocument({ font: fontFiles.regular, compress: true });
  const parts: Buffer[] = [];
  page.on('data', (part: Buffer) => parts.push(part));
  const end = new Promise((resolve) => page.once('end', resolve));
  page
    .text('核验报告')
    .text('结论：有效')
    .text('核验编号 3f2504e0-4f89-41d3-9a0c-0305e82c3301')
    .text(licence);
  page.end();
  await end;
  return Buffer.concat(parts);
}

/** A report that says of the licence what nobody has sealed. */
function forgedJson(): Buffer {
  return Buffer.from(json.toString().replace('"status":"in-force"', '"status":"superseded"'));
}

function resealedJson(): Buffer {
  const { report } = JSON.parse(json.toString()) as { report: object };
  return Buffer.from(JSON.stringify({ report, seal: sealed(sealedTextOf(report)) }));
}

const holds = { kind: 'report', seal: 'holds', sealedBy: 'archives' };

describe('a verification report that is given as a file', () => {
  it.each<[string, () => Buffer | Promise<Buffer>, object, readonly string[], Checked['result']]>([
    ['in print', () => pdf, holds, [], 'proven'],
    ['as JSON', () => json, holds, [], 'proven'],
    [
      'as JSON with a mark before it',
      () => Buffer.concat([Buffer.from('\ufeff'), json]),
      holds,
      [],
      'proven',
    ],
    [
      'in print, of which a byte was changed',
      () => Buffer.from(pdf.toString('latin1').replace('/Author', '/author'), 'latin1'),
      { kind: 'report', seal: 'broken' },
      ['report-seal-broken'],
      'wrong',
    ],
    ['as JSON, changed', forgedJson, { kind: 'report', seal: 'broken' }, ['report-seal-broken'], 'wrong'],
    [
      'in print, saved again',
      () => withoutSeal(pdf),
      { kind: 'report', seal: 'absent' },
      ['report-seal-absent'],
      'not-checked',
    ],
    [
      'in print, and something after its seal',
      () => Buffer.concat([pdf, Buffer.from('%%EOF\n')]),
      { kind: 'report', seal: 'absent' },
      ['report-seal-absent'],
      'not-checked',
    ],
    [
      'in print, printed again',
      printedAgain,
      { kind: 'report', seal: 'absent' },
      ['report-seal-absent'],
      'not-checked',
    ],
    [
      'in print, under a seal that somebody made up',
      () => sealedPdf(withoutSeal(pdf)),
      { kind: 'report', seal: 'unknown' },
      ['report-seal-unknown'],
      'not-checked',
    ],
    [
      'as JSON, under a seal that somebody made up',
      resealedJson,
      { kind: 'report', seal: 'unknown' },
      ['report-seal-unknown'],
      'not-checked',
    ],
  ])('%s is told apart from a file of the licence', async (_, fileOf, document, faults, result) => {
    const file = await fileOf();
    for (const fields of [{}, { licence }]) {
      const { status, body } = await verify(file, fields);
      expect(status).toBe(200);
      expect(body).toMatchObject({ integrity: 'other-document', document, valid: false });
      const reasons = body?.['reasons'];
      expect(reasons).toEqual(expect.arrayContaining(['file-is-report', ...faults, 'file-of-other-kind']));
      expect(reasons).not.toContain('file-altered');
      expect(reasons).not.toContain('file-not-registered');
    }
    expect(offline(file).result).toBe(result);
  });

  it.each([
    ['in print', () => pdf],
    ['as JSON', () => json],
  ])('%s shows the licence that it is about, as it is now', async (_, fileOf) => {
    const { body } = await verify(fileOf());
    expect(body).toMatchObject({ licence, status: 'in-force', issuer: 'authorised' });
    expect(body?.['reasons']).toEqual(['file-is-report', 'file-of-other-kind']);
  });

  it('that somebody has registered as his own file is that file', async () => {
    const digest = { algorithm: 'sha256', value: sha256(pdf).toString('hex') } as const;
    const rendition = { digest, bytes: pdf.length, mediaType: 'application/pdf' } as const;
    await gateway.give(decider, addRendition, { identifier: licence, version: 2, rendition });
    await gateway.reach();
    const { body } = await verify(pdf);
    expect([body?.['integrity'], body?.['document'], body?.['valid']]).toEqual(['intact', undefined, true]);
  });
});

describe('a document of another kind that is given as a file', () => {
  it.each<[string, () => string, string]>([
    ['a receipt', () => receipt, 'receipt'],
    ['a receipt in a mail', () => `您好\r\n\r\n${receipt.replace(/^/gm, '> ')}`, 'receipt'],
    ['a receipt as JSON', () => JSON.stringify({ index: 0, leaf: '', proof: [], checkpoint: '' }), 'receipt'],
    ['an export', () => '{"format":"guidang-export/2","origin":"guidang/log"}\n{"index":0}\n', 'export'],
    ['an export without its beginning', () => '{"index":0,"leaf":"a"}\n{"index":1,"leaf":"b"}\n', 'export'],
    ['keys', () => keys, 'keys'],
    ['keys in UTF-16', () => `\ufeff${keys}`, 'keys'],
    ['a verdict without a seal', () => '{"verificationId":"a","integrity":"intact"}', 'answer'],
    ['an error', () => '{"status":404,"title":"Not found","code":"not-found"}', 'answer'],
  ])('is named: %s', async (name, textOf, kind) => {
    const file = Buffer.from(textOf(), name.includes('UTF-16') ? 'utf16le' : 'utf8');
    const { body } = await verify(file);
    expect(body).toMatchObject({ integrity: 'other-document', document: { kind }, valid: false });
    expect(body?.['reasons']).toEqual(expect.arrayContaining([`file-is-${kind}`]));
    expect((await verify(file, { licence })).body).toMatchObject({ licence, integrity: 'other-document' });
  });

  it.each<[string, string | Buffer]>([
    ['a text', '档案\n'],
    ['JSON', '{"a":1}'],
    ['what begins like JSON', '{a}'],
    ['a text with a heading', '# Title\n\na + b\n'],
    ['nothing', ''],
    ['a licence that is called a report', '%PDF-1.7\n/Title (核验报告 1.2.156.3005.2)\n%%EOF\n'],
    ['a PDF of somebody else', '%PDF-1.7\n%%EOF\n'],
  ])('is not seen in %s', async (_, file) => {
    const { body } = await verify(Buffer.from(file));
    expect([body?.['integrity'], body?.['document']]).toEqual(['not-on-ledger', undefined]);
  });
});

describe('a receipt', () => {
  const ask = (text: string, language = 'en'): Promise<HttpAnswer> =>
    server.ask(officers.westVerifier, '/verifications', {
      body: { receipt: text },
      headers: { 'Accept-Language': language },
    });

  it('of another log is named as such, and one that was changed as proving nothing', async () => {
    const other = await ask(receipt.replace('guidang/log', 'elsewhere/log'));
    expect(other.body).toMatchObject({ integrity: 'not-on-ledger', valid: false });
    expect(other.body?.['reasons']).toContain('receipt-of-other-log');
    const changed = await ask(receipt.replace(/\nindex \d+/, '\nindex 9999'));
    expect(changed.body?.['reasons']).toContain('receipt-proves-nothing');
  });

  it('as JSON is read as its text is', async () => {
    const parsed = JSON.parse(json.toString()) as { report: { receipt: object } };
    const { body } = await ask(JSON.stringify(parsed.report.receipt));
    expect(body).toMatchObject({ licence, integrity: 'not-asked', status: 'in-force' });
  });

  it.each<[string, () => string, RegExp, RegExp]>([
    ['keys', () => keys, /keys/, /公钥/],
    ['an export', () => '{"format":"guidang-export/2"}\n', /export/, /导出/],
    ['a report', () => json.toString(), /report/, /报告/],
    ['an error', () => '{"status":404,"title":"Not found","code":"not-found"}', /answer/, /应答/],
  ])('is none in %s, which is named', async (_, textOf, english, chinese) => {
    const { status, body } = await ask(textOf());
    expect([status, body?.['code'], body?.['field']]).toEqual([422, 'receipt-malformed', 'body/receipt']);
    expect(body?.['detail']).toMatch(english);
    expect((await ask(textOf(), 'zh')).body?.['detail']).toMatch(chinese);
  });
});
