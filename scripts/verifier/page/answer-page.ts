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

/** A chosen file, read part by part: it may be larger than the memory. */
function sourceOf(file: File, onRead: (bytes: number) => void): Source {
  return {
    name: file.name,
    size: () => file.size,
    *parts() {
      const reader = new FileReaderSync();
      for (let at = 0; at < file.size; at += partBytes) {
        if (at % (partBytes * partsPerWord) === 0 && at > 0) onRead(at);
        yield new Uint8Array(readPart(reader, file, at));
      }
    },
  };
}

function readPart(reader: FileReaderSync, file: File, at: number): ArrayBuffer {
  try {
    return reader.readAsArrayBuffer(file.slice(at, at + partBytes));
  } catch (cause) {
    // Moved, removed or changed since it was chosen.
    throw new VerificationError('unreadable', `${file.name} cannot be read`, { cause });
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
