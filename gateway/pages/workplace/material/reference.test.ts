// SPDX-License-Identifier: Apache-2.0
import { formatLicenceIdentifier } from '@guidang/chaincode/model';
import { licenceTypes } from '@guidang/chaincode/sample';
import { referenceFault } from './reference';

const { realEstate: licenceType, foodBusiness } = licenceTypes;
const parts = { issuer: '11999999000000035B', serial: 'S1', version: '001' };
const licence = formatLicenceIdentifier({ ...parts, type: licenceType });
const another = formatLicenceIdentifier({ ...parts, type: foodBusiness });

it.each([
  ['licence', licence, { licenceType }, undefined],
  ['licence', licence, {}, undefined],
  ['licence', ` ${licence}`, { licenceType }, undefined],
  ['licence', another, { licenceType }, new RegExp(`类型不符合本材料要求：${foodBusiness}$`)],
  ['licence', '11999999000000035B', { licenceType }, /不是本材料要求的种类：单位$/],
  ['licence', `${licence.slice(0, -1)}-`, { licenceType }, /./],
  ['record', licence, {}, /不是本材料要求的种类：证照$/],
  ['record', '?', {}, /所知的编号/],
] as const)('%s %s as a material of %j: %s', (kind, text, definition, said) => {
  const fault = referenceFault(kind, text, definition);
  if (said === undefined) expect(fault).toBeUndefined();
  else expect(fault?.zh).toMatch(said);
});
