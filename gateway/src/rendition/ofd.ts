// SPDX-License-Identifier: Apache-2.0
import { unzipped } from '../common/zip';

const unpackedBytesMax = 64 * 1024 * 1024;
const isRead = /\.(?:xml|png|jpe?g)$/iu;
/** What pages say, and what is said of the document; `[^<]` keeps the search linear. */
const shown = /<(?:\w+:)?(?:TextCode|CustomData)(?:\s[^<>]*)?>(?:<!\[CDATA\[)?([^<]*?)(?:\]\]>)?</gu;

interface Ofd {
  /** A text of each part that has any: a page, a template of pages, the document's own data. */
  readonly texts: readonly string[];
  readonly pictures: readonly Buffer[];
}

/**
 * What an OFD document shows (GB/T 33190-2016), the form in which most provinces issue e-licences.
 * Nothing rests on it: seals and layout are not looked at. Any other ZIP file shows nothing.
 * @throws {Error} for what cannot be unpacked, or is too large.
 */
export function readOfd(file: Uint8Array): Ofd {
  const parts = unzipped(file, { isWanted: (name) => isRead.test(name), bytesMax: unpackedBytesMax });
  if (!Object.hasOwn(parts, 'OFD.xml')) return { texts: [], pictures: [] };
  const named = Object.entries(parts);
  const ofKind = (isXml: boolean): Buffer[] =>
    named.filter(([name]) => /\.xml$/iu.test(name) === isXml).map(([, part]) => Buffer.from(part));
  return { texts: ofKind(true).map(textOf), pictures: ofKind(false) };
}

function textOf(xml: Buffer): string {
  return Array.from(xml.toString('utf8').matchAll(shown), ([, text = '']) => text).join('\n');
}
