// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { changed, editKinds } from './edits';
import type { Edit, Material } from './edits';

/** How the sender of a stream ends it. */
export const endings = ['end', 'abort', 'error', 'error-after-end'] as const;
export type Ending = (typeof endings)[number];

/** Bytes as they arrive. */
export interface Input {
  readonly bytes: Buffer;
  /** The same bytes in pieces. */
  readonly chunks: readonly Buffer[];
  readonly ending: Ending;
}

const placeMax = 2 ** 20;
const editsMax = 6;
const cutsMax = 6;

const edit: fc.Arbitrary<Edit> = fc
  .tuple(
    fc.nat(editKinds - 1),
    fc.nat(placeMax),
    fc.oneof(fc.nat(8), fc.nat(64), fc.nat(4_096)),
    fc.nat(placeMax),
  )
  .map(([kind, at, size, value]) => ({ kind, at, size, value }));

/** Mutations of valid samples, cut anywhere; most streams end as they should. */
export function mutations(material: Material): fc.Arbitrary<Input> {
  return fc
    .tuple(
      fc.nat(Math.max(0, material.samples.length - 1)),
      fc.array(edit, { maxLength: editsMax }),
      fc.array(fc.nat(placeMax), { maxLength: cutsMax }),
      fc.oneof({ weight: 3, arbitrary: fc.constant<Ending>('end') }, fc.constantFrom(...endings)),
    )
    .map(([sample, edits, cuts, ending]) =>
      inputOf(changed(material.samples[sample] ?? Buffer.alloc(0), edits, material), cuts, ending),
    );
}

export function inputOf(bytes: Buffer, cuts: readonly number[] = [], ending: Ending = 'end'): Input {
  const places = cuts.map((cut) => cut % (bytes.length + 1)).sort((left, right) => left - right);
  const starts = [0, ...places];
  const chunks = starts.map((start, index) => bytes.subarray(start, starts[index + 1] ?? bytes.length));
  return { bytes, chunks: chunks.filter(({ length }) => length > 0), ending };
}

const chunkBytesMax = 64;
/** How far into a long sample its sender ends it at each byte; mutations cut it anywhere. */
const endBytesMax = 2 * 1024;

/** Every sample in chunks of every size, and ended in every way at each byte. */
export function* everyCut(samples: readonly Buffer[]): Generator<Input> {
  for (const sample of samples) {
    yield inputOf(sample);
    for (let size = 1; size <= Math.min(sample.length, chunkBytesMax); size += 1) {
      const count = Math.floor(sample.length / size);
      yield inputOf(
        sample,
        Array.from({ length: count }, (_, index) => (index + 1) * size),
      );
    }
    for (let end = 0; end <= Math.min(sample.length, endBytesMax); end += 1) {
      for (const ending of endings) yield inputOf(sample.subarray(0, end), [], ending);
    }
  }
}

/** How many inputs {@link everyCut} gives. */
export function countOfCuts(samples: readonly Buffer[]): number {
  return samples.reduce((count, { length }) => {
    const ends = Math.min(length, endBytesMax) + 1;
    return count + 1 + Math.min(length, chunkBytesMax) + ends * endings.length;
  }, 0);
}
