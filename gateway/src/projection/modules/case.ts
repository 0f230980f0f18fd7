// SPDX-License-Identifier: Apache-2.0
import { caseParts, cases } from '@guidang/chaincode/model';
import type { Case } from '@guidang/chaincode/model';
import { textIndex } from '../index-handle';
import type { Index } from '../index-handle';
import { partyText } from '../party-text';
import { projectTable, toldByVersion } from '../table';

const indexes = {
  organisation: textIndex(cases, 'organisation', ({ organisation }) => [organisation]),
  department: textIndex(cases, 'department', ({ department }) => [department]),
  state: textIndex(cases, 'state', ({ state }) => [state]),
  matter: textIndex(cases, 'matter', ({ matter }) => [matter]),
  applicant: textIndex(cases, 'applicant', ({ applicant }) => [partyText(applicant)]),
  object: textIndex(cases, 'object', ({ object }) => (object === undefined ? [] : [object])),
};

const caseTable = projectTable(cases, {
  order: ({ openedAt }) => openedAt,
  indexes: Object.values<Index<Case>>(indexes),
  told: ({ id, version }) => toldByVersion({ kind: 'case', id }, version),
});

/** How the parts of joint cases stand. */
const partTable = projectTable(caseParts);

export const caseModule = { tables: [caseTable, partTable], indexes };
