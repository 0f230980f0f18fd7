// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { openProbeLedger, probePort } from './embedded-harness';
import { call, collection } from './harness';

/*
 * Commits to the ledger in the directory of the first argument until it is killed, several transactions at a time, and
 * prints the id of each as soon as it is acknowledged. Private values are written and purged.
 */

const inFlight = 4;
const purgeEvery = 20;

type Invocation = Parameters<ReturnType<typeof probePort>['prepare']>[0];

function* invocations(): Generator<Invocation> {
  for (let number = 0; ; number += 1) {
    const key = randomBytes(8).toString('hex');
    yield call('append', key, `value ${number}`);
    if (number % purgeEvery !== 0) continue;
    const transient = { value: randomBytes(100) };
    yield { ...call('putPrivate', collection.name, key), transient };
    yield call('purgePrivate', collection.name, key);
  }
}

async function main(directory: string): Promise<void> {
  const port = probePort(await openProbeLedger(directory), 'archives');
  const work = invocations();
  const worker = async (): Promise<never> => {
    for (;;) {
      const { value } = work.next() as { value: Invocation };
      const { bytes, transactionId } = await port.prepare(value);
      await port.send(bytes);
      process.stdout.write(`${transactionId}\n`);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
