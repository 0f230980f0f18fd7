// SPDX-License-Identifier: Apache-2.0
import { routes } from '../http/routes';
import { fieldExamples, fieldWords } from './field-words';

/** The messages that schemas bring themselves, wherever in them a check stands. */
function messagesIn(value: unknown, seen = new Set<object>()): Set<string> {
  const messages = new Set<string>();
  const visit = (each: unknown): void => {
    if (each === null || typeof each !== 'object' || seen.has(each)) return;
    seen.add(each);
    for (const [name, inner] of Object.entries(each)) {
      if (isError(name, inner)) messages.add(String(inner({})));
      else visit(inner);
    }
    // Zod keeps a schema's definition out of its enumerable members.
    if ('_zod' in each) visit((each._zod as { def: unknown }).def);
    if ('shape' in each) visit(each.shape);
  };
  visit(value);
  return messages;
}

function isError(name: string, value: unknown): value is (issue: object) => unknown {
  return name === 'error' && typeof value === 'function';
}

describe('the words for fields', () => {
  const messages = messagesIn(routes.map(({ params, query, body }) => ({ params, query, body })));

  it('are found in the schemas of the routes', () => {
    expect(messages).toContain('must be a year');
    expect(messages).toContain('name a licence or a receipt, a digest, or one with the other');
  });

  it('say in Chinese whatever a schema says itself', () => {
    expect([...messages].filter((message) => !fieldWords.has(message))).toEqual([]);
    for (const words of fieldWords.values()) expect(words).toMatch(/\p{Script=Han}/u);
  });

  it('have examples of messages that there are', () => {
    expect([...fieldExamples.keys()].filter((message) => !fieldWords.has(message))).toEqual([]);
  });
});
