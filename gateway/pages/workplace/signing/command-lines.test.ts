// SPDX-License-Identifier: Apache-2.0
import { createHash, webcrypto } from 'node:crypto';
import { checkSignature, publicKeyFrom, readSignedCommand } from '@guidang/chaincode/proof';
import { keyAlgorithm } from './certificate-request';
import { payloadOf, signed } from './command';
import type { AskedCommand } from './command';
import { commandLines } from './command-lines';

const ledgerName = { network: 'guidang', channel: 'records' };
const at = new Date('2026-11-23T01:02:03.004Z');
const text = '同意，材料齐全';
const digest = createHash('sha256').update(text).digest('hex');
const here = { code: 'here', text: { zh: '在本地？', en: 'Here?' }, by: 'reviewer' as const };
const names = {
  matter: '转移登记',
  steps: new Map([['decide', '核定']]),
  opinion: { text, digest },
  questions: [here],
};

const decision = {
  id: '11999999000000035B.T-1',
  version: 3,
  step: 'decide',
  result: 'approve',
  opinion: { algorithm: 'sha256', value: digest },
};
const asked: AskedCommand = { id: 'command-1', type: 'case.decide', role: 'decider', body: decision };

function linesOf(part: Partial<AskedCommand>): string[] {
  const payload = payloadOf({ ...asked, ...part }, { ledgerName }, at);
  return commandLines(payload, names).map(([label, words]) => `${label.en}: ${words.zh}`);
}

it('puts a decision into words, from what is signed', () => {
  const body = { ...decision, reason: 'complete', noInterest: true };
  expect(linesOf({ body })).toEqual([
    'Act: 核定：同意',
    `Opinion: ${text}`,
    'I have no interest in this matter: 已声明',
    'Case: 11999999000000035B.T-1 · 转移登记',
    'As you saw it: 版本 3',
    'Reason: complete',
    'In the role of: 决定',
    'Time of signing: 2026-11-23 09:02:03',
    'Ledger: guidang/records',
  ]);
  const { opinion: _, ...silent } = decision;
  expect(linesOf({ body: { ...silent, result: 'refuse' } }).slice(0, 2)).toEqual([
    'Act: 核定：不同意',
    'Opinion: 无',
  ]);
});

it('puts a transition into words', () => {
  const body = { id: decision.id, version: 1, transition: 'pause', reason: 'survey' };
  expect(linesOf({ type: 'case.transition', body }).slice(0, 3)).toEqual([
    'Act: 暂停',
    'Case: 11999999000000035B.T-1 · 转移登记',
    'As you saw it: 版本 1',
  ]);
});

it('puts answers into words, question by question', () => {
  const body = { id: decision.id, version: 1, answers: [{ question: 'here', value: 'no' }] };
  expect(linesOf({ type: 'case.answer', body }).slice(0, 3)).toEqual([
    'Act: 回答问题',
    'Here?: 否',
    'Case: 11999999000000035B.T-1 · 转移登记',
  ]);
});

it('puts into words why a supplement asks for what is on the ledger', () => {
  const despiteOffers = [{ material: 'licence', reason: 'outdated' }];
  const body = { id: decision.id, version: 1, transition: 'ask-supplement', despiteOffers };
  expect(linesOf({ type: 'case.transition', body }).slice(0, 2)).toEqual([
    'Act: 告知补正',
    'On the ledger already: licence：现有信息已过时',
  ]);
});

it.each<[string, Partial<AskedCommand>]>([
  ...[
    { licence: 'outdated' },
    [{ material: 'licence', reason: 'toString' }],
    [{ material: 'a', also: 1 }],
  ].map((despiteOffers): [string, Partial<AskedCommand>] => [
    `a reason ${JSON.stringify(despiteOffers)}`,
    { type: 'case.transition', body: { transition: 'ask-supplement', despiteOffers } },
  ]),
  ...[
    'yes',
    [{ question: 'none', value: 'yes' }],
    [{ question: 'here', value: 'constructor' }],
    [{ question: 'here', value: 'yes', also: 1 }],
  ].map((answers): [string, Partial<AskedCommand>] => [
    `answers ${JSON.stringify(answers)}`,
    { type: 'case.answer', body: { id: decision.id, version: 1, answers } },
  ]),
  ['a member more in answers', { type: 'case.answer', body: { id: 'i', version: 1, answers: [], also: 1 } }],
  ['another command', { type: 'registry.approve' }],
  ['a transition under another name', { type: 'case.open', body: { transition: 'accept' } }],
  ['a transition that nobody knows', { type: 'case.transition', body: { transition: 'sell' } }],
  ['a transition that every object has', { type: 'case.transition', body: { transition: 'toString' } }],
  ['a step that the matter has not', { body: { ...decision, step: 'other' } }],
  ['a result that is neither', { body: { ...decision, result: 'constructor' } }],
  ['another text', { body: { ...decision, opinion: { algorithm: 'sha256', value: 'ab'.repeat(32) } } }],
  ['another kind of digest', { body: { ...decision, opinion: { algorithm: 'sm3', value: digest } } }],
  ['a member more in a decision', { body: { ...decision, also: true } }],
  ['a member more in a transition', { type: 'case.transition', body: { transition: 'accept', also: 1 } }],
  ['an interest that is not denied', { body: { ...decision, noInterest: false } }],
  ['a reason that is no text', { body: { ...decision, reason: { code: 'complete' } } }],
  ['a purpose besides', { purpose: 'review' } as Partial<AskedCommand>],
])('has no words for %s', (_, part) => {
  expect(() => linesOf(part)).toThrow('cannot be put into words');
});

it('signs what the contract reads and verifies, byte for byte', async () => {
  const keys = await webcrypto.subtle.generateKey(keyAlgorithm, false, ['sign', 'verify']);
  const payload = payloadOf(asked, { ledgerName }, at);
  const fingerprint = '0a'.repeat(32);
  const command = readSignedCommand(await signed(payload, { privateKey: keys.privateKey, fingerprint }));
  expect(command.certificate).toBe(fingerprint);
  expect(command.envelope).toEqual({ ...ledgerName, ...asked, issuedAt: at.toISOString() });
  const { x = '', y = '' } = await webcrypto.subtle.exportKey('jwk', keys.publicKey);
  expect(() => {
    checkSignature(command, publicKeyFrom({ x, y }));
  }).not.toThrow();
});
