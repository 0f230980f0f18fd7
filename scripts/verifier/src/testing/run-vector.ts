// SPDX-License-Identifier: Apache-2.0
import { verifyFile } from '../check/verify-file';
import type { Source } from '../check/source';
import { encodeHex, encodeUtf8 } from '../bytes';
import type { Platform } from '../platform/platform';

/** One question with its only right answer, as plain JSON: it is asked in Node and inside a browser. Bytes are in hex. */
export type Vector = { readonly name: string; readonly expected: string } & (
  | { readonly ask: 'hash'; readonly algorithm: string; readonly input: string }
  | { readonly ask: 'shake128' | 'shake256'; readonly input: string; readonly length: number }
  | { readonly ask: 'ed25519'; readonly key: string; readonly message: string; readonly signature: string }
  | { readonly ask: 'inflate'; readonly input: string; readonly max: number }
  | { readonly ask: 'file'; readonly file: string; readonly keys: string; readonly document?: string }
);

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

/** A file in memory. */
export function sourceOf(bytes: Uint8Array | string, name = 'file'): Source {
  const all = typeof bytes === 'string' ? encodeUtf8(bytes) : bytes;
  return { name, size: () => all.length, parts: () => [all] };
}

/**
 * The answer. What it costs to ask `file` goes to the platform of the verifier itself, whatever `platform` is.
 * @returns in hex, or as a word.
 */
export function answerTo(vector: Vector, platform: Platform): string {
  switch (vector.ask) {
    case 'hash':
      return encodeHex(platform.hash(vector.algorithm).update(fromHex(vector.input)).digest());
    case 'shake128':
    case 'shake256':
      return encodeHex(platform[vector.ask](vector.length, fromHex(vector.input)));
    case 'ed25519': {
      const { key, message, signature } = vector;
      return String(platform.verifyEd25519(fromHex(key), fromHex(message), fromHex(signature)));
    }
    case 'inflate': {
      const content = platform.inflate(fromHex(vector.input), vector.max);
      return content === undefined ? 'none' : encodeHex(content);
    }
    case 'file':
      return fileAnswer(vector);
  }
}

function fileAnswer({ file, keys, document }: Extract<Vector, { ask: 'file' }>): string {
  const { result, findings } = verifyFile({
    file: sourceOf(fromHex(file)),
    keys: sourceOf(fromHex(keys)),
    ...(document === undefined ? {} : { document: sourceOf(fromHex(document)) }),
  });
  return [result, ...findings.flatMap(({ code }) => code ?? [])].join(' ');
}
