// SPDX-License-Identifier: Apache-2.0
import type { AttributeDefinition, Attributes, AttributeValue } from '@guidang/chaincode/model';
import type { Bilingual } from './language';

const unitWords = {
  fen: { en: 'yuan', zh: '元' },
  'square-metres': { en: 'm²', zh: '平方米' },
  people: { en: 'people', zh: '人' },
  pieces: { en: 'pieces', zh: '件' },
} as const satisfies Readonly<Record<string, Bilingual>>;

interface AttributeInWords {
  readonly code: string;
  /** As the type names it: in Chinese. */
  readonly name: string;
  readonly value: Bilingual;
}

/** What a licence says besides its period, in the order and by the names of its type, as far as that is known. */
export function attributesInWords(
  attributes: Attributes = {},
  defined: readonly AttributeDefinition[] = [],
): readonly AttributeInWords[] {
  const codes = new Set([...defined.map(({ code }) => code), ...Object.keys(attributes)]);
  return [...codes].flatMap((code) => {
    const value = Object.hasOwn(attributes, code) ? attributes[code] : undefined;
    if (value === undefined) return [];
    const definition = defined.find((each) => each.code === code);
    return [{ code, name: definition?.name ?? code, value: valueWords(value, definition) }];
  });
}

/** The value of an attribute, with its unit, or by the name of the choice. */
export function valueWords(value: AttributeValue, definition: AttributeDefinition | undefined): Bilingual {
  if (definition?.kind === 'choice') {
    return same(definition.choices.find(({ code }) => code === value)?.name ?? String(value));
  }
  if (definition?.kind !== 'amount' || typeof value === 'string') return same(String(value));
  const unit = unitWords[definition.unit];
  const number = definition.unit === 'fen' ? yuan(value) : String(value);
  return { en: `${number} ${unit.en}`, zh: `${number} ${unit.zh}` };
}

/** Whole yuan and two digits, from fen, without a fraction that binary numbers have not. */
function yuan(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function same(text: string): Bilingual {
  return { en: text, zh: text };
}
