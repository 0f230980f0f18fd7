// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import { ProcessEnd } from './process-end';
import { until } from './until';

/** A process that notes with what code it has ended. */
class FakeProcess extends EventEmitter {
  readonly codes: number[] = [];

  exit(code: number): void {
    this.codes.push(code);
  }

  ended(): Promise<number> {
    return until('the process ends', () => Promise.resolve(this.codes[0]));
  }
}

function start(
  close: () => Promise<void>,
  withinMs?: number,
): { process: FakeProcess; log: string[]; end: ProcessEnd } {
  const process = new FakeProcess();
  const log: string[] = [];
  const logger = {
    info: (message: string) => log.push(message),
    fatal: ({ error }: { error: unknown }, message: string) => log.push(`${message}: ${String(error)}`),
  };
  const end = new ProcessEnd({ logger, process, ...(withinMs === undefined ? {} : { withinMs }) });
  end.closesBy(close);
  return { process, log, end };
}

describe('the end of a process', () => {
  it.each(['SIGTERM', 'SIGINT'])('on %s closes what is open, and has code 0', async (signal) => {
    const close = jest.fn(() => Promise.resolve());
    const { process, log } = start(close);
    process.emit(signal);
    expect(await process.ended()).toBe(0);
    expect(close).toHaveBeenCalledTimes(1);
    expect(log).toEqual(['stopping']);
  });

  it.each([
    ['uncaughtException', 'uncaught exception: the process ends: Error: one'],
    ['unhandledRejection', 'unhandled rejection: the process ends: Error: one'],
  ])('by an %s is logged with its cause, and has code 1', async (origin, line) => {
    const close = jest.fn(() => Promise.resolve());
    const { process, log } = start(close);
    process.emit(origin, new Error('one'));
    expect(await process.ended()).toBe(1);
    expect(close).toHaveBeenCalledTimes(1);
    expect(log).toEqual([line]);
  });

  it('says of every error that follows, and closes once', async () => {
    let closed = (): void => undefined;
    const close = jest.fn(() => new Promise<void>((resolve) => (closed = resolve)));
    const { process, log, end } = start(close);
    process.emit('SIGTERM');
    end.fail(new Error('one'), 'the projection stopped');
    process.emit('uncaughtException', new Error('two'));
    closed();
    expect(await process.ended()).toBe(1);
    expect(close).toHaveBeenCalledTimes(1);
    expect(log).toEqual([
      'stopping',
      'the projection stopped: the process ends: Error: one',
      'uncaught exception: the process ends: Error: two',
    ]);
  });

  it('that fails is logged, and has code 1', async () => {
    const { process, log } = start(() => Promise.reject(new Error('full')));
    process.emit('SIGTERM');
    expect(await process.ended()).toBe(1);
    expect(log).toContain('the process did not stop cleanly: Error: full');
  });

  it('does not wait for ever', async () => {
    const { process, log } = start(() => new Promise(() => undefined), 1);
    process.emit('SIGTERM');
    expect(await process.ended()).toBe(1);
    expect(log).toContain('the end is forced: Error: not closed after 1 ms');
  });

  it('before anything is open needs nothing', async () => {
    const process = new FakeProcess();
    const logger = { info: () => undefined, fatal: () => undefined };
    new ProcessEnd({ logger, process }).fail(new Error('early'), 'the start');
    expect(await process.ended()).toBe(1);
  });
});
