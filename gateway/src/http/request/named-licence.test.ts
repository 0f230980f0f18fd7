// SPDX-License-Identifier: Apache-2.0
import { licenceId } from '../../testing/fake-services';
import { NamedLicences } from './named-licence';

function namedBy(...parts: readonly (string | Buffer)[]): readonly string[] {
  const named = new NamedLicences();
  for (const part of parts) named.take(Buffer.from(part));
  return named.identifiers;
}

const utf16 = Buffer.from(`证书 ${licenceId}`, 'utf16le').swap16();
const forged = licenceId.slice(0, -1) + (licenceId.endsWith('0') ? '1' : '0');

describe('the licences that a file names', () => {
  it.each([
    ['in UTF-8', ['%PDF-1.7\n<dc:title>', licenceId, '</dc:title>'], [licenceId]],
    ['in UTF-16', ['%PDF-1.7\n/Title (', utf16, ')'], [licenceId]],
    ['across parts', [`%PDF-1.7\n(${licenceId.slice(0, 20)}`, `${licenceId.slice(20)})`], [licenceId]],
    ['twice', ['%PDF-1.7\n', `(${licenceId}) (${licenceId})`], [licenceId]],
    ['in no PDF', ['a text on ', licenceId], []],
    ['with another check character', ['%PDF-1.7\n', `(${forged})`], []],
    ['nowhere', ['%PDF-1.7\n', '%%EOF'], []],
    ['in nothing', [], []],
  ])('are read %s', (_, parts, expected) => {
    expect(namedBy(...parts)).toEqual(expected);
  });
});
