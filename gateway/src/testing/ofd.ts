// SPDX-License-Identifier: Apache-2.0
import { strToU8, zipSync } from 'fflate';

const namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** An OFD document of these parts, and the one that every document has. */
export function ofdOf(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  const packed: Record<string, Uint8Array> = {};
  for (const [name, part] of Object.entries({ 'OFD.xml': `<ofd:OFD ${namespace}/>`, ...parts })) {
    packed[name] = typeof part === 'string' ? strToU8(part) : new Uint8Array(part);
  }
  return Buffer.from(zipSync(packed));
}

/** A page on which these runs of characters stand. */
export function ofdPage(...runs: readonly string[]): string {
  const objects = runs.map(
    (run) => `<ofd:TextObject><ofd:TextCode X="1" Y="2">${run}</ofd:TextCode></ofd:TextObject>`,
  );
  return `<ofd:Page ${namespace}>${objects.join('')}</ofd:Page>`;
}
