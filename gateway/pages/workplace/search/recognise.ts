// SPDX-License-Identifier: Apache-2.0
import {
  holdsPersonalNumber,
  IdentifierMalformed,
  normaliseCitizenNumber,
  parseLicenceIdentifier,
  parseObjectOfKind,
  parseUnifiedCode,
  parseUniqueCode,
  readPasted,
} from '@guidang/chaincode/model';
import type { PastedKind } from '@guidang/chaincode/model';
import { caseAddress, dossierAddress, licenceAddress, pseudonym } from '../shell/address';
import type { DossierSubject, SubjectKind } from '../shell/address';
import { malformedInChinese } from '../../src/words/identifier-words';
import type { Bilingual } from '../../src/words';
import { workplaceWords } from '../words/workplace-words';

/** What a text that somebody types or scans is, as far as its form tells. */
export interface Recognised {
  readonly kind: Bilingual;
  readonly text: string;
  /** The page about it, if there is one. */
  readonly href?: string;
  /** What that page is told beside its address. */
  readonly state?: DossierSubject;
  /** What is wrong with it. */
  readonly fault?: Bilingual;
  /** The one that differs in a letter that is easily mistaken, and whose check character fits. */
  readonly similar?: string;
}

interface Form {
  readonly kind: Bilingual;
  readonly pasted: PastedKind;
  readonly looks: RegExp;
  readonly demand?: (text: string) => unknown;
  readonly leads?: (text: string) => Pick<Recognised, 'href' | 'state'>;
}

function toDossier(subject: SubjectKind, named: string): Pick<Recognised, 'href' | 'state'> {
  return { href: dossierAddress, state: { subject, named } };
}

const forms: readonly Form[] = [
  {
    kind: workplaceWords.kindLicence,
    pasted: 'licence',
    looks: /^1\.2\.156\.3005\.2\./,
    demand: parseLicenceIdentifier,
    leads: (text) => ({ href: licenceAddress(text) }),
  },
  {
    kind: workplaceWords.kindCase,
    pasted: 'case',
    looks: /^[0-9A-Z]{18}\../,
    demand: (text) => parseUnifiedCode(text.slice(0, text.indexOf('.'))),
    leads: (text) => ({ href: caseAddress(text) }),
  },
  { kind: workplaceWords.kindDigest, pasted: 'digest', looks: /^[0-9a-f]{64}$/ },
  {
    kind: workplaceWords.kindPerson,
    pasted: 'code',
    looks: pseudonym,
    leads: (text) => toDossier('person', text),
  },
  {
    kind: workplaceWords.kindBody,
    pasted: 'code',
    looks: /^[0-9A-Z]{18}$/,
    demand: parseUnifiedCode,
    leads: (text) => toDossier('organisation', text),
  },
  {
    kind: workplaceWords.kindObject,
    pasted: 'hyphenated-code',
    // A digit that is missing, or one too many, is said.
    looks: /^(?:[0-9A-Z]{28}|\d{12}[A-Z]{2}[0-9A-Z]{5,15})$/,
    demand: (text) => {
      parseObjectOfKind(text, 'real-estate-unit');
    },
    leads: (text) => toDossier('object', text),
  },
  { kind: workplaceWords.kindRecord, pasted: 'record', looks: /^[0-9A-Z]{30}$/, demand: parseUniqueCode },
];

/** @returns undefined for a text that looks like nothing known here. */
export function recognise(typed: string): Recognised | undefined {
  const known = knownForm(typed);
  if ((known !== undefined && known.fault === undefined) || !isPersonal(typed)) return known;
  return { kind: workplaceWords.kindPersonalNumber, text: '', fault: workplaceWords.onlyInDossier };
}

/** The fifteen digits in use until 2013, too. */
function isPersonal(typed: string): boolean {
  return holdsPersonalNumber(typed) || holdsPersonalNumber(normaliseCitizenNumber(typed));
}

/**
 * The number of a case (办件编号) as officers read it to each other: without the department, which is their own.
 * Whether there is such a case, the gateway knows, which reads it in an address: so what may be the number of a passport
 * or of a permit, which have no hyphen, is not asked for.
 */
export function caseNumberIn(typed: string): string | undefined {
  const text = readPasted('text', typed);
  return /^(?=.{3,50}$)(?=.*\d)[0-9A-Za-z]+(?:-[0-9A-Za-z]+)+$/.test(text) && !isPersonal(text)
    ? text
    : undefined;
}

function knownForm(typed: string): Recognised | undefined {
  for (const { kind, pasted, looks, demand, leads } of forms) {
    const text = readPasted(pasted, typed);
    if (!looks.test(text)) continue;
    const fault = faultOf(text, demand);
    if (fault === undefined) return { kind, text, ...leads?.(text) };
    const similar = similarTo(text).find((other) => faultOf(other, demand) === undefined);
    return { kind, text, fault, ...(similar === undefined ? {} : { similar }) };
  }
  return undefined;
}

function faultOf(text: string, demand: Form['demand']): Bilingual | undefined {
  try {
    demand?.(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof IdentifierMalformed)) throw error;
    return { en: error.message, zh: malformedInChinese(error.facts) };
  }
}

/** Letters and figures that people, and programs that read pictures, mistake for each other. */
const mistaken: readonly (readonly [string, string])[] = [
  ['0', 'O'],
  ['1', 'I'],
  ['2', 'Z'],
  ['5', 'S'],
  ['8', 'B'],
];

/** Every text with one of its characters taken for its double. */
function similarTo(text: string): readonly string[] {
  return Array.from(text).flatMap((character, at) =>
    mistaken.flatMap(([one, other]) => {
      const double = character === one ? other : character === other ? one : undefined;
      return double === undefined ? [] : [text.slice(0, at) + double + text.slice(at + 1)];
    }),
  );
}
