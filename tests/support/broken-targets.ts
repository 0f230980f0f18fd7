// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import type { OpenTarget, Target } from '../fuzz/target';

/* Parsers with a fault each, so that a test sees that the fuzzer finds it, with the smallest input. */

/** What every one of them fails on. */
const mark = 0x21;

function failing(name: string, fail: () => unknown): Target {
  const open = (): OpenTarget => ({
    samples: [Buffer.from('a sample with a mark! in it')],
    run: ({ bytes }) => (bytes.includes(mark) ? fail() : undefined),
  });
  const reads = 'nothing';
  return { name, reads, inputs: 100, refusals: [SyntaxError], isStream: true, answerMs: 1_000, open };
}

const emitter = new EventEmitter();

export const targets: readonly Target[] = [
  failing('untyped', () => {
    throw new TypeError('not a refusal');
  }),
  failing('uncaught', async () => {
    setImmediate(() => {
      throw new Error('outside every handler');
    });
    await Promise.resolve();
  }),
  failing('second-error', async () => {
    const parser = new EventEmitter();
    const refused = new Promise((_, reject) => parser.once('error', reject));
    setImmediate(() => parser.emit('error', new SyntaxError('one')));
    setImmediate(() => parser.emit('error', new SyntaxError('two')));
    await refused;
  }),
  failing('rejection', async () => {
    void Promise.reject(new Error('nobody waits for this'));
    await Promise.resolve();
  }),
  failing('leak', async () => {
    for (let count = 0; count < 20; count += 1) emitter.on('event', () => undefined);
    await Promise.resolve();
  }),
  failing('silence', () => new Promise(() => undefined)),
  failing('refusing', () => {
    throw new SyntaxError('as it should be');
  }),
];
