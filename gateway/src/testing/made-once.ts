// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Fills a folder with what `make` leaves in one: made once in a run of the tests (`.config/made-once.cjs`), by whoever
 * needs it first, and copied for all others.
 * @param name Says what is made: the same name, the same content.
 */
export async function madeOnce(
  name: string,
  folder: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  const shared = process.env['GUIDANG_MADE_ONCE'];
  if (shared === undefined) {
    await make(folder);
    return;
  }
  const whole = join(shared, name);
  if (!existsSync(whole)) {
    const draft = await mkdtemp(join(shared, 'draft-'));
    await make(draft);
    await rename(draft, whole).catch((error: unknown) => {
      // Another worker was quicker.
      if (!existsSync(whole)) throw error;
    });
  }
  await cp(whole, folder, { recursive: true });
}
