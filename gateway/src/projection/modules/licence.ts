// SPDX-License-Identifier: Apache-2.0
import {
  licences,
  renditionHolders,
  restrictionCounts,
  restrictionEntries,
  restrictionLists,
} from '@guidang/chaincode/model';
import type { Licence, Restricted } from '@guidang/chaincode/model';
import { digestIndex, indexBy, textIndex } from '../index-handle';
import type { Index } from '../index-handle';
import { partyText } from '../party-text';
import { projectTable, toldByVersion } from '../table';

const indexes = {
  type: textIndex(licences, 'type', ({ type }) => [type]),
  issuer: textIndex(licences, 'issuer', ({ issuer }) => [issuer]),
  status: textIndex(licences, 'status', ({ status }) => [status]),
  holder: textIndex(licences, 'holder', ({ holders }) => holders.map(partyText)),
  object: textIndex(licences, 'object', ({ object }) => (object === undefined ? [] : [object])),
  printedNumber: textIndex(licences, 'printedNumber', ({ printedNumber }) =>
    printedNumber === undefined ? [] : [printedNumber],
  ),
  /** What may be offered to a case, by holder and type: what has ended is in the dossier, and not in the way here. */
  offered: indexBy(
    licences,
    'offered',
    ({ holder, type }: { readonly holder: string; readonly type: string }) => [holder, type],
    ({ status, holders, type }) =>
      status === 'in-force' ? holders.map((each) => ({ holder: partyText(each), type })) : [],
  ),
  rendition: digestIndex(licences, 'rendition', ({ renditions }) => renditions.map(({ digest }) => digest)),
};

/** The restrictions on a subject, without those that were lifted. */
const restrictionsOn = indexBy(
  restrictionEntries,
  'on',
  ({ kind, id }: Restricted) => [kind, id],
  ({ on, liftedAt }) => (liftedAt === undefined ? [on] : []),
);

const licenceTable = projectTable(licences, {
  order: ({ issuedAt }) => issuedAt,
  indexes: Object.values<Index<Licence>>(indexes),
  // Of a licence whose issuer has moved, each organisation's key holds some versions; the newest is the licence.
  partsOf: ({ identifier }) => [identifier],
  // For verification at past dates.
  versionOf: ({ version }) => version,
  told: ({ identifier: id, version }) => toldByVersion({ kind: 'licence', id }, version),
});

const restrictionTable = projectTable(restrictionEntries, {
  order: ({ at }) => at,
  indexes: [restrictionsOn],
  told: ({ on, id }) => ({ subject: on, by: ({ data }) => data?.['restriction'] === id }),
});

export const licenceModule = {
  tables: [
    licenceTable,
    projectTable(renditionHolders),
    restrictionTable,
    projectTable(restrictionCounts),
    // Of version 0.1.0: those of a subject to which nobody has written since.
    projectTable(restrictionLists),
  ],
  indexes: { ...indexes, restrictionsOn },
};
