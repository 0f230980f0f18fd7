// SPDX-License-Identifier: Apache-2.0
import {
  codeEntries,
  issuingAuthorities,
  calendars,
  departments,
  fondsEntries,
  issuerAliases,
  licenceTypes,
  memberships,
  officers,
  organisations,
  proposals,
  releases,
  registrationWindows,
  restrictionAuthorities,
} from '@guidang/chaincode/model';
import type { Officer } from '@guidang/chaincode/model';
import { indexBy, textIndex } from '../index-handle';
import { projectTable } from '../table';

const indexes = {
  successor: textIndex(departments, 'successor', ({ successor }) =>
    successor === undefined ? [] : [successor],
  ),
  /** An officer has a row for each certificate. */
  officerId: indexBy(
    officers,
    'id',
    ({ organisation, id }: Pick<Officer, 'organisation' | 'id'>) => [organisation, id],
    (officer) => [officer],
  ),
};

const officerTable = projectTable(officers, {
  order: ({ validFrom }) => validFrom,
  indexes: [indexes.officerId],
});

export const registryModule = {
  tables: [
    projectTable(organisations),
    projectTable(memberships),
    projectTable(departments, { indexes: [indexes.successor] }),
    officerTable,
    projectTable(issuingAuthorities),
    projectTable(restrictionAuthorities),
    projectTable(licenceTypes),
    projectTable(calendars, { order: ({ year }) => String(year) }),
    projectTable(fondsEntries),
    projectTable(issuerAliases),
    projectTable(codeEntries),
    projectTable(registrationWindows),
    projectTable(proposals),
    projectTable(releases),
  ],
  indexes,
};
