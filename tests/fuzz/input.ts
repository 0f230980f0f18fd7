// SPDX-License-Identifier: Apache-2.0
import type { Draw } from './draw';
import { changed, editKinds, swollen } from './edits';
import type { Edit, Material } from './edits';

/** How the sender of a stream ends it. */
export const endings = ['end', 'abort', 'error', 'error-after-end'] as const;
export type Ending = (typeof endings)[number];

/** Whether each piece comes in a turn of the event loop of its own, or all of them and the end in one. */
export type Pace = 'apart' | 'together';

/** Bytes as they arrive. */
export interface Input {
  readonly bytes: Buffer;
  /** The same bytes in pieces. */
  readonly chunks: readonly Buffer[];
  readonly ending: Ending;
  readonly pace: Pace;
}

type Manner = Partial<Pick<Input, 'ending' | 'pace'>> & { readonly cuts?: readonly number[] };

const placeMax = 2 ** 20;
const editsMax = 6;
const cutsMax = 6;

/** Mostly a few bytes: what is long takes the time of a thousand short ones. */
function drawSize(draw: Draw): number {
  const one = draw.below(256);
  if (one === 0) return draw.below(4_096);
  if (one < 16) return draw.below(512);
  return draw.below(one < 80 ? 64 : 8);
}

function drawEdit(draw: Draw): Edit {
  return {
    kind: draw.below(editKinds),
    at: draw.below(placeMax),
    size: drawSize(draw),
    value: draw.below(placeMax),
  };
}

interface Wanted {
  /** Chunks and endings matter to the parser. */
  readonly isStream: boolean;
  /** As long as an input may be. */
  readonly isLargest: boolean;
}

/** A mutation of a valid sample, for a stream cut anywhere; most streams end as they should. */
export function drawInput(draw: Draw, material: Material, { isStream, isLargest }: Wanted): Input {
  const sample = material.samples[draw.below(material.samples.length)] ?? Buffer.alloc(0);
  const edits = draw.some(editsMax, () => drawEdit(draw));
  const mutated = changed(sample, edits, material);
  const bytes = isLargest ? swollen(mutated, drawEdit(draw), material) : mutated;
  if (!isStream) return inputOf(bytes);
  return inputOf(bytes, {
    cuts: draw.some(cutsMax, () => draw.below(placeMax)),
    ending: draw.below(4) > 0 ? 'end' : (endings[draw.below(endings.length)] ?? 'end'),
    pace: draw.below(2) === 0 ? 'together' : 'apart',
  });
}

export function inputOf(bytes: Buffer, { cuts = [], ending = 'end', pace = 'apart' }: Manner = {}): Input {
  if (cuts.length === 0) return { bytes, chunks: bytes.length === 0 ? [] : [bytes], ending, pace };
  const places = cuts.map((cut) => cut % (bytes.length + 1)).sort((left, right) => left - right);
  const starts = [0, ...places];
  const chunks = starts.map((start, index) => bytes.subarray(start, starts[index + 1] ?? bytes.length));
  return { bytes, chunks: chunks.filter(({ length }) => length > 0), ending, pace };
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
      yield inputOf(sample, { cuts: Array.from({ length: count }, (_, index) => (index + 1) * size) });
    }
    for (let end = 0; end <= Math.min(sample.length, endBytesMax); end += 1) {
      for (const ending of endings) yield inputOf(sample.subarray(0, end), { ending });
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
