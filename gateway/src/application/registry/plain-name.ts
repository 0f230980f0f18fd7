// SPDX-License-Identifier: Apache-2.0

/** What a name is looked for by: case, blanks, width, 书名号 and the full title of a law make no other name. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s《》〈〉]|中华人民共和国/gu, '');
}
