// SPDX-License-Identifier: Apache-2.0
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { watchReactions } from './watch-reactions';

describe('a reaction that stops', () => {
  it('is logged with its cause, and is an alarm in the metrics', async () => {
    const metrics = new Registry();
    const lines: string[] = [];
    const logger = pino(
      { serializers: { error: pino.stdSerializers.err } },
      { write: (line: string) => lines.push(line) },
    );
    let stop = (): void => undefined;
    const goesOn = new Promise<void>((resolve) => (stop = resolve));
    const cause = new Error('EIO');
    const stopped = Promise.reject(new Error('the store writes no more', { cause }));
    const watched = watchReactions({ running: { prints: goesOn, sends: stopped }, logger, metrics });
    await expect(stopped).rejects.toThrow('writes no more');
    await new Promise(setImmediate);
    const text = await metrics.metrics();
    expect(text).toContain('guidang_reaction_stopped{kind="prints"} 0');
    expect(text).toContain('guidang_reaction_stopped{kind="sends"} 1');
    stop();
    await watched;
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { reaction: 'sends', error: { message: 'the store writes no more: EIO' } },
    ]);
  });
});
