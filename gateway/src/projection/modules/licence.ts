// SPDX-License-Identifier: Apache-2.0
import { licences, restrictionLists } from '@guidang/chaincode/model';
import type { Licence } from '@guidang/chaincode/model';
import { digestIndex, textIndex } from '../index-handle';
import type { Index } from '../index-handle';
import { partyText } from '../party-text';
import { projectTable } from '../table';

const indexes = {
  type: textIndex(licences, 'type', ({ type }) => [type]),
  issuer: textIndex(licences, 'issuer', ({ issuer }) => [issuer]),
  status: textIndex(licences, 'status', ({ status }) => [status]),
  holder: textIndex(licences, 'holder', ({ holders }) => holders.map(partyText)),
  object: textIndex(licences, 'object', ({ object }) => (object === undefined ? [] : [object])),
  rendition: digestIndex(licences, 'rendition', ({ renditions }) => renditions.map(({ digest }) => digest)),
};

const licenceTable = projectTable(licences, {
  order: ({ issuedAt }) => issuedAt,
  indexes: Object.values<Index<Licence>>(indexes),
  // For verification at past dates.
  versionOf: ({ version }) => version,
});

export const licenceModule = { tables: [licenceTable, projectTable(restrictionLists)], indexes };
