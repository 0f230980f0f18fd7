// SPDX-License-Identifier: Apache-2.0
import { Problem } from '@guidang/client';
import { despiteLines, despiteMember, offeredBy, reasonsToAsk } from './despite';

const refusal = { code: 'command-malformed', field: 'body/despiteOffers' } as const;

it.each([
  [new Problem(400, { ...refusal, facts: { materials: ['licence'] } }), ['licence']],
  [new Problem(400, refusal), []],
  [new Problem(400, { ...refusal, field: 'body/number', facts: { materials: ['licence'] } }), []],
  [new Error('the line is broken'), []],
])('a refusal tells what is offered: %#', (error, offered) => {
  expect(offeredBy(error)).toEqual(offered);
});

it('what was chosen stands in the command, and in words before it is signed', () => {
  const text = JSON.stringify({ licence: 'outdated', other: 'incorrect', left: undefined });
  expect(despiteMember(text, () => true)).toEqual({
    despiteOffers: [
      { material: 'licence', reason: 'outdated' },
      { material: 'other', reason: 'incorrect' },
    ],
  });
  const material = { code: 'licence', name: '营业执照', required: true, accepts: ['content' as const] };
  const lines = despiteLines(text, { materials: [material], isAsked: () => true });
  expect(lines.map(({ name, reason }) => [name, reason.zh])).toEqual([
    ['营业执照', '现有信息已过时'],
    ['other', '现有信息有误'],
  ]);
});

it('of a material that is not asked for any more nothing is said', () => {
  const text = JSON.stringify({ licence: 'outdated', other: 'incorrect' });
  const isAsked = (code: string): boolean => code === 'other';
  expect(despiteMember(text, isAsked)).toEqual({
    despiteOffers: [{ material: 'other', reason: 'incorrect' }],
  });
  expect(despiteLines(text, { materials: [], isAsked }).map(({ name }) => name)).toEqual(['other']);
  expect(despiteMember(text, () => false)).toEqual({});
});

it('without a reason nothing is said', () => {
  expect(despiteMember('', () => true)).toEqual({});
  expect(reasonsToAsk).toContain('original-required');
});
