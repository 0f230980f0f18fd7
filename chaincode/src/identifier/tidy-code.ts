// SPDX-License-Identifier: Apache-2.0

/** A code of digits and capitals as it is kept: half-width, in capitals, without the spaces that it is printed with. */
export function tidyCode(text: string): string {
  return halfWidth(text)
    .replace(/\s/g, '')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** The full-width forms U+FF01 to U+FF5E have a fixed offset from ASCII. */
export function halfWidth(text: string): string {
  return text.replace(/[！-～]/g, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0));
}
