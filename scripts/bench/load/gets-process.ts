// SPDX-License-Identifier: Apache-2.0
import { asFastAsAnswered } from './autocannon';
import type { GetsOptions } from './gets';
import { HttpCallers } from './http-callers';
import { openLoop } from './open-loop';
import type { LoadResult } from './operation';

/** Runs the load that its parent process requests, and sends back the result. */
process.once('message', (options: GetsOptions) => {
  const { perSecond } = options;
  const load = perSecond === undefined ? asFastAsAnswered(options) : atRate({ ...options, perSecond });
  load.then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function atRate(options: GetsOptions & { readonly perSecond: number }): Promise<LoadResult> {
  const { paths, connections: connectionsMax, seconds, perSecond } = options;
  const callers = new HttpCallers({ ...options, connectionsMax });
  const result = await openLoop({
    perSecond,
    warmUpMs: 2_000,
    measureMs: seconds * 1000,
    operation: (index) => callers.get(index, paths[index % paths.length] ?? ''),
  });
  await callers.close();
  return result;
}
