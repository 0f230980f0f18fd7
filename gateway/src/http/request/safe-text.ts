// SPDX-License-Identifier: Apache-2.0

/**
 * What no text of a request may hold: control characters (except tab and line ends, which certificates in PEM have),
 * lone surrogates, which have no UTF-8 form, and U+10FFFF, which with U+0000 separates the parts of Fabric's
 * composite keys: a text with one could pass for another key.
 */
const unsafe = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u{10ffff}\p{Cs}]/u;

export function isSafeText(text: string): boolean {
  return !unsafe.test(text);
}
