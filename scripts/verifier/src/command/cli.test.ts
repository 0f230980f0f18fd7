// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportParts, sealedLines } from '../testing/export';
import { leafOf, licenceEntryOf, TestLog, timeOf } from '../testing/log';
import { pdfOf, sealedPdf } from '../testing/pdf';
import { main } from './main';

const hook = join(__dirname, '..', '..', '..', '..', '.config', 'typescript-hook.cjs');
const cli = join(__dirname, '..', 'cli.ts');
const licence = Buffer.from('a licence as PDF, made up');

/** As mail programs send a text that is not all ASCII: octets as =E2, no line longer than 76. */
function quotedPrintable(text: string): string {
  const octetOf = (octet: number): string => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`;
  return text
    .replace(/=|[^\0-~]/g, (character) => [...Buffer.from(character)].map(octetOf).join(''))
    .replace(/^.{77,}$/gm, (line) => line.replace(/(?:=[0-9A-F]{2}|[^=]){73}(?!$)/g, (part) => `${part}=\n`));
}

/** A mail with parts in base64, as mail programs save what is not all ASCII. */
function mailOf(...parts: readonly Buffer[]): string {
  const bodies = parts.map(
    (part) =>
      '--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n' +
      `${part.toString('base64').replace(/.{76}/g, '$&\n')}\n`,
  );
  return crlf(`MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n${bodies.join('')}--b--\n`);
}

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

describe('guidang-verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-verifier-'));
  const file = (name: string, data: string | Buffer): string => {
    writeFileSync(join(folder, name), data);
    return join(folder, name);
  };
  const run = (...args: string[]): { status: number; stdout: string; stderr: string } => {
    const written = { stdout: '', stderr: '' };
    const status = main(args, {
      stdout: { write: (text) => (written.stdout += text) },
      stderr: { write: (text) => (written.stderr += text) },
    });
    return { status, ...written };
  };
  const runProcess = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, ['-r', hook, cli, ...args], { encoding: 'utf8' });

  const log = new TestLog(9, (index) => ({
    leaf: leafOf(index, {
      type: 'licence.rendition-added',
      subject: { kind: 'licence', id: `L${index}` },
      data: {
        digest: createHash('sha256')
          .update(index === 0 ? licence : 'another')
          .digest('hex'),
      },
    }),
  }));
  const keys = file('keys', log.keys);
  const mark = '\ufeff';
  const wide = (text: string): Buffer => Buffer.from(mark + text, 'utf16le');
  const bigEnd = (text: string): Buffer => wide(text).swap16();
  const receipt = file('receipt.tlog-proof', log.receiptText(0));
  const sound = sealedLines(log, exportParts(log, { selection: { kind: 'all' } }));
  const withoutReceipt = JSON.stringify(
    log.report({ receipt: undefined, at: timeOf(3), verdict: { proof: 'pending', valid: false } }),
  );
  const sealedReport = sealedPdf(log, pdfOf([Buffer.from(JSON.stringify(log.report()))]));
  const absent = JSON.stringify(
    log.report({ receipt: undefined, verdict: { valid: false }, checkpoint: log.head({ size: 9 }) }),
  );
  const range = { selection: { kind: 'range', from: timeOf(2), to: timeOf(6) }, first: 2, size: 6 } as const;
  const chosen = sealedLines(log, exportParts(log, { selection: { kind: 'record', id: 'R0' }, chosen: [1] }));
  const asFile = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
  const huge = file('huge.tlog-proof', log.receiptText(0));
  truncateSync(huge, 100_000_000);

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const cases: [string, number, string[], RegExp][] = [
    ['a receipt', 0, [receipt], /^ok event: licence\.rendition-added of licence L0, .*\nresult: proven\n$/m],
    ['a receipt as JSON', 0, [file('receipt.json', JSON.stringify(log.receipt(0)))], /result: proven/],
    [
      'a licence with its receipt',
      0,
      [receipt, '--file', file('licence.pdf', licence)],
      /^ok document: .*sha256/m,
    ],
    [
      'a report',
      0,
      [file('report.json', JSON.stringify(log.report()))],
      /^ok verdict: on the word of east: .*\nok recorded: the event, by 2026-01-01T00:00:09Z$/m,
    ],
    [
      'a report without a receipt',
      0,
      [file('pending.json', withoutReceipt)],
      /^ok seal: report V-1 of .* as of 2026-01-01T00:00:03\.000Z, sealed by east\n.*\nok receipt: the report rests on none\nresult: proven$/m,
    ],
    [
      'a report as of a head, without a receipt',
      0,
      [file('absent.json', absent)],
      /^ok head: .*\nok receipt: the report rests on none\nresult: proven$/m,
    ],
    [
      'a report as PDF',
      0,
      [file('report.pdf', sealedReport)],
      /^ok pdf: sealed by east\nok seal: report V-1 of [^ ]+, sealed by east$/m,
    ],
    [
      'a document with a report without a receipt',
      1,
      [file('pending-too.json', withoutReceipt), '--file', receipt],
      /^wrong document: the report has no receipt/m,
    ],
    ['an export', 0, [file('export', asFile(sound))], /^completeness: proven: .*\nresult: proven$/m],
    ['a receipt with CRLF', 0, [file('crlf.txt', crlf(log.receiptText(0)))], /result: proven/],
    ['a receipt with a mark', 0, [file('mark.txt', mark + log.receiptText(0))], /result: proven/],
    [
      'a receipt as JSON with both',
      0,
      [file('both.json', `${mark}${JSON.stringify(log.receipt(0))}\r\n`)],
      /proven/,
    ],
    ...(
      [
        ['quoted', (text) => text.replace(/^/gm, '> ')],
        [
          'indented, with blanks that do not break',
          (text) => text.replace(/^/gm, '  ').replaceAll(' ', '\u00a0'),
        ],
        ['in a mail', (text) => `您好，回执如下：\n\n${text}\n此致\n发自手机`],
        ['below blank lines', (text) => `\n \n${text}\n\n`],
        ['on a web page', (text) => `<html><pre>\n${text}</pre></html>`],
        ['with a blank line behind each', (text) => text.replaceAll('\n', '\n\n')],
        ['in lines of 76', (text) => text.replace(/^.{77,}$/gm, (line) => line.replace(/.{76}/g, '$&\n'))],
        ['with the value of a signature below its name', (text) => text.replace(/^(— \S+) /gm, '$1\n')],
        ['with other dashes', (text) => text.replaceAll('— ', '-- ')],
        ['in a mail that was saved as it was sent', (text) => crlf(quotedPrintable(text))],
        ['in a mail whose parts are in base64', (text) => mailOf(Buffer.from('您好'), Buffer.from(text))],
        ['with the line ends of old programs', (text) => text.replaceAll('\n', '\r')],
        ['with the line ends of Unicode', (text) => text.replaceAll('\n', '\u2028')],
        ['with wide blanks', (text) => text.replaceAll('index ', 'index\u3000')],
        ['saved as GB18030', (text) => Buffer.from(text.replaceAll('—', '\xa1\xaa'), 'latin1')],
      ] satisfies [string, (text: string) => string | Buffer][]
    ).map(([how, carry], index): [string, number, string[], RegExp] => [
      `a receipt ${how}`,
      0,
      [file(`carried-${index}.txt`, carry(log.receiptText(0)))],
      /result: proven/,
    ]),
    [
      'an altered receipt in a mail',
      1,
      [file('altered-mail.txt', `您好\n${log.receiptText(0).replace('index 0', 'index 1')}`)],
      /^wrong proof/m,
    ],
    [
      'two receipts in one file',
      2,
      [file('two.txt', log.receiptText(0) + log.receiptText(1))],
      /^not checked malformed: the text holds 2 receipts/m,
    ],
    ['a receipt in UTF-16', 0, [file('wide.txt', wide(crlf(log.receiptText(0))))], /result: proven/],
    [
      'a report in UTF-16, big end first',
      0,
      [file('big.json', bigEnd(JSON.stringify(log.report())))],
      /proven/,
    ],
    ['an export in UTF-16', 0, [file('wide.ndjson', wide(crlf(asFile(sound))))], /^completeness: proven/m],
    [
      'half a character of UTF-16',
      2,
      [file('half.txt', wide(log.receiptText(0)).subarray(0, -1))],
      /^not checked malformed: not UTF-16LE, as its mark says$/m,
    ],
    ['an export with CRLF', 0, [file('crlf.ndjson', crlf(asFile(sound)))], /^completeness: proven/m],
    ['an export with a mark', 0, [file('mark.ndjson', mark + asFile(sound))], /^completeness: proven/m],
    [
      'a receipt with a return inside a line',
      2,
      [file('return.txt', log.receiptText(0).replace('index 0', 'index\r 0'))],
      /^not checked malformed: /m,
    ],
    [
      'another licence',
      1,
      [receipt, '--file', file('other.pdf', 'another')],
      /^wrong document: .*\nresult: wrong$/m,
    ],
    [
      'an altered receipt',
      1,
      [file('altered', log.receiptText(0).replace('index 0', 'index 1'))],
      /^wrong proof: /m,
    ],
    ['a cut export', 1, [file('cut', asFile(sound).slice(0, -5))], /^wrong sequence: the file was cut off/m],
    [
      'an export without a leaf',
      1,
      [file('dropped', asFile(sound.filter((_, index) => index !== 4)))],
      /^wrong sequence: leaf 3 was dropped/m,
    ],
    ['a quorum of four', 1, [receipt, '--quorum', '4'], /^wrong quorum: 3 of the 4/m],
    ['a quorum below that of the keys', 2, [receipt, '--quorum', '2'], /^not checked usage: .*not lowered/m],
    ['what is no known kind', 2, [file('text', 'hello\n')], /^not checked malformed: /m],
    ['nothing', 2, [file('empty', '')], /^not checked malformed: the file is empty/m],
    [
      'an error that a gateway answered',
      2,
      [
        file(
          'problem.json',
          '{"type":"/problems/not-found","title":"Not found","status":404,"code":"not-found"}',
        ),
      ],
      /^not checked malformed: the file is an error that a gateway answered \(404 not-found\): fetch it again$/m,
    ],
    [
      'an error of a proxy',
      2,
      [file('proxy.json', '{"title":"Bad Gateway","status":502}')],
      /\(502 Bad Gateway\)/,
    ],
    [
      'a web page',
      2,
      [file('page.html', '\n<!doctype html><title>Sign in</title>')],
      /the file is a web page, perhaps/,
    ],
    [
      'an archive with a receipt',
      2,
      [file('receipt.zip', Buffer.from('504b0304ff', 'hex'))],
      /^not checked malformed: the file is packed, .*: unpack it/m,
    ],
    [
      'a picture of a receipt',
      2,
      [file('receipt.png', Buffer.from('89504e470d0a1a0a', 'hex'))],
      /^not checked malformed: the file is a picture/m,
    ],
    [
      'an export without its first line',
      2,
      [file('headless', asFile(sound.slice(1)))],
      /^not checked malformed: the file holds leaves of an export, and not its first line/m,
    ],
    [
      'two exports in one file',
      1,
      [file('joined', asFile(sound) + asFile(sound))],
      /^wrong seal: something follows the seal, perhaps another export/m,
    ],
    ['a list of reports', 2, [file('list.json', `[${withoutReceipt}]`)], /JSON, and neither a receipt nor a/],
    [
      'an export with blank lines, and blanks at the ends of lines',
      0,
      [file('blank.ndjson', `\n${asFile(sound).replaceAll('\n', ' \n\n')}`)],
      /^completeness: proven/m,
    ],
    ['a report below blank lines', 0, [file('below.json', `\n \n${withoutReceipt}`)], /result: proven/],
    [
      'a report as PDF to which a signature was appended',
      2,
      [
        file(
          'signed.pdf',
          Buffer.concat([sealedReport, Buffer.from('9 0 obj\n<< /Type /Sig >>\xe2%%EOF\n', 'latin1')]),
        ),
      ],
      /^not checked malformed: something follows the seal of the PDF/m,
    ],
    ['a page', 2, [file('page2.html', '<html>')], /^not checked malformed: the file is a web page, perhaps/m],
    [
      'a verdict',
      2,
      [file('verdict.json', '{"verificationId":"V-1","valid":true}')],
      /malformed: the file is a verdict without a seal/,
    ],
    ['other JSON', 2, [file('other.json', '{"items":[]}')], /is JSON, and neither a receipt nor a report$/m],
    ['keys', 2, [keys], /malformed: the file holds keys, which are given with --keys$/m],
    ['bare keys', 2, [file('bare', log.keys.replaceAll(/^#.*\n/gm, ''))], /the file holds keys/],
    ['a PDF that is no report', 2, [file('other-too.pdf', pdfOf([]))], /malformed: the PDF has no seal: /],
    ['no such file', 2, [join(folder, 'none')], /^not checked unreadable: /m],
    ['a folder', 2, [folder], /^not checked unreadable: /m],
    ['100 MB of proof', 2, [huge], /^not checked limit-exceeded: .* has more than 524288 bytes/m],
    [
      'a document with an export',
      2,
      [file('with', asFile(sound)), '--file', receipt],
      /^not checked usage: /m,
    ],
    [
      'an export of a range',
      0,
      [file('range', asFile(sealedLines(log, exportParts(log, range))))],
      /^selected: range from \S+ to \S+: \d+ leaves/m,
    ],
    [
      'a chosen export',
      3,
      [file('chosen', asFile(chosen))],
      /^completeness: not proven: .*\nresult: not-complete$/m,
    ],
  ];

  it.each(cases)('%s: exit code %i', (_name, status, args, expected) => {
    const outcome = run(...args, '--keys', keys);
    expect(outcome).toMatchObject({ status, stderr: '', stdout: expect.stringMatching(expected) as string });
  });

  it.each([
    ['CRLF', crlf(log.keys)],
    ['a mark', mark + log.keys],
    ['both', mark + crlf(log.keys)],
    ['UTF-16', wide(crlf(log.keys))],
    ['blanks at the ends of lines', log.keys.replaceAll('\n', ' \t\n')],
    ['lines that are moved in', log.keys.replace(/^/gm, '  ')],
    ['marks of a quotation', log.keys.replace(/^/gm, '> ')],
    ['lines that mail has broken', log.keys.replace(/.{76}/g, '$&\n')],
  ])('reads keys with %s', (name, text) => {
    const changed = file(`keys with ${name}`, text);
    expect(run(receipt, '--keys', changed)).toEqual(run(receipt, '--keys', keys));
  });

  it.each([
    ['an error', '{"status":503,"title":"Busy"}', /^not checked keys: the file is JSON, perhaps an error/m],
    ['a receipt', log.receiptText(0), /^not checked keys: the file is a receipt, and holds no keys$/m],
    ['a page', '<html></html>', /^not checked keys: the file is a web page/m],
    ['nothing', '', /^not checked keys: the file is empty/m],
    [
      'keys that are cut off',
      log.keys.split('\n').slice(0, 6).join('\n'),
      /^not checked .*the keys ask for \d organisations, and have all keys of \d only: fetch the whole file again$/m,
    ],
  ])('says what it was given in the place of keys: %s', (name, text, expected) => {
    const { status, stdout } = run(receipt, '--keys', file(`keys as ${name}`, text));
    expect([status, stdout]).toEqual([2, expect.stringMatching(expected)]);
  });

  it.each([
    ['a receipt', receipt],
    ['a report', file('own.json', JSON.stringify(log.report()))],
    ['a report as PDF', file('own.pdf', sealedReport)],
    ['an export', file('own.ndjson', asFile(sound))],
  ])('does not say that %s is wrong by the keys of another log', (_name, evidence) => {
    const others = file('others.keys', log.keys.replace(/^# origin .*/m, '# origin other/log'));
    expect(run(evidence, '--keys', others)).toMatchObject({
      status: 2,
      stdout: expect.stringMatching(/^not checked other-log: .*\nresult: not-checked$/m) as string,
    });
  });

  it('says that several files of keys were put into one', () => {
    const { status, stdout } = run(receipt, '--keys', file('joined.keys', log.keys + log.keys));
    expect([status, stdout]).toEqual([2, expect.stringMatching(/give one alone, of one log the newest$/m)]);
  });

  it('compares a report with what another organisation proves', () => {
    const licences = new TestLog(6, licenceEntryOf);
    const verdict = { proof: 'proven', valid: true, licence: 'L0' };
    const reportOn = (name: string, more: object): string =>
      file(name, JSON.stringify(licences.report({ verdict, ...more })));
    const lie = reportOn('lie.json', { receipt: licences.receipt(2) });
    const revocation = file('revocation.tlog-proof', licences.receiptText(4));
    const by = ['--keys', file('licences.keys', licences.keys)];
    expect(run(lie, ...by)).toMatchObject({ status: 0 });
    expect(run(lie, '--against', revocation, ...by)).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^wrong against: .*leaf 4\nresult: wrong$/m) as string,
    });
    expect(run(lie, '--against', lie, ...by)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^ok against: leaf 2, licence\.status-changed/m) as string,
    });
    const none = reportOn('none.json', { receipt: undefined, verdict: { valid: false } });
    expect(run(lie, '--against', none, ...by)).toMatchObject({ status: 2 });
    expect(run(revocation, '--against', lie, ...by)).toMatchObject({ status: 2 });
    expect(run(file('all', asFile(sound)), '--against', lie, '--keys', keys)).toMatchObject({ status: 2 });
  });

  it.each<[string, string[]]>([
    ['no keys', [receipt]],
    ['no file', ['--keys', keys]],
    ['two files', [receipt, receipt, '--keys', keys]],
    ['an unknown option', [receipt, '--keys', keys, '--trust']],
    ['a quorum that is no number', [receipt, '--keys', keys, '--quorum', '0x3']],
    ['a quorum of none', [receipt, '--keys', keys, '--quorum', '0']],
  ])('refuses %s, with its help', (_name, args) => {
    expect(run(...args)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('guidang-verify FILE') as string,
    });
  });

  it('explains itself', () => {
    expect(run('--help').stdout).toBe(runProcess('--help').stdout);
    expect(run('--version').stdout).toBe(runProcess('--version').stdout);
    expect(run('--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Exit code') as string,
    });
    expect(run('--version')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });

  it('says on stderr how long the check took, where that is asked for', () => {
    // What is refused at once: a check is repeated hundreds of times, and a process says below how long a whole one took.
    expect(run(receipt, '--keys', receipt, '--timing')).toMatchObject({
      status: 2,
      stdout: run(receipt, '--keys', receipt).stdout,
      stderr: expect.stringMatching(/^timing: \d+\.\d\d ms CPU for the first check.*\n$/) as string,
    });
  });

  it('exits as a process with the code of its result', () => {
    const altered = file('altered-too', log.receiptText(0).replace('index 0', 'index 1'));
    expect(runProcess(altered, '--keys', keys)).toEqual(
      expect.objectContaining(run(altered, '--keys', keys)),
    );
    expect(runProcess(receipt)).toEqual(expect.objectContaining(run(receipt)));
  });

  it('writes a report for programs, with its time where that is asked for', () => {
    const { stdout } = runProcess(receipt, '--keys', keys, '--json', '--timing');
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'receipt',
      result: 'proven',
      receipt: {
        index: 0,
        leaf: { subject: { id: 'L0' } },
        head: { size: 9, root: log.text(9).split('\n')[2] },
      },
      timing: { coldCpuMs: expect.any(Number) as number, warmCpuMs: expect.any(Number) as number },
    });
    const untimed = JSON.parse(run(receipt, '--keys', keys, '--json').stdout) as object;
    expect(JSON.parse(stdout)).toEqual({ ...untimed, timing: expect.any(Object) as object });
    const wrong = JSON.parse(run(receipt, '--keys', receipt, '--json').stdout) as object;
    expect(wrong).toMatchObject({
      result: 'not-checked',
      findings: [{ check: 'keys', ok: false, code: 'malformed' }],
    });
  });
});
