// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../src/findings';
import { isNotChecked } from '../src/errors';
import type { Head } from '../src/head/open-head';
import { member } from '../src/json';
import { printable } from '../src/receipt/leaf';
import { isoTime } from '../src/time';
import type { Answer } from './answer';
import {
  checkTitle,
  codeSentence,
  documentTexts,
  kindTexts,
  resultLooks,
  resultTexts,
  texts,
  verdictTexts,
} from './words';
import type { Language } from './words';

/** A fact and its value, both for people. */
type Fact = readonly [label: string, value: string];

/** Texts only, never markup: most of them come from a stranger's file. */
function element(name: string, className: string, ...children: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children.map((child) => (typeof child === 'string' ? printable(child) : child)));
  return made;
}

/** The sign is for the eye; the words beside it say the same. */
function withSign(sign: string, ...words: readonly (Node | string)[]): (Node | string)[] {
  const drawn = element('span', 'sign', sign);
  drawn.setAttribute('aria-hidden', 'true');
  return [drawn, ' ', ...words];
}

/** What is said of one file. */
export function articleOf(answer: Answer, language: Language): HTMLElement {
  const { look, sign } = resultLooks[answer.result];
  const words = (answer.kind === 'document' ? documentTexts : resultTexts)[answer.result][language];
  const facts = factsOf(answer, language);
  return element(
    'article',
    look,
    element('h3', '', answer.name, ' ', element('small', '', kindTexts[answer.kind][language])),
    element('p', 'verdict', ...withSign(sign, words)),
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
  );
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

function factsOf(answer: Answer, language: Language): Fact[] {
  const label = (name: keyof typeof texts): string => texts[name][language];
  const {
    receipt,
    report,
    export: inside,
    completeness,
    digests = [],
    namedBy = [],
    organisations = [],
  } = answer;
  const facts: Fact[] = [];
  if (report !== undefined) {
    facts.push([label('sealedBy'), report.organisation], [label('verifiedAt'), report.verifiedAt]);
    if (report.at !== undefined) facts.push([label('asOf'), report.at]);
    const isValid = member(report.verdict, 'valid') === true;
    facts.push([label('verdict'), verdictTexts[isValid ? 'valid' : 'invalid'][language]]);
    facts.push([label('detail'), JSON.stringify(report.verdict)]);
  }
  if (receipt !== undefined) {
    const { type, subject, officer, claimedAt } = receipt.leaf;
    facts.push([label('event'), type], [label('subject'), `${subject.kind} ${subject.id}`]);
    facts.push([
      label('officer'),
      `${officer.organisation}/${officer.department} ${officer.role} ${officer.officer}`,
    ]);
    facts.push([label('claimedAt'), claimedAt]);
  }
  const head = receipt?.head ?? report?.head ?? inside?.head;
  if (head !== undefined) facts.push(...headFacts(head, label));
  if (inside !== undefined) {
    facts.push([label('leaves'), String(inside.leaves)], [label('selected'), String(inside.about.leaves)]);
  }
  if (completeness !== undefined) facts.push([checkTitle('completeness', language), completeness.reason]);
  if (namedBy.length > 0) facts.push([label('namedBy'), namedBy.join(', ')]);
  if (organisations.length > 0) facts.push([label('organisations'), organisations.join(', ')]);
  for (const { algorithm, value } of digests) facts.push([`${label('digest')} ${algorithm}`, value]);
  return facts;
}

function headFacts(
  { size, cosigners, cosignedAt }: Head,
  label: (name: keyof typeof texts) => string,
): Fact[] {
  return [
    [label('headSize'), String(size)],
    [label('cosigners'), cosigners.join(', ')],
    [label('cosignedAt'), isoTime(cosignedAt)],
  ];
}
