// SPDX-License-Identifier: Apache-2.0
import { VerificationError } from '../src/errors';
import type { Source } from '../src/check/source';
import { answersTo } from './answer';
import type { Answer } from './answer';

/** What the page asks of its worker, and is told. */
export interface Question {
  readonly files: readonly File[];
}
export type Told =
  { readonly reading: string; readonly bytes: number } | { readonly answers: readonly Answer[] };

/** Only workers have it, and so no library of types for pages. */
declare class FileReaderSync {
  readAsArrayBuffer(part: Blob): ArrayBuffer;
}

const partBytes = 1024 * 1024;
const partsPerWord = 4;
/** Longer than receipts and files of keys. */
const keptBytesMax = 64 * 1024;

/**
 * A chosen file, read part by part: it may be larger than the memory. A small one is read once, since to ask for its
 * bytes takes a browser longer than to check them, and what was recognised is then what is checked.
 */
function sourceOf(file: File, onRead: (bytes: number) => void): Source {
  const reader = new FileReaderSync();
  let kept: Uint8Array | undefined;
  return {
    name: file.name,
    size: () => file.size,
    *parts() {
      if (file.size <= keptBytesMax) {
        yield (kept ??= bytesOf(file, file, reader));
        return;
      }
      for (let at = 0; at < file.size; at += partBytes) {
        if (at % (partBytes * partsPerWord) === 0 && at > 0) onRead(at);
        yield bytesOf(file.slice(at, at + partBytes), file, reader);
      }
    },
  };
}

function bytesOf(part: Blob, { name }: File, reader: FileReaderSync): Uint8Array {
  try {
    return new Uint8Array(reader.readAsArrayBuffer(part));
  } catch (cause) {
    // Moved, removed or changed since it was chosen.
    throw new VerificationError('unreadable', `${name} cannot be read`, { cause });
  }
}

/** In a worker: answers the page's questions one after another. */
export function answerPage(): void {
  const tell = (told: Told): void => {
    postMessage(told);
  };
  addEventListener('message', ({ data: { files } }: MessageEvent<Question>) => {
    const sources = files.map((file) =>
      sourceOf(file, (bytes) => {
        tell({ reading: file.name, bytes });
      }),
    );
    tell({ answers: answersTo(sources) });
  });
}
