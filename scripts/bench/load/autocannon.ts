// SPDX-License-Identifier: Apache-2.0
import autocannon, { type Options, type Result } from 'autocannon';
import { Recorder } from './recorder';
import type { LoadResult } from './operation';

export interface GetsOptions {
  readonly url: string;
  /** The paths asked for, in turn, by each connection. */
  readonly paths: readonly string[];
  /** A token for each connection, in turn. */
  readonly tokens: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

/** The same few GET requests as fast as they are answered: a closed loop at the price of a packet each. */
export async function measureGets({
  url,
  paths,
  tokens,
  connections,
  seconds,
}: GetsOptions): Promise<LoadResult> {
  const recorder = new Recorder();
  let next = 0;
  const options: Options = {
    url,
    connections,
    duration: seconds,
    setupClient: (client) => {
      const authorization = `Bearer ${tokens[next % tokens.length] ?? ''}`;
      next += 1;
      client.setRequests(paths.map((path) => ({ method: 'GET' as const, path, headers: { authorization } })));
    },
  };
  const { duration, errors, timeouts } = await run(options, (status, milliseconds) => {
    if (status === 200) recorder.succeeded(milliseconds);
    else recorder.failed(String(status));
  });
  for (let index = 0; index < errors + timeouts; index += 1) recorder.failed('connection');
  const { count, latencyMs } = recorder;
  return {
    seconds: duration,
    completed: count,
    perSecond: Math.round((count / duration) * 10) / 10,
    ...(latencyMs === undefined ? {} : { latencyMs }),
    errors: recorder.errors,
  };
}

function run(options: Options, onResponse: (status: number, milliseconds: number) => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    const instance = autocannon(options, (error: unknown, result) => {
      if (error instanceof Error) reject(error);
      else resolve(result);
    });
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      onResponse(status, milliseconds);
    });
  });
}
