// SPDX-License-Identifier: Apache-2.0
import { caseWith, transfer } from '../testing/sample-case';
import { bodyOf, emptyDraft, isComplete } from './act-draft';
import type { DraftTexts } from './act-draft';
import type { Act } from './acts';

const digest = { algorithm: 'sha256', value: 'cd'.repeat(32) } as const;
const content = { digest, bytes: 3, mediaType: 'text/plain', role: 'scan' } as const;
const source = JSON.stringify({ content });
const subject = caseWith({ version: 7 });
const [step] = transfer.steps;
if (step === undefined) throw new Error('the matter has a step');

const decide: Act = { kind: 'decide', step, role: step.role };
const accept: Act = { kind: 'transition', name: 'accept', role: 'acceptor' };
const ask: Act = { kind: 'transition', name: 'ask-supplement', role: 'acceptor' };
const add: Act = { kind: 'add-materials', role: 'acceptor' };
const deliver: Act = { kind: 'deliver', role: 'acceptor' };

describe('what is typed of an act', () => {
  it.each<[string, Act, Partial<DraftTexts>, object]>([
    ['an acceptance', accept, {}, { transition: 'accept' }],
    [
      'a request, with why something is asked for that is here',
      ask,
      { despite: JSON.stringify({ fee: 'original-required' }) },
      {
        transition: 'ask-supplement',
        despiteOffers: [{ material: 'fee', reason: 'original-required' }],
      },
    ],
    [
      'a decision, of which nobody says anything else',
      decide,
      { noInterest: true },
      { step: step.code, result: 'approve', noInterest: true, opinion: digest },
    ],
    [
      'a refusal with its reason',
      decide,
      { result: 'refuse', reason: 'law:1', noInterest: true },
      { step: step.code, result: 'refuse', reason: 'law:1', noInterest: true, opinion: digest },
    ],
    [
      'a material; the reason for another one is left out',
      add,
      { material: 'fee', source, despite: JSON.stringify({ inquiry: 'original-required' }) },
      { materials: [{ code: 'fee', source: { content } }] },
    ],
    ['a proof of delivery', deliver, { source }, { proof: content }],
  ])('is sent of the version that was seen: %s', (_, act, typed, body) => {
    const sent = bodyOf(
      act,
      { ...emptyDraft, ...typed },
      subject,
      act.kind === 'decide' ? digest : undefined,
    );
    expect(sent).toEqual({ version: 7, ...body });
  });

  it.each<[string, Act, Partial<DraftTexts>, boolean]>([
    ['a transition', accept, {}, true],
    ['a decision on a person by somebody who declares nothing', decide, {}, false],
    ['a decision on a person', decide, { noInterest: true }, true],
    ['a material without its file', add, { material: 'fee' }, false],
    ['a material', add, { material: 'fee', source }, true],
    ['a proof of delivery without its file', deliver, {}, false],
  ])('is enough, or not: %s', (_, act, typed, isEnough) => {
    expect(isComplete(act, { ...emptyDraft, ...typed }, subject)).toBe(isEnough);
  });
});
