// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { Name } from '@peculiar/x509';

/**
 * A distinguished name (RFC 5280 section 4.1.2.4), one attribute in each part. Always UTF8String: the library
 * would take PrintableString where it can, and verifiers compare a root's name by its bytes.
 */
export function distinguishedName(
  parts: readonly (readonly [attribute: 'CN' | 'O' | 'OU', value: string])[],
): Name {
  return new Name(parts.map(([attribute, utf8String]) => ({ [attribute]: [{ utf8String }] })));
}
