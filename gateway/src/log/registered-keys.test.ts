// SPDX-License-Identifier: Apache-2.0
import { signatureTypes } from '@guidang/chaincode/proof';
import fc from 'fast-check';
import { optional } from '../common/optional';
import { keysText } from './registered-keys';
import type { DatedKey } from './registered-keys';

type Dates = Pick<DatedKey, 'from' | 'until'>;

/** An organisation's cosigner keys for a range of sizes. */
function cosigner(organisation: string, from: number, until?: number): DatedKey[] {
  return [signatureTypes.cosignature, signatureTypes.subtree].map((type) => ({
    organisation,
    role: 'cosigner',
    status: until === undefined ? 'current' : 'retired',
    name: `guidang/${organisation}`,
    id: '00000000',
    type,
    publicKey: Buffer.alloc(0),
    vkey: `${organisation} ${type} ${from}`,
    from,
    ...optional({ until }),
  }));
}

function quorumLines(keys: readonly DatedKey[]): string[] {
  const lines = keysText('guidang', keys, [])?.split('\n') ?? [];
  return lines.filter((line) => line.startsWith('# quorum'));
}

describe('the quorum derived from the keys', () => {
  const four = ['archives', 'audit', 'east', 'west'];
  const founded = four.flatMap((id, index) => cosigner(id, index));

  it.each<[string, DatedKey[], string[]]>([
    ['one organisation', cosigner('archives', 7), ['# quorum 1 from 7']],
    [
      'four that came one by one',
      founded,
      ['# quorum 1 from 0 until 1', '# quorum 2 from 1 until 2', '# quorum 3 from 2'],
    ],
    [
      'a rotation, in which one key takes over from another',
      [...cosigner('archives', 0, 50), ...cosigner('archives', 50)],
      ['# quorum 1 from 0'],
    ],
    [
      'one that left, so that three of three are needed, and another',
      [
        ...cosigner('archives', 0),
        ...cosigner('audit', 0, 9),
        ...cosigner('east', 0),
        ...cosigner('west', 0, 20),
      ],
      ['# quorum 3 from 0 until 20', '# quorum 2 from 20'],
    ],
    [
      'all that left, and one that came back later',
      [...cosigner('archives', 0, 9), ...cosigner('archives', 12)],
      ['# quorum 1 from 0 until 9', '# quorum 1 from 12'],
    ],
    ['none', [], []],
  ])('follows %s', (_name, keys, lines) => {
    expect(quorumLines(keys)).toEqual(lines);
  });

  const dates = fc
    .tuple(fc.nat(12), fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }))
    .map(([from, sizes]): Dates => ({ from, ...(sizes === undefined ? {} : { until: from + sizes }) }));

  it('is, for each size, more than two thirds of the organisations whose keys count for it', () => {
    fc.assert(
      fc.property(fc.array(dates, { maxLength: 7 }), fc.nat(20), (spans, size) => {
        const keys = spans.flatMap(({ from, until }, index) => cosigner(`o${index}`, from, until));
        const counts = ({ from, until = Infinity }: Dates): boolean => size > from && size <= until;
        const said = quorumLines(keys).flatMap((line) => {
          const [, quorum, from, until] = /^# quorum (\d+) from (\d+)(?: until (\d+))?$/.exec(line) ?? [];
          const span = { from: Number(from), ...(until === undefined ? {} : { until: Number(until) }) };
          return counts(span) ? [Number(quorum)] : [];
        });
        const organisations = spans.filter(counts).length;
        expect(said).toEqual(organisations === 0 ? [] : [Math.floor((2 * organisations) / 3) + 1]);
      }),
    );
  });
});
