// SPDX-License-Identifier: Apache-2.0
import { directionMarks } from '../../common/direction-marks';
import type { FieldError } from '../../errors/fault';
import { Problem } from '../problem';

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

/**
 * @param code of the problem; by default that of a field.
 * @throws {Problem} for a text with a forbidden character, which is named with its place.
 */
export function demandSafeText(
  field: string,
  text: string,
  code: 'field-invalid' | 'identifier-malformed' = 'field-invalid',
): void {
  demandNone(unsafe, { field, text, code });
}

/**
 * Of a body as it was read: about an identifier that is pasted, such marks stand often, and are dropped.
 * @throws {Problem} `field-invalid` for a text in it that holds a mark of the direction of writing.
 */
export function demandOneDirection(field: string, value: unknown): void {
  if (typeof value === 'string') {
    demandNone(directionMarks, { field, text: value, code: 'field-invalid' });
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) demandOneDirection(`${field}/${name}`, part);
  }
}

interface Text {
  readonly field: string;
  readonly text: string;
  readonly code: 'field-invalid' | 'identifier-malformed';
}

function demandNone(characters: RegExp, { field, text, code }: Text): void {
  const found = characters.exec(text);
  if (found === null) return;
  const character = `U+${(found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const position = Array.from(text.slice(0, found.index)).length + 1;
  const errorOf = (message: string): FieldError => ({ field, message });
  const en = `holds ${character}, which no text may hold, as character ${position}`;
  throw new Problem(code, `${field} ${en}`, {
    field,
    errors: [errorOf(en)],
    chineseErrors: () => [errorOf(`第 ${position} 个字符为 ${character}，文本中不得含有该字符`)],
  });
}
