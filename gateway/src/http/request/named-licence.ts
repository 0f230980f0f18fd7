// SPDX-License-Identifier: Apache-2.0
import { licencesNamedIn } from '../../application/verification/named-licences';

const start = Buffer.from('%PDF-');
/** A candidate may stand on both sides of a border between parts. */
const overlapChars = 512;
/** What names a printed licence stands at its beginning or its end; larger files are not searched. */
const searchedBytesMax = 64 * 1024 * 1024;

/**
 * The licences that a PDF names in its title, which programs keep that save or print it again, as UTF-8 or UTF-16. They
 * are a hint and prove nothing: whoever forges a licence writes them too.
 */
export class NamedLicences {
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

  get identifiers(): readonly string[] {
    return [...this.#found];
  }
}
