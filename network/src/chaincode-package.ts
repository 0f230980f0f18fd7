// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

export interface ChaincodePackage {
  readonly label: string;
  /** Fabric's package id: the label and the digest of the package's bytes. */
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * Builds a reproducible chaincode package: fixed times, owner, order and compression. Other bytes would have another
 * id, under which the running server is not known. The package contains the digest of the server's code, so that
 * organisations which approve the same package approve the same code; address and keys stay with each organisation
 * (builder/).
 */
export async function chaincodePackage(label: string, codeDigest: string): Promise<ChaincodePackage> {
  const code = await archive([
    { name: 'code-digest', content: codeDigest },
    { name: 'label', content: label },
  ]);
  const bytes = await archive([
    { name: 'metadata.json', content: JSON.stringify({ label, type: 'guidang-service' }) },
    { name: 'code.tar.gz', content: code },
  ]);
  return { label, id: `${label}:${createHash('sha256').update(bytes).digest('hex')}`, bytes };
}

/** SHA-256 over names and contents of all JavaScript files in the folder of a chaincode server's script. */
export function codeDigest(serverScript: string): string {
  const folder = dirname(serverScript);
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?js$/.test(name))
    .map((name) => name.split(sep).join('/'))
    .sort();
  for (const file of files) {
    const content = readFileSync(join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

async function archive(
  entries: readonly { readonly name: string; readonly content: string | Buffer }[],
): Promise<Buffer> {
  const tar = pack();
  for (const { name, content } of entries) {
    tar.entry({ name, mtime: new Date(0), mode: 0o644, uid: 0, gid: 0 }, content);
  }
  tar.finalize();
  // Node's gzip writes no timestamp; byte 9, the operating system, differs between platforms.
  const zipped = gzipSync(await buffer(tar), { level: 9 });
  zipped[9] = 255;
  return zipped;
}
