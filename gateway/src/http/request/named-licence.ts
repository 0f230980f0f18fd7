// SPDX-License-Identifier: Apache-2.0
import { licencesNamedIn } from '../../application/verification/named-licences';

const start = Buffer.from('%PDF-');
/** A candidate may stand on both sides of a border between parts. */
const overlapChars = 512;
/** What names a printed licence stands at its beginning or its end; larger files are not searched. */
const searchedBytesMax = 64 * 1024 * 1024;

/**
 * The licence that a PDF names in its title, which programs keep that save or print it again, as UTF-8 or UTF-16. It is
 * a hint and proves nothing: whoever forges a licence writes it too.
 */
export class NamedLicence {
  readonly #found = new Set<string>();
  #rest = '';
  #read = 0;
  #isPdf = true;

  take(part: Buffer): void {
    if (this.#read === 0) this.#isPdf = part.subarray(0, start.length).equals(start);
    this.#read += part.length;
    if (!this.#isPdf || this.#read > searchedBytesMax) return;
    // UTF-16 of the characters of an identifier is their UTF-8 and zeros.
    const text = this.#rest + part.toString('latin1').replaceAll('\0', '');
    for (const identifier of licencesNamedIn(text)) this.#found.add(identifier);
    this.#rest = text.slice(-overlapChars);
  }

  /** Of a file that names several, none is meant. */
  get identifier(): string | undefined {
    const [only, ...others] = this.#found;
    return others.length === 0 ? only : undefined;
  }
}
