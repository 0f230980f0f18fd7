// SPDX-License-Identifier: Apache-2.0
import autocannon from 'autocannon';
import type { Options, Result } from 'autocannon';
import { optional } from '@guidang/gateway/common/optional';
import type { GetsOptions } from './gets';
import type { LoadResult } from './operation';
import { Recorder } from './recorder';

/** A closed loop with low overhead per request. */
export async function asFastAsAnswered({
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
    ...optional({ latencyMs }),
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
