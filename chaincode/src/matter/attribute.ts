// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { limits } from '../ledger/limits';
import { dateSchema, nameSchema } from '../ledger/values';
import { localCodeSchema } from './local-code';
import type { AttributeValue, Comparison } from './predicate-shape';

/*
 * What licences of a type say besides their period: public facts that conditions compare (权利性质, 面积, 金额). Every peer
 * of the channel reads them: what is personal or not public is none, and stays off the ledger behind the digest `fields`.
 */

export const attributeUnits = ['fen', 'square-metres', 'people', 'pieces'] as const;

/** What every licence says of itself. */
const ownCodes = ['issued-on', 'valid-from', 'valid-until'] as const;

/** Eleven digits in a row may be a telephone or a citizen number: no text of an attribute needs them. */
const longNumber = /[0-9\uff10-\uff19]{11}/;

/** Nor is there so much of anything but money. */
const countMax = 9_999_999_999;

const named = {
  code: localCodeSchema.refine(
    (code) => !ownCodes.some((own) => own === code),
    'every licence has this attribute already',
  ),
  name: nameSchema,
};

export const attributeDefinitionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...named,
    kind: z.literal('text'),
    charactersMax: z.int().min(1).max(limits.attributeCharactersMax),
  }),
  /** A whole number of its unit: money in fen (分). */
  z.strictObject({ ...named, kind: z.literal('amount'), unit: z.enum(attributeUnits) }),
  /** A day in China. */
  z.strictObject({ ...named, kind: z.literal('day') }),
  z.strictObject({
    ...named,
    kind: z.literal('choice'),
    choices: z
      .array(z.strictObject({ code: localCodeSchema, name: nameSchema }))
      .min(1)
      .max(limits.choicesPerAttributeMax),
  }),
]);

export type AttributeDefinition = z.infer<typeof attributeDefinitionSchema>;

/** The attributes that licences of a type may have; none is a must, for older ones have none. */
export const attributeDefinitionsSchema = z
  .array(attributeDefinitionSchema)
  .min(1)
  .max(limits.attributesPerTypeMax)
  .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'codes must differ');

export const attributeValueSchema: z.ZodType<AttributeValue, AttributeValue> = z.union([
  z.int().min(0),
  z.string().min(1).max(limits.attributeCharactersMax),
]);

/** The attributes of a licence, by their codes. */
export const attributesSchema = z
  .record(localCodeSchema, attributeValueSchema)
  .refine((all) => Object.keys(all).length <= limits.attributesPerTypeMax, 'too many attributes');

export type Attributes = z.infer<typeof attributesSchema>;

/** What of a licence type says which attributes its licences have. */
interface Typed {
  readonly attributes?: readonly AttributeDefinition[] | undefined;
}

const ownDefinitions: readonly AttributeDefinition[] = [
  { code: 'issued-on', name: '颁发日期', kind: 'day' },
  { code: 'valid-from', name: '有效期起', kind: 'day' },
  { code: 'valid-until', name: '有效期止', kind: 'day' },
];

/** An attribute of licences of a type: one of its own, or one that every licence has. */
export function attributeOf(code: string, type: Typed = {}): AttributeDefinition | undefined {
  return [...ownDefinitions, ...(type.attributes ?? [])].find((definition) => definition.code === code);
}

/** What every licence says of itself, as attributes. */
export function ownAttributesOf(licence: {
  readonly issuedOn: string;
  readonly validFrom: string;
  readonly validUntil?: string | undefined;
}): Attributes {
  const { issuedOn, validFrom, validUntil } = licence;
  return {
    'issued-on': issuedOn,
    'valid-from': validFrom,
    ...(validUntil === undefined ? {} : { 'valid-until': validUntil }),
  };
}

/** Why a value cannot be that of an attribute; `undefined` when it can. */
function misfitOfValue(definition: AttributeDefinition, value: AttributeValue): string | undefined {
  const of = `the attribute ${definition.code}`;
  switch (definition.kind) {
    case 'amount':
      return typeof value === 'number'
        ? misfitOfAmount(definition, value)
        : `${of} is a whole number of ${definition.unit}`;
    case 'day':
      return dateSchema.safeParse(value).success ? undefined : `${of} is a day, YYYY-MM-DD`;
    case 'choice': {
      const choices = definition.choices.map(({ code }) => code);
      return choices.some((code) => code === value) ? undefined : `${of} is one of ${choices.join(', ')}`;
    }
    case 'text': {
      const { charactersMax } = definition;
      const isText = typeof value === 'string' && value.length <= charactersMax;
      if (!isText) return `${of} is a text of at most ${charactersMax} characters`;
      return longNumber.test(value) ? `${of} may not hold eleven digits in a row` : undefined;
    }
  }
}

function misfitOfAmount(
  { code, unit }: Extract<AttributeDefinition, { kind: 'amount' }>,
  value: number,
): string | undefined {
  if (unit === 'fen' || value <= countMax) return undefined;
  return `the attribute ${code} may not have eleven digits`;
}

/** Why attributes cannot be those of a licence of a type; `undefined` when they can. */
export function misfitOfAttributes(
  attributes: Attributes,
  { attributes: defined = [] }: Typed,
): { readonly code: string; readonly message: string } | undefined {
  for (const [code, value] of Object.entries(attributes)) {
    const definition = defined.find((each) => each.code === code);
    const message =
      definition === undefined
        ? `licences of this type have no attribute ${code}`
        : misfitOfValue(definition, value);
    if (message !== undefined) return { code, message };
  }
  return undefined;
}

/** Why an attribute cannot be compared so; `undefined` when it can. */
export function misfitOfComparison(
  definition: AttributeDefinition,
  comparison: Comparison,
): string | undefined {
  if ('is' in comparison) {
    return comparison.is
      .map((value) => misfitOfValue(definition, value))
      .find((misfit) => misfit !== undefined);
  }
  const isOrdered = definition.kind === 'amount' || definition.kind === 'day';
  if (!isOrdered) return `the attribute ${definition.code} has no order: ask for it by \`is\``;
  return misfitOfValue(definition, 'atLeast' in comparison ? comparison.atLeast : comparison.atMost);
}

/**
 * Whether a type may come to define its attributes so. They are only added and widened: what licences, conditions and
 * outcomes rest on must go on meaning what it meant.
 */
export function isWidened(before: Typed, after: Typed): boolean {
  return (before.attributes ?? []).every((was) => {
    const is = after.attributes?.find(({ code }) => code === was.code);
    return is !== undefined && takesAll(is, was);
  });
}

function takesAll(is: AttributeDefinition, was: AttributeDefinition): boolean {
  if (is.kind === 'text' && was.kind === 'text') return is.charactersMax >= was.charactersMax;
  if (is.kind === 'amount' && was.kind === 'amount') return is.unit === was.unit;
  if (is.kind === 'choice' && was.kind === 'choice') {
    return was.choices.every(({ code }) => is.choices.some((choice) => choice.code === code));
  }
  return is.kind === 'day' && was.kind === 'day';
}
