// SPDX-License-Identifier: Apache-2.0

/**
 * Characters forbidden in any text of a request: control characters (except tab and line ends, which PEM certificates
 * contain), U+FFFD, which stands where a program has lost a character, lone surrogates, which have no UTF-8 form, and
 * U+10FFFF, which together with U+0000 separates the parts of Fabric's composite keys: a text containing it could pass
 * for another key.
 */
const unsafe = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u{10ffff}\ufffd\p{Cs}]/u;

export function isSafeText(text: string): boolean {
  return !unsafe.test(text);
}
