// SPDX-License-Identifier: Apache-2.0
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { attempt } from '../errors';
import { parseKeys } from '../head/keys';
import type { Policy } from '../head/open-head';
import { licenceEntryOf, start, TestLog, timeOf } from '../testing/log';
import { pdfOf, sealedPdf } from '../testing/pdf';
import { refusalOf } from '../testing/refused';
import { keyLines, makeOrganisation } from '../testing/signers';
import { parsePdf, verifyPdf } from './pdf';
import { parseReport, verifyReport } from './report';

const log = new TestLog(5);
function policyOf(keys: string): Policy {
  return { keys: parseKeys(Buffer.from(keys)) };
}
const policy = policyOf(log.keys);
function verify(file: unknown, by = policy): unknown {
  return verifyReport(parseReport(Buffer.from(JSON.stringify(file))), by);
}
const sound = log.report();
const licenceLog = new TestLog(6, licenceEntryOf);

function eastRetired(until: number): Policy {
  return policyOf(
    log.keys.replace('# east seal ed25519 from 0', `# east seal ed25519 from 0 until ${until}`),
  );
}

describe('a sealed report', () => {
  it('holds with its receipt, however it is laid out', () => {
    const expected = { organisation: 'east', verificationId: 'V-1', receipt: { index: 0 } };
    expect(verify(sound)).toMatchObject(expected);
    const laidOut = JSON.stringify(sound, undefined, 2);
    expect(verifyReport(parseReport(Buffer.from(laidOut)), policy)).toMatchObject(expected);
  });

  it('without a receipt holds where its verdict does not say proven', () => {
    const pending = log.report({ receipt: undefined, verdict: { proof: 'pending', valid: false } });
    expect(verify(pending)).not.toHaveProperty('receipt');
    // It may be from before the key was retired, or after: nothing says that it is wrong.
    expect(refusalOf(() => verify(pending, eastRetired(9)))).toMatch(/^undated: /);
  });

  it.each([
    ['start', true, /^report: /],
    ['unknown', true, /^report: /],
    ['decision', true, /^accepted$/],
    ['start', false, /^accepted$/],
  ] as const)('of a licence that ended from the %s, said to be valid: %s', (from, valid, expected) => {
    const verdict = { proof: 'proven', valid, ending: { kind: 'x', from } };
    expect(refusalOf(() => verify(log.report({ verdict })))).toMatch(expected);
  });

  it.each<[string, object, RegExp]>([
    ['another licence', { verdict: { proof: 'proven', valid: true, licence: 'L9' } }, /^report: /],
    ['the licence itself', { verdict: { proof: 'proven', valid: true, licence: 'L0' } }, /^accepted$/],
    ['another record', { verdict: { proof: 'proven', record: 'R1' }, receipt: log.receipt(0) }, /^report: /],
  ])('with a genuine receipt, and a verdict about %s', (_name, more, expected) => {
    const receipt = licenceLog.receipt(0);
    const by = 'receipt' in more ? log : licenceLog;
    expect(refusalOf(() => verify(by.report({ receipt, ...more }), policyOf(by.keys)))).toMatch(expected);
  });

  it.each([
    [1, true, /^report: /],
    [1, false, /^accepted$/],
    [2, true, /^accepted$/],
  ])('that rests on the change at leaf %s of a licence, and says valid: %s', (index, valid, expected) => {
    const verdict = { proof: 'proven', valid, licence: 'L0' };
    const report = licenceLog.report({ receipt: licenceLog.receipt(index), verdict });
    expect(refusalOf(() => verify(report, policyOf(licenceLog.keys)))).toMatch(expected);
  });

  it('counts a retired seal up to its end', () => {
    expect(refusalOf(() => verify(sound, eastRetired(5)))).toBe('accepted');
    expect(refusalOf(() => verify(sound, eastRetired(4)))).toMatch(/^unsigned: /);
  });

  it('under a newer seal of the organisation asks for newer keys', () => {
    const own = log.organisation('east').seal;
    const other = makeOrganisation('east').seal.vkey;
    const older = policyOf(log.keys.replace(own.vkey, other));
    expect(refusalOf(() => verify(sound, older))).toMatch(/^keys-older: /);
  });

  it.each<[string, unknown, RegExp]>([
    ['another verdict', { ...sound, report: { ...sound.report, verdict: { valid: true } } }, /^signature: /],
    ['another member', { ...sound, report: { ...sound.report, more: 1 } }, /^signature: /],
    [
      'the seal of another report',
      { ...sound, seal: log.report({ at: '2026-01-01T00:00:00.000Z' }).seal },
      /^signature: /,
    ],
    ["another organisation's seal", log.report({}, 'west'), /^report: /],
    ["a stranger's seal", log.report({}, 'stranger'), /^unsigned: /],
    ['proven and no receipt', log.report({ receipt: undefined }), /^report: /],
    ['a receipt for another leaf', log.report({ receipt: { ...log.receipt(0), index: 1 } }), /^proof: /],
    [
      'a cosigner for a seal',
      { ...sound, seal: log.organisation('east').ed25519.line('x', 1) },
      /^unsigned: /,
    ],
    ['an unknown member beside it', { ...sound, more: 1 }, /^malformed: /],
    ['an unknown schema', log.report({ schema: 2 }), /^malformed: /],
    ['two seals', { ...sound, seal: `${sound.seal}${sound.seal}` }, /^malformed: /],
    ['no verdict', log.report({ verdict: undefined }), /^malformed: /],
  ])('with %s is refused', (_name, file, refusal) => {
    expect(refusalOf(() => verify(file))).toMatch(refusal);
  });

  it('with a name twice is refused: two readers could read two verdicts', () => {
    const text = JSON.stringify(sound).replace(
      '"verdict":',
      '"verdict":{"proof":"proven","valid":false},"verdict":',
    );
    expect(refusalOf(() => parseReport(Buffer.from(text)))).toBe(
      'malformed: a name stands twice in one object',
    );
  });
});

describe('the times of a report', () => {
  const [, , root = ''] = log.text(5).split('\n');
  const head = { size: 5, root, recordedAt: timeOf(5) };
  const verdict = { proof: 'proven', valid: true, claimedAt: timeOf(0), recordedAt: timeOf(2) };
  const recorded = log.receipt(0, 2);
  const dated = { verdict, head, recorded };

  it('hold with the head as of which it is sealed, and the first one that covered the event', () => {
    expect(verify(log.report(dated))).toMatchObject({
      head: { size: 5, cosignedAt: start + 5 },
      recorded: { size: 2, cosignedAt: start + 2 },
      receipt: { index: 0 },
    });
    const byTheSame = { ...verdict, recordedAt: timeOf(5) };
    expect(verify(log.report({ verdict: byTheSame, head }))).toMatchObject({ recorded: { size: 5 } });
  });

  it('may be later than the cosignatures, if those of an earlier head were', () => {
    const later = { ...verdict, recordedAt: timeOf(4) };
    expect(refusalOf(() => verify(log.report({ ...dated, verdict: later })))).toBe('accepted');
  });

  it('hold without a receipt too', () => {
    const absent = { receipt: undefined, verdict: { proof: 'unavailable', valid: false } };
    const proven = verify(log.report({ ...absent, head, checkpoint: log.head({ size: 5 }) }));
    expect(proven).toMatchObject({ head: { size: 5 } });
    expect(proven).not.toHaveProperty('receipt');
  });

  it.each<[string, object, RegExp]>([
    ['of another head', { head: { ...head, size: 4 } }, /^report: /],
    ['of another root', { head: { ...head, root: root.toLowerCase() } }, /^report: /],
    ['of a head before its cosignatures', { head: { ...head, recordedAt: timeOf(4) } }, /^report: /],
    ['that are none', { head: { ...head, recordedAt: 'soon' } }, /^report: /],
    ['of a head that it does not hold', { head, receipt: undefined, verdict: {} }, /^report: /],
    [
      'of a head that too few cosigned',
      {
        head,
        receipt: undefined,
        verdict: {},
        checkpoint: log.head({ size: 5, by: log.organisations.slice(0, 2) }),
      },
      /^quorum: /,
    ],
    ['of the event before its head', { verdict: { ...verdict, recordedAt: timeOf(1) } }, /^report: /],
    ['that the event does not claim', { verdict: { ...verdict, claimedAt: timeOf(1) } }, /^report: /],
    ['of another event', { recorded: log.receipt(1, 2) }, /^report: /],
    ['of another leaf', { recorded: { ...log.receipt(1, 2), index: 0 } }, /^report: /],
    ['of a leaf that is not under the head', { recorded: { ...log.receipt(0, 2), proof: [] } }, /^proof: /],
  ])('%s are refused', (_name, wrong, refusal) => {
    expect(refusalOf(() => verify(log.report({ ...dated, ...wrong })))).toMatch(refusal);
  });
});

describe('a report as PDF', () => {
  const sealed = (body: Buffer, sealer?: string): Buffer => sealedPdf(log, body, sealer);
  const json = Buffer.from(JSON.stringify(sound));
  const image = Buffer.from('\x89PNG', 'latin1');
  const pdf = sealed(pdfOf([image, json]));
  const check = (bytes: Buffer, by = policy): unknown => verifyPdf(parsePdf(bytes), by);

  it('holds with the report that is attached to it, packed or not', () => {
    expect(check(pdf)).toMatchObject({ organisation: 'east', receipt: { index: 0 } });
    expect(check(sealed(pdfOf([deflateSync(json)], '/Filter /FlateDecode ')))).toMatchObject({
      organisation: 'east',
    });
  });

  it('holds without the end of its last line', () => {
    expect(pdf.at(-1)).toBe(0x0a);
    expect(check(pdf.subarray(0, -1))).toMatchObject({ organisation: 'east' });
  });

  it.each<[string, Buffer, RegExp]>([
    ['a page changed', Buffer.concat([Buffer.from('%PDF-1.8'), pdf.subarray(8)]), /^signature: /],
    ['bytes after the seal', Buffer.concat([pdf, Buffer.from('1 0 obj')]), /^malformed: /],
    ['an update after the seal', Buffer.concat([pdf, pdfOf([])]), /^malformed: /],
    ['no seal', pdfOf([json]), /^malformed: the PDF has no seal/],
    ['a seal before its end', sealed(pdfOf([json]).subarray(0, -7)), /^malformed: /],
    ['no report', sealed(pdfOf([image])), /^malformed: /],
    ['two reports', sealed(pdfOf([json, json])), /^malformed: /],
    ["another organisation's seal", sealed(pdfOf([json]), 'west'), /^report: /],
    [
      'a report that was altered before sealing',
      sealed(pdfOf([Buffer.from(JSON.stringify({ ...sound, report: { ...sound.report, at: 'x' } }))])),
      /^signature: /,
    ],
    [
      'a report that inflates without end',
      sealed(pdfOf([deflateSync(Buffer.alloc(3_000_000, '{'))], '/Filter /FlateDecode ')),
      /^malformed: /,
    ],
    [
      'a stream that is not packed as it says',
      sealed(pdfOf([json], '/Filter /FlateDecode ')),
      /^malformed: /,
    ],
    ['too many attachments', sealed(pdfOf(Array.from({ length: 17 }, () => image))), /^limit-exceeded: /],
  ])('with %s is refused', (_name, bytes, refusal) => {
    expect(refusalOf(() => check(bytes))).toMatch(refusal);
  });

  it('takes a renewed seal, and the retired one for older heads', () => {
    const renewed = policyOf(
      `${log.keys}${keyLines(makeOrganisation('east'), 'from 5').slice(6).join('\n')}`,
    );
    expect(refusalOf(() => check(pdf, renewed))).toBe('accepted');
  });

  it('about what nobody registered is dated by its head, as the report in it is', () => {
    const nothing = { receipt: undefined, verdict: { valid: false } };
    const absent = log.report({ ...nothing, checkpoint: log.head({ size: 5 }) });
    const asPdf = sealed(pdfOf([Buffer.from(JSON.stringify(absent))]));
    expect(refusalOf(() => check(asPdf, eastRetired(5)))).toBe('accepted');
    expect(refusalOf(() => check(asPdf, eastRetired(4)))).toMatch(/^unsigned: /);
  });

  it('throws nothing but the own error, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(pdf, json),
        fc.nat(),
        fc.uint8Array({ maxLength: 12 }),
        (bytes, place, replacement) => {
          const at = place % bytes.length;
          const other = Buffer.concat([bytes.subarray(0, at), replacement, bytes.subarray(at + 1)]);
          const isSame = other.equals(bytes);
          const [asPdf, asJson] = [
            refusalOf(() => check(other)),
            refusalOf(() => verifyReport(parseReport(other), policy)),
          ];
          expect([asPdf, asJson].includes('accepted')).toBe(isSame);
          attempt(() => parsePdf(Buffer.from(replacement)));
        },
      ),
      { numRuns: 200 },
    );
  });
});
