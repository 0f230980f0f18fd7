// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../src/findings';
import { isNotChecked } from '../src/errors';
import type { Head } from '../src/head/open-head';
import { member } from '../src/json';
import type { Leaf } from '../src/receipt/leaf';
import { isoTime } from '../src/time';
import type { Answer } from './answer';
import { element } from './element';
import { pathFigure } from './path-figure';
import {
  checkTitle,
  codeSentence,
  documentTexts,
  kindTexts,
  notValidResult,
  resultLooks,
  resultTexts,
  texts,
  verdictTexts,
} from './words';
import type { Language, ShownResult } from './words';

/** A fact and its value, both for people. */
type Fact = readonly [label: string, value: string];

/** The sign is for the eye; the words beside it say the same. */
function withSign(sign: string, ...words: readonly (Node | string)[]): (Node | string)[] {
  const drawn = element('span', 'sign', sign);
  drawn.setAttribute('aria-hidden', 'true');
  return [drawn, ' ', ...words];
}

/** What is said of one file. */
export function articleOf(answer: Answer, language: Language): HTMLElement {
  const { look, sign, words } = resultOf(answer);
  const facts = factsOf(answer, language);
  return element(
    'article',
    look,
    element('h3', '', answer.name, ' ', element('small', '', kindTexts[answer.kind][language])),
    element('p', 'verdict', ...withSign(sign, words[language])),
    ...(answer.findings.length === 0
      ? []
      : [element('ul', '', ...answer.findings.map((finding) => findingItem(finding, language)))]),
    ...(facts.length === 0
      ? []
      : [
          element(
            'dl',
            '',
            ...facts.flatMap(([label, value]) => [element('dt', '', label), element('dd', '', value)]),
          ),
        ]),
    ...(answer.path === undefined ? [] : [pathFigure(answer.path, answer.result === 'proven', language)]),
  );
}

/** A report may be genuine, and say that a licence is not valid: that must not look good. */
function resultOf({ result, kind, report }: Answer): ShownResult {
  if (result === 'proven' && report !== undefined && !saysValid(report)) return notValidResult;
  const words = (kind === 'document' ? documentTexts : resultTexts)[result];
  return { ...resultLooks[result], words };
}

function saysValid({ verdict }: NonNullable<Answer['report']>): boolean {
  return member(verdict, 'valid') === true;
}

function findingItem({ check, ok, code, message }: Finding, language: Language): HTMLElement {
  const look = ok ? 'good' : code !== undefined && isNotChecked(code) ? 'unknown' : 'bad';
  const signs = { good: '✓', unknown: '?', bad: '✗' } as const;
  const title = checkTitle(check, language);
  const sentence = codeSentence(code, language);
  const detail = element('span', 'detail', message);
  detail.lang = 'en';
  return element(
    'li',
    look,
    ...withSign(signs[look], title === sentence ? '' : `${title}: `, sentence, ' ', detail),
  );
}

/** Names a fact in the reader's language. */
type Label = (name: keyof typeof texts) => string;

function factsOf(answer: Answer, language: Language): Fact[] {
  const { receipt, report, export: inside, completeness } = answer;
  const label: Label = (name) => texts[name][language];
  const head = receipt?.head ?? report?.head ?? inside?.head;
  return [
    ...(report === undefined ? [] : reportFacts(report, language, label)),
    ...(receipt === undefined ? [] : eventFacts(receipt.leaf, label)),
    ...(head === undefined ? [] : headFacts(head, label)),
    ...(inside === undefined ? [] : countFacts(inside, label)),
    ...(completeness === undefined
      ? []
      : [[checkTitle('completeness', language), completeness.reason] as const]),
    ...fileFacts(answer, label),
  ];
}

function reportFacts(report: NonNullable<Answer['report']>, language: Language, label: Label): Fact[] {
  const { organisation, verifiedAt, at, verdict } = report;
  return [
    [label('sealedBy'), organisation],
    [label('verifiedAt'), verifiedAt],
    ...(at === undefined ? [] : [[label('asOf'), at] as const]),
    [label('verdict'), verdictTexts[saysValid(report) ? 'valid' : 'invalid'][language]],
    [label('detail'), JSON.stringify(verdict)],
  ];
}

function eventFacts({ type, subject, officer, claimedAt }: Leaf, label: Label): Fact[] {
  return [
    [label('event'), type],
    [label('subject'), `${subject.kind} ${subject.id}`],
    [label('officer'), `${officer.organisation}/${officer.department} ${officer.role} ${officer.officer}`],
    [label('claimedAt'), claimedAt],
  ];
}

function headFacts({ size, cosigners, cosignedAt }: Head, label: Label): Fact[] {
  return [
    [label('headSize'), String(size)],
    [label('cosigners'), cosigners.join(', ')],
    [label('cosignedAt'), isoTime(cosignedAt)],
  ];
}

function countFacts({ leaves, about }: NonNullable<Answer['export']>, label: Label): Fact[] {
  return [
    [label('leaves'), String(leaves)],
    [label('selected'), String(about.leaves)],
  ];
}

function fileFacts({ namedBy = [], organisations = [], digests = [] }: Answer, label: Label): Fact[] {
  return [
    ...(namedBy.length === 0 ? [] : [[label('namedBy'), namedBy.join(', ')] as const]),
    ...(organisations.length === 0 ? [] : [[label('organisations'), organisations.join(', ')] as const]),
    ...digests.map(({ algorithm, value }): Fact => [`${label('digest')} ${algorithm}`, value]),
  ];
}
