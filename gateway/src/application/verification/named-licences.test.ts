// SPDX-License-Identifier: Apache-2.0
import { onlyLicenceIn } from './named-licences';

const licence = '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U';

it.each([
  ['a new QR code', `https://gateway.example/v/${licence}`],
  ['the page behind it', `https://gateway.example/v/${licence}?lang=zh`],
  [
    'a QR code from before there were pages',
    `https://gateway.example/api/v1/licences/${licence}/verification`,
  ],
])('the licence is read from the address in %s', (_, address) => {
  expect(onlyLicenceIn(address)).toBe(licence);
});
