// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@guidang/client';
import { choicesOf } from '@guidang/chaincode/model';
import { askingReasonWords, caseActWords, roleWords } from '../../src/words';
import type { Bilingual } from '../../src/words';
import { beijingTime } from '../../src/words/beijing-time';
import type { Matter } from '../shell/api';
import { NotSigned } from '../shell/not-signed';
import { keyWords } from '../words/key-words';
import { workplaceWords } from '../words/workplace-words';

export type CommandLine = readonly [label: Bilingual, text: Bilingual];

/** What the page knows by name of what commands name by code. */
interface Names {
  readonly matter: string;
  readonly steps: ReadonlyMap<string, string>;
  readonly questions?: Matter['questions'] | undefined;
  /** The text whose digest is signed, by that digest in hex. */
  readonly opinion: { readonly text: string; readonly digest: string } | undefined;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * A command in words, from the very bytes that are signed: whatever stands in them has a line, or nothing is signed.
 * @param payload canonical JSON, see {@link payloadOf}.
 * @throws {NotSigned} for what has no words here: another command, a further member, a name that is not known.
 */
export function commandLines(payload: string, names: Names): readonly CommandLine[] {
  const { type, role, issuedAt, network, channel, id: _, body, ...more } = JSON.parse(payload) as Values;
  demandNothing(more);
  return [
    ...bodyLines(textOf(type), body as Values, names),
    [workplaceWords.inRole, roleWords[role as Role].name],
    [keyWords.signedAt, same(beijingTime(textOf(issuedAt)))],
    [keyWords.ledger, same(`${textOf(network)}/${textOf(channel)}`)],
  ];
}

function bodyLines(type: string, body: Values, names: Names): readonly CommandLine[] {
  const { id, version, reason, ...own } = body;
  const lines = ownLines(type, own, names);
  return [
    ...lines,
    [workplaceWords.onCase, same(`${textOf(id)} · ${names.matter}`)],
    [workplaceWords.seenVersion, worded(workplaceWords.version, ` ${textOf(version)}`)],
    ...(reason === undefined ? [] : [[workplaceWords.reason, same(textOf(reason))] as const]),
  ];
}

function ownLines(type: string, own: Values, names: Names): CommandLine[] {
  if (type === 'case.decide') return decisionLines(own, names);
  return type === 'case.answer' ? answerLines(own, names) : transitionLines(type, own);
}

/** Question by question, in the words of the matter. */
function answerLines({ answers, ...more }: Values, { questions = [] }: Names): CommandLine[] {
  demandNothing(more);
  if (!Array.isArray(answers)) throw noWords();
  const told = (answers as Values[]).map(({ question, value, ...other }): CommandLine => {
    demandNothing(other);
    const asked = questions.find(({ code }) => code === question);
    const choice = asked && choicesOf(asked).find(({ code }) => code === value);
    if (asked === undefined || choice === undefined) throw noWords();
    return [asked.text, choice.text];
  });
  return [[workplaceWords.act, caseActWords.answer], ...told];
}

function decisionLines({ step, result, opinion, noInterest, ...more }: Values, names: Names): CommandLine[] {
  demandNothing(more);
  const name = names.steps.get(textOf(step));
  if (name === undefined || (result !== 'approve' && result !== 'refuse')) throw noWords();
  if (noInterest !== undefined && noInterest !== true) throw noWords();
  const act = { en: `${name}: ${workplaceWords[result].en}`, zh: `${name}：${workplaceWords[result].zh}` };
  return [
    [workplaceWords.act, act],
    [workplaceWords.opinion, opinion === undefined ? workplaceWords.none : opinionWords(opinion, names)],
    ...(noInterest === true ? [[workplaceWords.noInterest, workplaceWords.declared] as const] : []),
  ];
}

/** The text itself only where its digest is the signed one. */
function opinionWords(opinion: unknown, { opinion: known }: Names): Bilingual {
  const { algorithm, value } = opinion as Values;
  if (known === undefined || algorithm !== 'sha256' || value !== known.digest) throw noWords();
  return same(known.text);
}

function transitionLines(type: string, { transition, despiteOffers, ...more }: Values): CommandLine[] {
  demandNothing(more);
  const words = type === 'case.transition' ? Object.entries(caseActWords) : [];
  const [, act] = words.find(([name]) => name === transition) ?? [];
  if (act === undefined) throw noWords();
  return [[workplaceWords.act, act], ...askingLines(despiteOffers)];
}

/** Why the applicant is asked for what is on the ledger, material by material. */
function askingLines(despiteOffers: unknown = []): CommandLine[] {
  if (!Array.isArray(despiteOffers)) throw noWords();
  return (despiteOffers as Values[]).map(({ material, reason, ...more }) => {
    demandNothing(more);
    const [, words] = Object.entries(askingReasonWords).find(([name]) => name === reason) ?? [];
    if (words === undefined) throw noWords();
    const name = textOf(material);
    return [workplaceWords.offeredTitle, { en: `${name}: ${words.en}`, zh: `${name}：${words.zh}` }];
  });
}

/** What could show as something else than it is has no words. */
function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw noWords();
}

function demandNothing(more: Values): void {
  if (Object.keys(more).length > 0) throw noWords();
}

function noWords(): NotSigned {
  return new NotSigned(keyWords.noWords);
}

function same(text: string): Bilingual {
  return { en: text, zh: text };
}

function worded({ en, zh }: Bilingual, text: string): Bilingual {
  return { en: en + text, zh: zh + text };
}
