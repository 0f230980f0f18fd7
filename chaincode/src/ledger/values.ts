// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import {
  tidyObjectIdentifier,
  foldsOfArchivalCode,
  IdentifierMalformed,
  isPeriodOf,
  isRetentionPeriod,
  readRetention,
  parseLicenceIdentifier,
  parseObjectIdentifier,
  demandUndivided,
  demandUnifiedCodeInUse,
  parseUnifiedCode,
  parseUniqueCode,
  demandKnownMatterId,
  demandMatterId,
  matterIdOf,
} from '../identifier';
import type { PastedKind } from '../identifier';

export { matterIdOf };

/** Schemas of the small values shared by commands, state and events. */

/** RFC 3339 in UTC with milliseconds: a single form, so that texts sort by time. */
export const timeSchema = z
  .string()
  .regex(
    /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/,
    'must be UTC time with milliseconds',
  );

/** A calendar date, such as 2026-02-28 (ISO 8601). */
export const dateSchema = z.iso.date('must be a date YYYY-MM-DD');

/** Purposes, legal bases and reasons are codes, never free text, which could contain people's names. */
export const codeSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9.:_/-]{0,63}$/,
    'must be a code of at most 64 letters, digits and . : _ / -, or a name in the code book',
  );

export const organisationIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]{1,15}$/, 'must be an organisation identifier');

export const regionSchema = z.string().regex(/^\d{6}$/, 'must be six digits (GB/T 2260)');

/** A person's pseudonym on the channel: 128 random bits, chosen by the gateway that first entered the person. */
export const pseudonymSchema = z.string().regex(/^P[0-9A-F]{32}$/, 'must be P and 32 hexadecimal digits');

/** A pseudonymous identifier of an officer at the organisation's CA. */
export const officerIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'must be an officer identifier');

/** An officer, as the values of cases, records and licences name one. */
export const namedOfficerSchema = z.strictObject({
  organisation: organisationIdSchema,
  officer: officerIdSchema,
});

/** See `Naming` in `authority/naming.ts`. */
export const namedBySchema = z.array(namedOfficerSchema).min(1).max(2).optional();

/** @param tidy makes what is kept of what is sent; it leaves alone what it cannot read. */
function identifier(
  parse: (text: string) => unknown,
  tidy: (text: string) => string = (text) => text,
): z.ZodType<string, string> {
  return z.string().max(200).overwrite(tidy).superRefine(checkedBy(parse));
}

function checkedBy(parse: (text: string) => unknown): (text: string, context: z.RefinementCtx) => void {
  return (text, context) => {
    try {
      parse(text);
    } catch (error) {
      if (!(error instanceof IdentifierMalformed)) throw error;
      context.addIssue({ code: 'custom', message: error.message, params: { ...error.facts } });
    }
  };
}

export const unifiedCodeSchema = identifier(parseUnifiedCode);
/** Also a code in use that breaks its own standard: where something is registered, never where it is issued. */
export const unifiedCodeInUseSchema = identifier(demandUnifiedCodeInUse);
export const licenceIdentifierSchema = identifier(parseLicenceIdentifier);
/** A 档号 of any archive, in whatever spelling: what it must look like is for its fonds to say. */
export const archivalCodeSchema = identifier(foldsOfArchivalCode);
export const recordIdSchema = identifier(parseUniqueCode);

/** The keyed digest (HMAC) of what may be guessed or personal; the organisations share the key. */
export const keyedDigestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');

/** 全宗号, the first part of a 档号. */
export const fondsCodeSchema = z.string().regex(/^[A-Z0-9]{3,5}$/, 'must be a fonds code');

/** 年度 (DA/T 46-2009 M11). */
export const yearSchema = z.string().regex(/^\d{4}$/, 'must be a year');

/** A type code of GB/T 36904: the unified code of the defining body and three digits. */
export const licenceTypeSchema = z
  .string()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}\d{3}$/, 'must be a unified code and three digits')
  .refine((text) => {
    try {
      parseUnifiedCode(text.slice(0, 18));
      return true;
    } catch {
      return false;
    }
  }, 'must begin with a unified code');

/** The code under which a matter is kept (GB/T 39554.1): a handling item, or a basic code that has none. */
export const matterIdSchema = identifier(demandMatterId);

/** One that is stored or asked for: also of the form that older versions took. */
export const knownMatterIdSchema = identifier(demandKnownMatterId);

/** One that is asked for in any spelling, also with its acting body, which is cut. */
export const soughtMatterIdSchema = identifier(demandKnownMatterId, matterIdOf);

/** The code of a matter as systems send it with a case: also behind its acting body (实施编码, 业务办理项编码). */
export const matterCodeSchema = identifier((text) => {
  demandKnownMatterId(matterIdOf(text));
});

/** An issuer in a licence identifier that is no unified code; a region's six digits, for one, occur in real data. */
export const issuerAliasCodeSchema = z
  .string()
  .regex(/^[0-9A-Z]{1,17}$/, 'must be 1 to 17 digits and capitals: shorter than a unified code');

/** What nobody sees, or no key may hold: controls, other spaces, marks of direction, halves of characters. */
const unseen =
  '\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000' +
  '\\ud800-\\udfff\\ufe00-\\ufe0f\\ufeff\\ufff0-\\uffff\\u{e0000}-\\u{e0fff}\\u{10fffe}-\\u{10ffff}';
/** Explicit ranges, for what Unicode calls a letter depends on the version of Node. */
const caseNumber = `(?! )(?:[^${unseen}]| (?! )){1,50}(?<! )`;

/** The number of a part of a joint case: the joint case's identifier, and the part's place in the matter. */
const partNumber = `[0-9A-Z]{18}\\.${caseNumber}-\\d{2}`;

const caseIdOnly = new RegExp(`^[0-9A-Z]{18}\\.(?:${caseNumber}|${partNumber})$`, 'u');
const caseNumberOnly = new RegExp(`^${caseNumber}$`, 'u');

/**
 * A case number (办件编号) is opaque and unique per department; the case identifier prefixes it with the department's
 * unified code. It is kept as it is sent: 〔2024〕第0001号.
 */
export const caseNumberSchema = z.string().refine((text) => caseNumberOnly.test(text), {
  message: 'must be 1 to 50 characters, without control characters or spaces around it',
  params: { pasted: 'case-number' satisfies PastedKind },
});
export const caseIdSchema = z.string().refine((text) => caseIdOnly.test(text), {
  message: 'must be a case identifier: the unified code of the department, a dot, the case number',
  params: { pasted: 'case' satisfies PastedKind },
});

const objectForm = z
  .string()
  .max(128)
  // Printed in groups, in any width and case.
  .overwrite((text) => tidyObjectIdentifier(text))
  // A plate begins with the character of its province, and may end with one for its use.
  .regex(
    /^(?:[0-9A-Z][0-9A-Z.-]{3,63}|[一-鿿](?=[A-Z])[0-9A-Z.-]{3,63}[挂学警港澳使领]?)$/,
    'must be an object identifier: the 28 characters of a 不动产单元号, a unified code, or another',
  );

/** A land parcel or other registered object (不动产单元号 and the like), as stored: older ones were not checked. */
export const objectIdSchema = objectForm;

/** One that is asked for: a unit number is found however it is divided. */
export const soughtObjectSchema = objectForm.superRefine(checkedBy(demandUndivided));

/** An object that a command names: what looks like a unit number is one. */
export const namedObjectSchema = objectForm.superRefine(checkedBy(parseObjectIdentifier));

/** 档案门类代码 (DA/T 46-2009 M14), such as `WS` or `ZY·BDC`. */
export const categorySchema = z
  .string()
  .regex(/^[A-Z]{2}(·[A-Z0-9]{1,8}){0,3}$/, 'must be a category code such as ZY·BDC or XK·ZC·01');

/** 保管期限 (DA/T 46-2009 M12), also as the words for it: 永久, 定期30年, 长期. */
export const retentionSchema = z
  .string()
  .max(16)
  .overwrite(readRetention)
  .refine(isRetentionPeriod, {
    error: 'must be a retention period: Y, D30, D10, D and another number of years; before 2007 C, D',
    params: { pasted: 'code' },
  });

/** One that is in use today. */
export const presentRetentionSchema = retentionSchema.refine(
  (period) => isPeriodOf(period, '9999'),
  'must be a retention period of today: C and D ended with 2006',
);

/** The version of a stored value, from 1. */
export const versionSchema = z.int().min(1);

/** The name of an organisation, a department or a kind of licence. */
export const nameSchema = z.string().min(1).max(120);

export const dayUnits = ['working-days', 'calendar-days'] as const;

export const dayUnitSchema = z.enum(dayUnits);

/** How the days of a time limit are counted. */
export type DayUnit = z.infer<typeof dayUnitSchema>;

/** The length of a time limit. */
export const limitLengthSchema = z.strictObject({ days: z.int().min(0).max(365), unit: dayUnitSchema });

export type LimitLength = z.infer<typeof limitLengthSchema>;

/** How a licence is revoked: 撤销, void from the start; 撤回, for a changed law or fact; 吊销, as a penalty. */
export const revocationKinds = ['annulment', 'withdrawal', 'penalty'] as const;
export const revocationKindSchema = z.enum(revocationKinds);

/** 证书错制: the certificate was made wrongly. It is withdrawn, and that is no fact about its holder. */
export const wronglyMadeSchema = z.literal('wrongly-made');

export const statusKindSchema = z.enum([...revocationKinds, wronglyMadeSchema.value]);
