// SPDX-License-Identifier: Apache-2.0
import { drawRound, faultKinds, isInjected, stores } from './draw';
import { markdownOf, withRounds } from './table';

describe('rounds of faults', () => {
  it('are drawn from the seed alone, and reach every store', () => {
    const rounds = Array.from({ length: 40 }, (_, round) => drawRound('eio', 7, round));
    expect(rounds.map((_, round) => drawRound('eio', 7, round))).toEqual(rounds);
    expect(new Set(rounds.map(({ store }) => store))).toEqual(new Set(stores));
    expect(drawRound('eio', 8, 0)).not.toEqual(rounds[0]);
    expect(faultKinds.filter((kind) => !isInjected(kind))).toEqual(['full', 'reserve']);
  });

  it.each(faultKinds.filter(isInjected))('hit every store with %s', (kind) => {
    const hit = Array.from({ length: 100 }, (_, round) => drawRound(kind, 1, round).store);
    expect(new Set(hit)).toEqual(new Set(stores));
  });

  it('are summed up by kind', () => {
    const round = {
      drawn: drawRound('fsync', 1, 0),
      happened: true,
      asked: 3,
      acknowledged: 2,
      refusals: {},
      lost: ['a record'],
      doubled: [],
      findings: [],
      untruths: [],
    };
    const rounds = [round, { ...round, happened: false, lost: [] }];
    const rows = (text: string): string[] => text.replaceAll(/ +/g, ' ').split('\n');
    expect(rows(markdownOf(rounds))).toEqual([
      expect.stringContaining('| kind | rounds |') as string,
      expect.stringContaining('---') as string,
      '| fsync | 2 | 1 | 4 | 1 | 0 | 0 | 0 |',
    ]);
    const marks = ['<!-- made by npm run faults -- --page -->', '<!-- end -->'];
    const page = withRounds(`before\n${marks.join('\nold\n')}\nafter`, rounds);
    expect(page).toMatch(/^before\n[^]*2 rounds, in which 6 writes[^]*\nafter$/);
    expect(rows(page)).toContain(`| ${round.drawn.store} | 0 | 0 | 0 | 1 |`);
    expect(page).not.toContain('old');
    expect(() => withRounds('no marks', rounds)).toThrow('the page has no');
  });
});
