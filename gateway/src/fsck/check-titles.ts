// SPDX-License-Identifier: Apache-2.0
import { records } from '@guidang/chaincode/model';
import { Level } from 'level';
import type { FolderStore } from '../content';
import type { CheckReport } from '../findings/finding';
import { find } from '../projection';
import type { Projection } from '../projection';
import { titledRecords } from '../start/keep-titles';
import { isHere, NamesBySm3 } from './check-contents';

/** Checks that the description of each record that has a title here is here too: nothing is left of what has gone. */
export async function checkTitles(
  folder: string,
  store: FolderStore,
  projection: Projection,
  report: CheckReport,
): Promise<void> {
  const level = new Level<string, string>(folder);
  const names = new NamesBySm3(store);
  try {
    for await (const id of titledRecords(level)) {
      const description = (await find(projection, records, id))?.description;
      const name = description && (await names.keptAs(description));
      if (name !== undefined && (await isHere(store, name))) continue;
      report({
        kind: 'title',
        where: `record ${id}`,
        problem: 'a title is kept of a description that is not here',
      });
    }
  } finally {
    await level.close();
  }
}
