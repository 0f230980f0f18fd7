// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MonitorFault } from './fault';

/** What was found out about a gateway. */
interface Circumstances {
  readonly gateway: string;
  /** The text of the keys under which both heads are valid. */
  readonly keys: string;
}

/**
 * Stores both signed heads of a contradiction, and the proof of it, in a folder of its own; the same one only once.
 * @returns the folder; `undefined` for a fault that is not a contradiction.
 */
export async function keepEvidence(
  folder: string,
  { kind, message, contradiction }: MonitorFault,
  { gateway, keys }: Circumstances,
): Promise<string | undefined> {
  if (contradiction === undefined) return undefined;
  const { known, served, proven } = contradiction;
  const name = createHash('sha256').update(known).update(served).digest('hex').slice(0, 16);
  const own = join(folder, `${kind}-${name}`);
  await mkdir(own, { recursive: true });
  const about = {
    kind,
    gateway,
    message,
    ...(proven === undefined
      ? {}
      : { root: base64(proven.root), consistency: proven.proof.map((hash) => base64(hash)) }),
  };
  const files = {
    'known.note': known,
    'served.note': served,
    keys,
    'about.json': JSON.stringify(about, undefined, 2),
  };
  for (const [file, text] of Object.entries(files)) await writeOnce(join(own, file), text);
  return own;
}

async function writeOnce(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
