// SPDX-License-Identifier: Apache-2.0
import { isIPv6 } from 'node:net';

const mappedPrefix = '::ffff:';

/**
 * What counts as one address: an IPv4 address, or the /64 network of an IPv6 address, of which one subscriber has 2⁶⁴.
 */
export function addressShareOf(address: string): string {
  const isMapped = address.startsWith(mappedPrefix) && address.includes('.');
  if (isMapped) return address.slice(mappedPrefix.length);
  if (!isIPv6(address)) return address;
  const [before = '', after] = address.split('%', 1).join('').split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const zeros = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  const groups = [...head, ...Array<string>(zeros).fill('0'), ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
