// SPDX-License-Identifier: Apache-2.0

/** A fictitious natural person; none of this data may ever appear on the channel. */
export interface SamplePerson {
  readonly name: string;
  readonly sex: '男' | '女';
  readonly birthDate: string;
  /** GB 11643 with a valid check digit. Fictitious: region 999999 is unassigned, and nobody alive was born then. */
  readonly citizenNumber: string;
  readonly address: string;
  /** No mobile number in China starts with 100. */
  readonly telephone: string;
}

/** 义务人: sells the home she or he lives in, so that the property's address is personal data too. */
export const seller: SamplePerson = {
  name: '钟离牧野',
  sex: '男',
  birthDate: '1862-03-17',
  citizenNumber: '999999186203170410',
  address: '示范省示范市云麓区听松路88号3幢2单元501室',
  telephone: '10062031741',
};

/** 权利人: the holder of the new certificate. */
export const buyer: SamplePerson = {
  name: '闻人知夏',
  sex: '女',
  birthDate: '1866-09-25',
  citizenNumber: '999999186609250285',
  address: '示范省示范市望潮区观澜街16号1幢1204室',
  telephone: '10066092528',
};

/** Born to the buyer; has a number from the entry in the household register on. */
export const newborn: SamplePerson = {
  name: '闻人小满',
  sex: '女',
  birthDate: '1898-05-21',
  citizenNumber: '999999189805210647',
  address: buyer.address,
  telephone: buyer.telephone,
};

/** Every text by which one of these people could be recognised; a search of the blocks must not find any. */
export const personalTexts: readonly string[] = [
  ...new Set(
    [seller, buyer, newborn].flatMap((person) => [
      person.name,
      person.citizenNumber,
      person.address,
      person.telephone,
    ]),
  ),
];
