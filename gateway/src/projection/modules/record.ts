// SPDX-License-Identifier: Apache-2.0
import { foldArchivalCode, handOvers, records } from '@guidang/chaincode/model';
import type { ArchiveRecord, Digest } from '@guidang/chaincode/model';
import { digestIndex, indexBy, textIndex } from '../index-handle';
import type { Index } from '../index-handle';
import { dossierText } from '../party-text';
import { projectTable, toldByVersion } from '../table';

const indexes = {
  department: textIndex(records, 'department', ({ department }) => [department]),
  organisation: textIndex(records, 'organisation', ({ organisation }) => [organisation]),
  state: textIndex(records, 'state', ({ state }) => [state]),
  category: textIndex(records, 'category', ({ category }) => [category]),
  dossier: textIndex(records, 'dossier', ({ dossiers }) => dossiers.map(dossierText)),
  /** What may be offered to a case, by dossier and category: filed, and not disposed of. */
  offered: indexBy(
    records,
    'offered',
    ({ dossier, category }: { readonly dossier: string; readonly category: string }) => [dossier, category],
    ({ state, dossiers, category }) =>
      state === 'collecting' || state === 'disposed'
        ? []
        : dossiers.map((each) => ({ dossier: dossierText(each), category })),
  ),
  case: textIndex(records, 'case', (record) => (record.case === undefined ? [] : [record.case])),
  /** By what all spellings of a code have in common. */
  archivalCode: textIndex(records, 'archivalCode', ({ archivalCode }) =>
    archivalCode === undefined ? [] : [foldArchivalCode(archivalCode)],
  ),
  content: digestIndex(records, 'content', digestsOf),
  /** Of filed records alone: copies that are being collected, which anybody can make by the thousand, are not in it. */
  filedContent: digestIndex(records, 'filedContent', (record) =>
    record.state === 'collecting' ? [] : digestsOf(record),
  ),
};

/** Records; unchanged ones stay in the pages where they were created. */
export const recordTable = projectTable(records, {
  order: ({ createdAt }) => createdAt,
  indexes: Object.values<Index<ArchiveRecord>>(indexes),
  // For verification at past dates.
  versionOf: ({ version }) => version,
  told: ({ id, version }) => toldByVersion({ kind: 'record', id }, version),
});

export const recordModule = { tables: [recordTable, projectTable(handOvers)], indexes };

function digestsOf({ contents }: ArchiveRecord): Digest[] {
  return contents.map(({ digest }) => digest);
}
