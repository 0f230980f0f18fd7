// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { N, Q } from './ring';
import { matrixEntry, sampleInBall } from './sampling';

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
const rho = new Uint8Array(32).fill(7);

describe('sampling', () => {
  // A stream of the usual length is nearly always enough, so shorter ones stand for the rare case.
  it('of a matrix entry continues where its stream was too short', () => {
    const place = { row: 2, column: 1 };
    const expected = matrixEntry(rho, place);
    for (const firstBytes of [3, 384, 765]) {
      expect(matrixEntry(rho, { ...place, firstBytes })).toEqual(expected);
    }
  });

  it('of a challenge continues where its stream was too short', () => {
    for (const firstBytes of [8, 9, 40]) {
      expect(sampleInBall(rho, firstBytes)).toEqual(sampleInBall(rho));
    }
  });

  it('of a matrix entry yields coefficients below q, others for each place', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const entry = matrixEntry(seed, { row: 0, column: 1 });
        expect(entry).toHaveLength(N);
        expect(entry.every((coefficient) => coefficient >= 0 && coefficient < Q)).toBe(true);
        expect(matrixEntry(seed, { row: 1, column: 0 })).not.toEqual(entry);
      }),
      { numRuns: 20 },
    );
  });

  it('of a matrix entry skips candidates of q and more', () => {
    // About one candidate in a thousand: 64 entries have some.
    const entries = Array.from({ length: 64 }, (_, column) => matrixEntry(rho, { row: 0, column }));
    expect(entries.flatMap((entry) => [...entry].filter((coefficient) => coefficient >= Q))).toEqual([]);
  });

  it('of a challenge yields 39 coefficients of 1 or -1', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const places = [...sampleInBall(seed)].filter((coefficient) => coefficient !== 0);
        expect(places).toHaveLength(39);
        expect(places.every((coefficient) => Math.abs(coefficient) === 1)).toBe(true);
      }),
    );
  });
});
