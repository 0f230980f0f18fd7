// SPDX-License-Identifier: Apache-2.0
import { newKey, Problem } from '@guidang/client';

/** The key under which a form is sent, and what is sent under it. */
export interface Sending {
  readonly key: string;
  readonly body: string;
}

/** The same body has the same key, however often it is sent, also after a reload; another body is another act. */
export function sendingOf(body: object, earlier: Sending): Sending {
  const text = JSON.stringify(body);
  return earlier.key !== '' && earlier.body === text ? earlier : { key: newKey(), body: text };
}

/** The same for what must not be kept in the tab, since it names a person: as long as its form is open. */
export function keysInMemory(): (body: object) => string {
  let sending: Sending = { key: '', body: '' };
  return (body) => {
    sending = sendingOf(body, sending);
    return sending.key;
  };
}

/**
 * A recorded question: under one key until its answer is here, so that it is one use however often it is sent. The same
 * question after that is another use.
 */
export function askedOnce<Question extends object, Answer>(
  ask: (question: Question, key: string) => Promise<Answer>,
): (question: Question) => Promise<Answer> {
  let keyOf = keysInMemory();
  return async (question) => {
    try {
      const answer = await ask(question, keyOf(question));
      keyOf = keysInMemory();
      return answer;
    } catch (error) {
      // A key whose use is over, or that was refused, is good for nothing more.
      if (error instanceof Problem && (error.retry === 'none' || error.retry === 'new')) {
        keyOf = keysInMemory();
      }
      throw error;
    }
  };
}
