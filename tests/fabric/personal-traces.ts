// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buyer, personalTexts, seller } from '../../scripts/demo/files';

/** The encodings of bytes to search for in a file: raw, hex, or base64 of either alphabet at any alignment. */
export function formsOf(value: string | Buffer): Buffer[] {
  const bytes = Buffer.from(value);
  const encoded = [0, 1, 2].map((offset) => insideBase64(bytes, offset));
  const urlSafe = encoded.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const texts = [bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...encoded, ...urlSafe];
  return [bytes, ...[...new Set(texts)].map((text) => Buffer.from(text))];
}

/** Files below a folder that contain any of the needles, by relative path. */
export function filesWith(folder: string, needles: readonly Buffer[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = readFileSync(file);
      return needles.some((needle) => content.includes(needle));
    })
    .map((file) => relative(folder, file))
    .sort();
}

function plainDigest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * The demo's people in every encoding, and the plain digests of their numbers, which anyone can find by brute force.
 */
export const personalTraces: readonly Buffer[] = [
  ...personalTexts.flatMap((text) => [
    ...formsOf(text),
    Buffer.from(encodeURIComponent(text)),
    Buffer.from(escapeJson(text)),
  ]),
  ...[seller, buyer].flatMap(({ citizenNumber }) => formsOf(plainDigest(citizenNumber))),
];

/** The base64 characters that do not depend on neighbouring bytes. */
function insideBase64(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}

function escapeJson(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
