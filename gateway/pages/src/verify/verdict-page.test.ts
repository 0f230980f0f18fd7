// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isValid } from '../../../src/application/verification/verdict';
import { verdictPage } from '../index';
import { pageWords, verdictWords } from '../words';
import type { Language } from '../words';
import { parts } from './verdict-view';
import type { Part, ShownVerdict } from './verdict-view';

/** What the page says of each code, word by word: who changes a word changes it here too. */
type Cells = Readonly<
  Record<Part, Readonly<Record<string, Readonly<Record<'look' | Language, string>> | undefined>>>
>;

const cells = JSON.parse(
  readFileSync(join(__dirname, '..', 'testing', 'verdict-cells.json'), 'utf8'),
) as Cells;

const licence = '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U';
const base: ShownVerdict = {
  licence,
  integrity: 'intact',
  status: 'in-force',
  issuer: 'authorised',
  proof: 'proven',
  valid: true,
  reasons: [],
  asOf: '2026-11-29T02:03:04.000Z',
  ledger: 'network',
};

function codesOf<P extends Part>(part: P): readonly ShownVerdict[P][] {
  return Object.keys(verdictWords[part]) as ShownVerdict[P][];
}

function every(): ShownVerdict[] {
  return codesOf('integrity').flatMap((integrity) =>
    codesOf('status').flatMap((status) =>
      codesOf('issuer').flatMap((issuer) =>
        codesOf('proof').map((proof) => ({
          ...base,
          integrity,
          status,
          issuer,
          proof,
          valid: isValid({ integrity, status, issuer }),
        })),
      ),
    ),
  );
}

function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** The class and the words of each part, in the order of the page. */
function shownOf(html: string): readonly (readonly [look: string, text: string])[] {
  return [...html.matchAll(/<section class="part (\w+)">(.*?)<\/section>/gu)].map(
    ([, look = '', inside = '']) => [look, textOf(inside)],
  );
}

function headOf(html: string): string {
  return /<h1 class="whole \w+">.*?<\/h1>/u.exec(html)?.[0] ?? '';
}

describe.each<Language>(['en', 'zh'])('the page of a verdict in %s', (language) => {
  it('says of each of 567 verdicts what each part is and means, and is good only where all that was asked is confirmed', () => {
    const all = every();
    expect(all).toHaveLength(7 * 9 * 3 * 3);
    for (const verdict of all) {
      const html = verdictPage({ language, verdict });
      const expected = parts.map((part) => {
        const cell = cells[part][verdict[part]];
        return [cell?.look, cell?.[language]];
      });
      expect(shownOf(html)).toEqual(expected);
      const head = headOf(html);
      const looksGood = /whole good|✓/u.test(head);
      const saysGood = [pageWords.good, pageWords.goodWithFile].some((words) =>
        head.includes(words[language]),
      );
      const isGood = verdict.valid && verdict.status === 'in-force' && verdict.proof !== 'unavailable';
      expect([verdict, looksGood, saysGood]).toEqual([verdict, isGood, isGood]);
    }
  });

  it('never lets what is not known look good, whatever the verdict says of itself', () => {
    const unknowns: readonly Partial<ShownVerdict>[] = [
      { integrity: 'not-on-ledger' },
      { integrity: 'not-comparable' },
      { integrity: 'unreachable' },
      { status: 'unknown' },
      { issuer: 'unknown' },
      { proof: 'unavailable' },
    ];
    for (const unknown of unknowns) {
      const html = verdictPage({ language, verdict: { ...base, ...unknown, valid: true } });
      expect(headOf(html)).toMatch(/whole unknown.*\?/u);
      const [part] = Object.keys(unknown) as [Part];
      const [look, text = ''] = shownOf(html)[parts.indexOf(part)] ?? [];
      expect([look, text.startsWith('?')]).toEqual(['unknown', true]);
    }
  });

  it('tells from a good verdict on the licence alone that no file was compared', () => {
    const html = verdictPage({ language, verdict: { ...base, integrity: 'not-asked' } });
    expect(headOf(html)).not.toContain(pageWords.goodWithFile[language]);
    expect(shownOf(html)[0]?.[0]).toBe('none');
  });

  it('says that one machine vouches for it, where that is so', () => {
    const { embedded } = pageWords;
    expect(verdictPage({ language, verdict: base })).not.toContain(embedded[language]);
    expect(verdictPage({ language, verdict: { ...base, ledger: 'embedded' } })).toContain(embedded[language]);
  });

  it('is small, whole without scripts, and refers to nothing outside', () => {
    const digest = { algorithm: 'sha256', value: 'ab'.repeat(32) };
    const html = verdictPage({ language, verdict: { ...base, digest, reasons: ['file-empty'] } });
    expect(Buffer.byteLength(html)).toBeLessThan(15 * 1024);
    expect(html).toMatch(/^<!DOCTYPE html>/iu);
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=|https?:/u);
    expect(html).toContain('2026-11-29 10:03:04');
    expect(html).toContain(verdictWords.reason['file-empty'][language]);
  });

  it('escapes whatever it is given', () => {
    const hostile = '"><script>alert(1)</script>&\'';
    const verdict = { ...base, licence: hostile, digest: { algorithm: hostile, value: hostile } };
    const html = verdictPage({ language, verdict });
    expect(html).not.toMatch(/<script|"><script/u);
    expect(html.match(/&lt;script&gt;/gu)?.length).toBeGreaterThan(2);
  });
});
